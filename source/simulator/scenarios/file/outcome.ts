import {phasesOf} from '../../account/course.ts';
import type {ActionPlan, ActionStart, BuildFailure, BuildPlan, LogLine, TimedPhase} from '../../scenario.ts';
import {timedPhases} from '../../scenario.ts';
import {phaseTimes} from '../fleet/durations.ts';
import {buildLog} from '../log/build-log.ts';
import {buildFailure, type FailureKind} from '../log/failures.ts';
import {buildScript} from '../log/script.ts';
import {buildSubject} from '../log/subject.ts';
import {msOf} from './duration.ts';
import {fits} from './glob.ts';
import {meets} from './meets.ts';
import {type ActionOutcome, isOfRule, namedFailures} from './outcome-schema.ts';
import type {FileOutcome} from './schema.ts';

const minute = 60_000;
const usualBuildMs = 5 * minute;
const usualJobMs = 10_000;
const pastApprovalMs = 10 * minute;

const nothing: ActionOutcome = {};

/** How an action will go: as the first outcome says that fits it. `isPast` tells the commits that were made up. */
export function planOf(
	outcomes: readonly FileOutcome[],
	start: ActionStart,
	isPast: (sha: string) => boolean,
): ActionPlan | undefined {
	const isMet = (each: FileOutcome, index: number): each is ActionOutcome =>
		!isOfRule(each) && applies(each, start, index);
	const outcome = outcomes.find(isMet) ?? nothing;
	if (start.type.category === 'Approval') {
		const {approved = outcome.rejected, summary} = outcome;
		if (approved !== undefined)
			return {
				kind: 'approval',
				durationMs: msOf(approved),
				status: outcome.rejected === undefined ? 'Approved' : 'Rejected',
				summary: summary ?? (outcome.rejected === undefined ? 'looks good' : 'not today'),
			};
		return start.commit !== undefined && isPast(start.commit.sha)
			? {kind: 'approval', durationMs: pastApprovalMs, status: 'Approved', summary: 'looks good'}
			: undefined;
	}
	if (start.type.provider === 'CodeBuild') return buildPlan(outcome, start);
	return jobPlan(outcome, start);
}

/** A source is met only by what names its stage or its action. */
function applies(outcome: ActionOutcome, start: ActionStart, index: number): boolean {
	const {stage, action, approved, rejected} = outcome;
	const isAnswer = approved !== undefined || rejected !== undefined;
	return (
		isAnswer === (start.type.category === 'Approval') &&
		(start.type.category !== 'Source' || stage !== undefined || action !== undefined) &&
		fits(action, start.action) &&
		meets(outcome, start, index)
	);
}

function jobPlan({fails, takes}: ActionOutcome, {type}: ActionStart): ActionPlan | undefined {
	if (fails === undefined && takes === undefined) return undefined;
	const {code = 'JobFailed', message = `The ${type.provider} action failed`} =
		typeof fails === 'object' ? fails : {};
	return {
		kind: 'job',
		durationMs: takes === undefined ? usualJobMs : msOf(takes),
		...(fails !== undefined && {failure: {code, message}}),
	};
}

/** What follows from an outcome alone is the same for all the builds that it meets. */
const common = new WeakMap<ActionOutcome, BuildPlan>();

function buildPlan(outcome: ActionOutcome, start: ActionStart): BuildPlan {
	const kind = namedFailures.find(each => each === outcome.fails);
	if (kind !== undefined) return newPlan(outcome, kind, start);
	const plan = common.get(outcome) ?? newPlan(outcome, undefined, start);
	common.set(outcome, plan);
	return plan;
}

function newPlan(outcome: ActionOutcome, kind: FailureKind | undefined, start: ActionStart): BuildPlan {
	const {takes, log} = outcome;
	const failure = failureOf(outcome.fails, kind, start);
	const phases = phasesWithin(takes === undefined ? usualBuildMs : msOf(takes), failure, start);
	return {
		kind: 'build',
		phases,
		log: log === undefined ? build => buildLog(build, kind) : () => linesOf(log, failure?.phase ?? 'BUILD'),
		...(failure !== undefined && {failure}),
	};
}

/** Divides the time among the phases that the build goes through. */
function phasesWithin(
	total: number,
	failure: BuildFailure | undefined,
	{random}: ActionStart,
): Partial<Record<TimedPhase, number>> {
	const passed = phasesOf(failure?.phase);
	const usual = phaseTimes(Math.max(total, 2 * minute), 0, random);
	const sum = passed.reduce((ms, phase) => ms + usual[phase], 0);
	return Object.fromEntries(passed.map(phase => [phase, Math.round((usual[phase] / sum) * total)]));
}

const codes: Readonly<Record<TimedPhase, readonly [code: string, message: string]>> = {
	SUBMITTED: ['INVALID_INPUT', 'The build could not be submitted'],
	QUEUED: ['BUILD_QUEUED_TIMED_OUT', 'The build waited too long in its queue'],
	PROVISIONING: [
		'BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE',
		'Unable to pull customer’s container image. CannotPullContainerError: pull access denied',
	],
	DOWNLOAD_SOURCE: ['CLIENT_ERROR', 'authentication required for primary source and source version'],
	INSTALL: command('npm ci'),
	PRE_BUILD: command('./login.sh'),
	BUILD: command('./deploy.sh'),
	POST_BUILD: command('./check.sh'),
	UPLOAD_ARTIFACTS: ['CLIENT_ERROR', 'no matching artifact paths found'],
	FINALIZING: ['INTERNAL_ERROR', 'The build could not be finalized'],
};

function command(line: string): readonly [code: string, message: string] {
	return ['COMMAND_EXECUTION_ERROR', `Error while executing command: ${line}. Reason: exit status 1`];
}

function failureOf(
	fails: ActionOutcome['fails'],
	kind: FailureKind | undefined,
	start: ActionStart,
): BuildFailure | undefined {
	if (fails === undefined) return undefined;
	if (kind !== undefined) {
		const named = buildFailure(kind, buildScript(buildSubject(start, ''), start.random));
		if (named !== undefined) return named;
	}
	const said = typeof fails === 'object' ? fails : {phase: timedPhases.find(phase => phase === fails)};
	return failureIn(said);
}

function failureIn(said: Exclude<NonNullable<ActionOutcome['fails']>, string>): BuildFailure {
	const {phase = 'BUILD', status = 'FAILED'} = said;
	const [code, message] =
		status === 'TIMED_OUT' ? (['BUILD_TIMED_OUT', 'Build has timed out. '] as const) : codes[phase];
	return {phase, status, statusCode: said.code ?? code, message: said.message ?? message};
}

const isLogged = (phase: TimedPhase): phase is LogLine['phase'] =>
	timedPhases.indexOf(phase) >= timedPhases.indexOf('DOWNLOAD_SOURCE') && phase !== 'FINALIZING';

/** The lines that a file gives, spread over the phase. */
function linesOf(log: string, phase: TimedPhase): readonly LogLine[] {
	if (!isLogged(phase)) return [];
	const lines = log.replace(/\n$/, '').split('\n');
	return lines.map((text, index) => ({phase, share: (index + 1) / (lines.length + 1), text}));
}
