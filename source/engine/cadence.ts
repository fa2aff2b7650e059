import type {Follow} from '../domain/follow.ts';
import type {ActionProgress} from '../domain/progress.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {movingExecutions} from '../domain/shipping.ts';
import type {Obstacle} from '../domain/standing.ts';

/** The longest pause between two tries while something cannot be seen; ms. */
const longestRetry = 300_000;

/**
 * How rarely things are looked at, in intervals. Middle: long before an action's usual end; failures come early too, so that
 * it is no rarer. People: who answers a gate knows it, and what the answer sets going takes minutes. Ended: a failed or stopped
 * execution can be retried under the same id.
 */
const rarely = {middle: 4, people: 3, ended: 4, done: 10};
/** The part of an action's usual length after which it may end at any moment. */
const nearEnd = 0.7;

/** What decides when something is looked at again, besides what it is. */
export interface Tempo {
	/** The time between two looks that the user asks for: nothing is looked at more often; ms. */
	readonly interval: number;
	/** ms since the epoch. */
	readonly now: number;
	/** How long an action usually takes; ms, null: not known. */
	readonly usual: (action: ActionProgress) => number | null;
}

/** How long after a look the next one is due, for the sake of a commit in a pipeline; ms. */
export function pauseAfter(follow: Follow, tempo: Tempo): number {
	const {interval} = tempo;
	const {standing} = follow;
	switch (standing.kind) {
		case 'Running':
			return standing.failed.length > 0 ? interval : pauseWhileRunning(follow, tempo);
		case 'Stopping':
		case 'Awaited':
		case 'Unknown':
			return interval;
		case 'Gate':
			return interval * rarely.people;
		case 'Behind':
			return isUpToPeople(standing.obstacle) ? interval * rarely.people : interval;
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return interval * rarely.ended;
		case 'Succeeded':
		case 'NotTriggered':
			return interval * rarely.done;
	}
}

/** The same while no commit is followed. */
export function pauseUnfollowed(pipeline: PipelineRecord, interval: number): number {
	const stages = pipeline.snapshot?.stages ?? [];
	const moves =
		movingExecutions(pipeline).length > 0 ||
		stages.some(({latest}) => latest?.status === 'InProgress' || latest?.status === 'Stopping');
	return moves || pipeline.firstLookedAt === null ? interval : interval * rarely.ended;
}

function isUpToPeople({kind}: Obstacle): boolean {
	return kind !== 'stage-busy';
}

/** Until the first of its actions may do something. */
function pauseWhileRunning({stages}: Follow, tempo: Tempo): number {
	const running = stages.flatMap(({actions}) => actions.filter(({state}) => state === 'Running'));
	const pauses = running.map(action => pauseInAction(action, tempo));
	return pauses.length === 0 ? tempo.interval : Math.min(...pauses);
}

function pauseInAction(action: ActionProgress, {interval, now, usual}: Tempo): number {
	const [startedAt, length] = [action.run?.startedAt ?? null, usual(action)];
	if (startedAt === null || length === null || now - startedAt < 2 * interval) return interval;
	const untilNear = startedAt + length * nearEnd - now;
	return Math.min(Math.max(untilNear, interval), interval * rarely.middle);
}

/** How many times `retry` is waited at most for what fails while others of its kind are answered. */
const mostAlone = 4;

/**
 * How long to wait after `failures` failed tries in a row, the first time `retry`; ms. `alone`: others are answered, so that it
 * was bad luck, or something of its own, and an end of it must not be missed for long.
 */
export function pauseAfterFailure(failures: number, retry: number, alone = false): number {
	const longest = alone ? Math.min(longestRetry, retry * mostAlone) : longestRetry;
	return Math.min(longest, retry * 2 ** Math.max(0, failures - 1));
}

/**
 * How much later than it is due a look may come, so that it comes together with others; and how late the last one may have been,
 * as timers are, for the next one to make up for it. In intervals.
 */
const [slack, lateness] = [0.2, 0.05];

/**
 * When a look that is due at `time` is made, so that looks of several pipelines come at the same moments, which are an
 * `interval` apart since `origin`: little by little where it would be late by much. ms.
 */
export function aligned(time: number, origin: number, interval: number): number {
	const next = origin + Math.ceil((time - origin) / interval - lateness) * interval;
	return Math.min(next, time + interval * slack);
}

/** The time between two looks at what moves, as the requests that are allowed a second carry it; ms. `load`: looks an interval. */
export function realInterval(interval: number, load: number, allowed: number): number {
	return Math.max(interval, (load / allowed) * 1000);
}
