import type {Random} from '../../random.ts';
import type {ActionPlan, ActionStart, ApprovalPlan, BuildPlan} from '../../scenario.ts';
import {phaseTimes, usualTime} from '../fleet/durations.ts';
import type {History} from '../history/commits.ts';
import {buildLog} from '../log/build-log.ts';
import {buildFailure, type FailureKind, failureKinds, failureRule} from '../log/failures.ts';
import {buildScript} from '../log/script.ts';
import {buildSubject} from '../log/subject.ts';
import {type Decision, decision} from './tracked-story.ts';

const minute = 60_000;
/** Of a hundred builds that nothing is decided about, so many fail. */
const failurePercent = 2;
const rejectedPercent = 5;

const reviewed = [
	'staging looks good',
	'ok from on-call',
	'dashboards are quiet',
	'checked with the owners',
	'go',
] as const;
const refused = ['wait for the next release', 'staging alarms first'] as const;

/** How an action of the day will go: as the story decided, otherwise by lot. */
export function planAction(start: ActionStart, history: History): ActionPlan | undefined {
	const index = start.commit === undefined ? undefined : history.find(start.commit.sha, start.at)?.index;
	const decided = index === undefined ? undefined : decision(start, index);
	const random = start.random.fork('plan');
	if (start.type.provider === 'Manual') return approvalPlan(start, decided, random);
	if (start.type.provider === 'CodeBuild') return buildPlan(start, decided, random);
	return {kind: 'job', durationMs: Math.round(random.between(6000, 9000))};
}

function approvalPlan(start: ActionStart, decided: Decision | undefined, random: Random): ApprovalPlan {
	const rejected = decided === undefined && random.next() * 100 < rejectedPercent;
	const usual = random.between(4, random.next() < 0.2 ? 90 : 20) * minute;
	return {
		kind: 'approval',
		durationMs: Math.max(
			minute,
			Math.round(decided?.answeredAt === undefined ? usual : decided.answeredAt - start.at),
		),
		status: rejected ? 'Rejected' : 'Approved',
		summary: random.pick(rejected ? refused : reviewed),
	};
}

function buildPlan(start: ActionStart, decided: Decision | undefined, random: Random): BuildPlan {
	const subject = buildSubject(start, '');
	const wanted = decided === undefined ? drawnFailure(start, random) : decided.failure;
	const failure = wanted === undefined ? undefined : buildFailure(wanted, buildScript(subject, start.random));
	const kind = failure === undefined ? undefined : wanted;
	const total = decided?.takes ?? usualTime(subject.app, start.stage, start.action);
	const phases = phaseTimes(total, decided === undefined ? 0.14 : 0, random);
	return {
		kind: 'build',
		phases: kind === undefined ? phases : {...phases, ...cutShort(kind, phases)},
		log: build => buildLog(build, kind),
		...(failure === undefined ? {} : {failure}),
	};
}

/** Most failures are over sooner than the phase that they end. */
function cutShort(kind: FailureKind, phases: Readonly<Record<'PRE_BUILD' | 'BUILD', number>>) {
	const {phase} = failureRule(kind);
	const parts: Readonly<Record<FailureKind, number>> = {
		'assume-role-denied': 9000,
		'program-broken': 50_000,
		'pulumi-locked': 60_000,
		'docker-unauthorized': 35_000,
		'resource-exists': phases.BUILD * 0.8,
		'host-unreachable': phases.BUILD * 0.4,
	};
	return phase === 'PRE_BUILD' ? {PRE_BUILD: parts[kind]} : {BUILD: parts[kind]};
}

/** A second attempt goes well: what is left to chance passes by itself. */
function drawnFailure(start: ActionStart, random: Random): FailureKind | undefined {
	const kinds = failureKinds.filter(kind => kind !== 'assume-role-denied' && kind !== 'program-broken');
	const [lot, kind] = [random.next() * 100, random.pick(kinds)];
	return start.attempt === 1 && lot < failurePercent ? kind : undefined;
}
