import {type Build, isBad} from '../domain/build.ts';
import type {LogGap} from '../domain/log.ts';
import {type LogCursor, ProviderError, type Urgency} from '../providers/provider.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';
import type {Scope} from './scope.ts';
import {troubleOf} from './trouble.ts';

/** The shortest and the longest time between two looks at a log that is being written; ms. */
const [soonest, latest] = [1000, 5000];

/**
 * Reads a build and its log while somebody looks at it: the end first, then what stands before it, then what is still
 * being written. Ends with the signal, or when there is nothing more to come.
 */
export async function followLog(
	scope: Scope,
	id: string,
	store: Store,
	clock: Clock,
	signal: AbortSignal,
): Promise<void> {
	const pause = Math.min(Math.max(scope.interval, soonest), latest);
	let forward: string | null = null;
	let begun = false;
	while (!signal.aborted) {
		try {
			const build = await readBuild(scope, id, store, clock, signal);
			if (build === null) return missing({kind: 'no-build'});
			if (build.log.kind !== 'stream') {
				missing(build.log);
				if (isFinished(build)) return;
			} else if (!begun) {
				forward = await readBack(build.log, isFinished(build));
				begun = true;
				if (isFinished(build) && forward === null) return;
			} else {
				forward = await readOn(build.log, forward, isFinished(build));
				if (isFinished(build)) return;
			}
		} catch (error) {
			if (signal.aborted) return;
			const build = store.getState().scopes[scope.id]?.builds[id];
			missing(gapOf(error, build, clock.now(), pause));
			if (
				error instanceof ProviderError &&
				error.kind === 'not-found' &&
				build !== undefined &&
				isFinished(build)
			)
				return;
		}
		await clock.sleep(pause, signal);
	}

	function missing(gap: LogGap): void {
		store.dispatch({kind: 'log-missing', at: clock.now(), scope: scope.id, build: id, gap});
	}

	/** The last page, then all before it; returns where the log goes on. */
	async function readBack(
		stream: {readonly group: string; readonly stream: string},
		over: boolean,
	): Promise<string | null> {
		const end = await page(stream, {from: 'end'}, 'now');
		let before = end.back;
		tell(end.lines, 'before', before === null, over && before === null);
		while (before !== null && !signal.aborted) {
			const earlier = await page(stream, {from: 'before', cursor: before}, 'background');
			before = earlier.back;
			tell(earlier.lines, 'before', before === null, over && before === null);
		}
		return over ? null : end.forward;
	}

	async function readOn(
		stream: {readonly group: string; readonly stream: string},
		cursor: string | null,
		over: boolean,
	) {
		let at = cursor;
		while (at !== null && !signal.aborted) {
			const later = await page(stream, {from: 'after', cursor: at}, 'now');
			at = later.forward ?? at;
			if (later.lines.length > 0 || over) tell(later.lines, 'after', true, over && later.atEnd);
			if (later.atEnd) break;
		}
		return at;
	}

	async function page(
		stream: {readonly group: string; readonly stream: string},
		cursor: LogCursor,
		urgency: Urgency,
	) {
		if (scope.provider.log === undefined)
			throw new ProviderError('not-found', 'NoLogs', 'This system has no logs to read');
		return scope.provider.log(stream, cursor, {urgency, signal});
	}

	function tell(
		lines: Parameters<typeof linesRead>[0],
		where: 'before' | 'after',
		fromStart: boolean,
		ended: boolean,
	): void {
		store.dispatch(linesRead(lines, where, fromStart, ended));
	}

	function linesRead(
		lines: readonly {readonly at: number; readonly text: string}[],
		where: 'before' | 'after',
		fromStart: boolean,
		ended: boolean,
	) {
		return {
			kind: 'log-read',
			at: clock.now(),
			scope: scope.id,
			build: id,
			lines,
			where,
			fromStart,
			ended,
		} as const;
	}
}

async function readBuild(
	scope: Scope,
	id: string,
	store: Store,
	clock: Clock,
	signal: AbortSignal,
): Promise<Build | null> {
	const known = store.getState().scopes[scope.id]?.builds[id];
	if (known !== undefined && isFinished(known)) return known;
	const builds = (await scope.provider.builds?.([id], {urgency: 'now', signal})) ?? [];
	store.dispatch({kind: 'builds-read', at: clock.now(), scope: scope.id, builds});
	return builds.find(build => build.id === id) ?? null;
}

function isFinished({status}: Build): boolean {
	return status === 'Succeeded' || isBad(status);
}

/** A stream that is not there is not there yet while the build runs, and gone afterwards. */
function gapOf(error: unknown, build: Build | undefined, now: number, pause: number): LogGap {
	const trouble = troubleOf(error, build === undefined ? 'BatchGetBuilds' : 'GetLogEvents', now, now + pause);
	if (trouble.kind !== 'not-found') return {kind: 'trouble', trouble};
	return {kind: build !== undefined && isFinished(build) ? 'gone' : 'not-yet'};
}
