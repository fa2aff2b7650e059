import {causeOf} from '../diagnosis/cause.ts';
import {answerWord} from '../domain/answer.ts';
import {followLeft} from '../domain/estimate.ts';
import type {Follow} from '../domain/follow.ts';
import type {Notice} from '../domain/notice.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {StageProgress} from '../domain/progress.ts';
import type {Obstacle, Standing} from '../domain/standing.ts';
import {isStretched, type ScopeRecord} from '../domain/state.ts';
import {statusNow} from '../domain/status-now.ts';
import {ruleWords} from '../wording/rule-words.ts';
import type {Facts, Said} from './facts.ts';
import {clockTime} from './line.ts';
import type {Tally} from './tally.ts';

/** The console's page of a pipeline, or of one execution of it. */
export type Link = (follow: {
	readonly scope: string;
	readonly pipeline: string;
	readonly execution: string | null;
}) => string;

/** What to do where nobody can tell whether a later commit contains ours. */
const askHistory = 'run git fetch, or install gh';

/** Where a commit stands in one pipeline, once per look; `now` in ms since the epoch. `pace`: how often that is. */
export function heartbeat(
	follow: Follow,
	commit: Sha,
	now: number,
	pace?: Pick<ScopeRecord, 'every' | 'interval' | 'slowedBy'>,
): Said {
	const {standing, execution, stages, scope, pipeline} = follow;
	const stage = currentStage(stages);
	const started = execution?.startedAt ?? null;
	const left = followLeft(follow, now);
	return {
		event: 'heartbeat',
		at: now,
		scope,
		words: `${clockTime(now)} ${pipeline}`,
		facts: {
			pipeline,
			execution: execution?.id ?? null,
			status: execution === null ? standing.kind : statusNow(follow.record, execution),
			state: standing.kind,
			stage: stage?.name ?? null,
			done: stage?.done ?? null,
			total: stage?.total ?? null,
			elapsed: started === null ? null : (endOf(standing) ?? now) - started,
			left: left?.left ?? null,
			...(left !== null && left.over > 0 ? {over: left.over} : {}),
			...(pace !== undefined && isStretched(pace) ? {interval: pace.every, slowed: pace.slowedBy} : {}),
			...commits(commit, follow.carriedBy === null ? commit : follow.carriedBy.commit),
		},
		silent: ['pipeline'],
	};
}

/** The stage that the followed execution is in, waits for, or was in last. */
export function currentStage(stages: readonly StageProgress[]): StageProgress | null {
	return stages.findLast(({state}) => state !== 'NotReached' && state !== 'Unknown') ?? null;
}

/** When it was over; null while it is not, or when nobody tells. */
function endOf(standing: Standing): number | null {
	switch (standing.kind) {
		case 'Succeeded':
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return standing.since;
		case 'Running':
		case 'Stopping':
		case 'Gate':
		case 'Behind':
		case 'Awaited':
		case 'NotTriggered':
		case 'Unknown':
			return null;
	}
}

/** The last line: the exit code and what it is made of; `at` in ms since the epoch. */
export function endSaid(code: number, tally: Tally, at: number, timedOut: boolean): Said {
	const {done, gate, failed, carried, blocked, unseen} = tally;
	const facts = {
		code,
		done,
		gate,
		failed,
		carried,
		blocked,
		...(unseen === 0 ? {} : {unseen}),
		...(timedOut ? {ended: 'timeout'} : {}),
	};
	return {event: 'end', at, scope: null, words: 'END', facts};
}

/** What became true, as facts; null for what is told on the screen only. */
export function saidOf(notice: Notice, link: Link): Said | null {
	const {kind, at, scope} = notice;
	if (kind === 'chain-failed' || kind === 'meanwhile') return null;
	const said = {event: kind === 'gate-answered' ? 'answered' : kind, at, scope} as const;
	if (kind === 'trouble') return {...said, ...ofTrouble(notice)};
	if (kind === 'recovered') {
		const {pipeline, after} = notice;
		return {...said, words: 'RECOVERED', facts: {pipeline, after}};
	}
	const {pipeline, execution, commit, runs} = notice;
	const url = link(notice);
	const which = commits(commit, runs);
	const page = {url, ...which};
	switch (kind) {
		case 'gate':
			return {...said, words: 'READY-TO-APPROVE', facts: ofGate(notice, url), silent: ['since']};
		case 'gate-answered': {
			const {stage, approval} = notice;
			const since = approval.run?.startedAt ?? null;
			const where = {pipeline, execution, stage, action: approval.name};
			return {...said, words: 'ANSWERED', facts: {...where, answer: answerWord(approval), since, ...page}};
		}
		case 'failed': {
			const where = {pipeline, status: 'Failed', execution, stage: notice.stage};
			return {...said, words: 'ALERT', facts: {...where, ...whichFailed(notice), ...wentOn(notice), ...page}};
		}
		case 'superseded':
		case 'stopped':
		case 'cancelled': {
			const {by, carried, reason} = notice;
			const status = ({superseded: 'Superseded', stopped: 'Stopped', cancelled: 'Cancelled'} as const)[kind];
			const advice = carried === 'unknown' ? askHistory : null;
			const facts = {pipeline, status, execution, by, carried, reason, advice, ...page};
			return {...said, words: 'ALERT', facts};
		}
		case 'carried': {
			const {status, own, by} = notice;
			const facts = {pipeline, status, execution: own, by, next: execution, commit};
			return {...said, words: 'CARRIED', facts};
		}
		case 'blocked': {
			const {obstacle, waiting} = notice;
			const facts = {pipeline, execution, ...ofObstacle(obstacle), ...page, waiting};
			return {...said, words: 'BLOCKED', facts};
		}
		case 'done': {
			const skipped = notice.skipped.length === 0 ? {} : {skipped: notice.skipped};
			return {...said, words: 'DONE', facts: {pipeline, execution, ...which, ...skipped}};
		}
	}
}

function ofTrouble({
	pipeline,
	trouble,
}: Extract<Notice, {kind: 'trouble'}>): Omit<Said, 'event' | 'at' | 'scope'> {
	const {name, kind, operation, message, hint, since, retryAt} = trouble;
	const retry = retryAt === null ? null : Math.max(0, retryAt - since);
	return {
		words: `TROUBLE ${name}`,
		facts: {name, kind, pipeline, operation, message, advice: hint, retry},
		silent: ['name', 'kind'],
	};
}

/** Which commit an execution runs, and which of ours it carries. */
function commits(tracked: Sha, runs: Sha | null): Pick<Facts, 'commit' | 'carries'> {
	return {commit: runs, carries: runs === tracked ? null : tracked};
}

function ofGate(
	{pipeline, execution, gate, commit, runs}: Extract<Notice, {kind: 'gate'}>,
	url: string,
): Facts {
	return {
		pipeline,
		execution,
		stage: gate.stage,
		action: gate.action,
		...commits(commit, runs),
		since: gate.openedAt,
		expires: gate.expiresAt,
		waiting: gate.waiting,
		url,
	};
}

function ofObstacle(obstacle: Obstacle): Facts {
	const {stage, kind: reason} = obstacle;
	switch (obstacle.kind) {
		case 'transition-closed':
			return {stage, reason, note: obstacle.reason, by: null, since: obstacle.since};
		case 'gate-held':
			return {stage, reason, note: null, by: obstacle.by.commit, since: obstacle.gate.openedAt};
		case 'stage-busy':
			return {stage, reason, note: null, by: obstacle.by.commit, since: null};
	}
}

/** When a stage went on that nobody saw fail, and how. */
function wentOn({retriedAt, overridden}: Extract<Notice, {kind: 'failed'}>): Facts {
	if (retriedAt === null) return {};
	return overridden === true ? {overridden: retriedAt} : {retried: retriedAt};
}

/** The failed chains; the actions' own names where they are no chains. */
function whichFailed({failed, rules}: Extract<Notice, {kind: 'failed'}>): Facts {
	const [first] = failed;
	return {
		chains: failed.flatMap(({chain}) => chain ?? []),
		actions: failed.flatMap(({chain, name}) => (chain === null ? name : [])),
		cause: (first?.run && causeOf(first.run)) || rules.map(ruleWords).join('; ') || null,
	};
}
