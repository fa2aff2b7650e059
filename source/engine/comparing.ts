import {comparisonIn} from '../domain/compare.ts';
import {runsIn} from '../domain/compare-of.ts';
import type {GreenRun, PastRun} from '../domain/comparison.ts';
import type {GreenLog} from '../domain/green.ts';
import type {LogLine} from '../domain/log.ts';
import {own} from '../domain/own.ts';
import type {ExecutionId, PipelineName} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {ProviderError} from '../providers/provider.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';
import {type FailedRun, whenFailed} from './failed-build.ts';
import {readGreenLog} from './green-log.ts';
import {createAsker} from './patience.ts';
import {isWhole} from './read-log.ts';
import type {Scope} from './scope.ts';

/** Makes a green log of lines, in slices between which other work is done. */
export type Digest = (build: string, lines: readonly LogLine[], whole: boolean) => Generator<void, GreenLog>;

export interface Comparisons {
	/** Reads the newest page of a pipeline's past runs, and those before it back to `since`; each once for each execution. */
	readRuns(scope: Scope, asked: RunsAsked): Promise<void>;
	/** As soon as a build has failed: reads how its action fared before, and what it printed when it was last green. */
	watch(scope: Scope, build: string, signal: AbortSignal): Promise<void>;
}

/** Whose past runs are asked for. */
export interface RunsAsked {
	readonly pipeline: PipelineName;
	readonly execution: ExecutionId;
	/** ms since the epoch; absent: the newest page is enough. */
	readonly since?: number;
}

export interface ComparisonsOptions {
	readonly store: Store;
	readonly clock: Clock;
	/** Null: green logs are not read. */
	readonly digest: Digest | null;
	/** Ends everything. */
	readonly stop: AbortSignal;
}

/** How far back the last green run is looked for; pages. */
const mostPages = 3;
/** How far back past runs are read for those who look at a pipeline's history; pages. */
const mostHistory = 5;
/** How much is remembered of what was asked. */
const mostAsked = 300;

/**
 * Reads what a failed run is compared with, in the background and only while nothing is slowed down. What may not be read or
 * fails is nothing to compare with, and no trouble of the pipeline's.
 */
export function createComparisons({store, clock, digest, stop}: ComparisonsOptions): Comparisons {
	/** Where the list goes on after each page that was asked for; null: nowhere, or it cannot be read. */
	const pages = new Map<string, Promise<string | null>>();
	/** Green builds without a log that can be read. */
	const silent = new Set<string>();

	const scopeNow = ({id}: Scope) => store.getState().scopes[id];

	function page(
		scope: Scope,
		pipeline: PipelineName,
		execution: ExecutionId,
		number: number,
	): Promise<string | null> {
		const key = [scope.id, pipeline, execution, number].join(' ');
		const known = pages.get(key);
		if (known !== undefined) return known;
		const before = number === 0 ? Promise.resolve(null) : page(scope, pipeline, execution, number - 1);
		const reading = before
			.then(next => (number > 0 && next === null ? null : readPage(scope, pipeline, next)))
			.catch((error: unknown) => {
				if (!(error instanceof ProviderError)) throw error;
				if (error.kind !== 'denied') pages.delete(key);
				return null;
			});
		pages.set(key, reading);
		forget(pages);
		return reading;
	}

	async function readPage(scope: Scope, pipeline: PipelineName, next: string | null): Promise<string | null> {
		await untilUnhurried(scope, stop);
		const read = await scope.provider.runs?.(pipeline, next, {urgency: 'background', signal: stop});
		if (read === undefined) return null;
		store.dispatch({kind: 'runs-read', at: clock.now(), scope: scope.id, pipeline, runs: read.items});
		return read.next;
	}

	/** Waits until the service lets us have what we ask for. Rejects with the signal's reason. */
	async function untilUnhurried(scope: Scope, signal: AbortSignal): Promise<void> {
		const isSlow = () => scope.traffic().slowedBy !== null || (scopeNow(scope)?.trouble ?? null) !== null;
		while (!signal.aborted && isSlow()) await clock.sleep(scope.interval, signal);
		signal.throwIfAborted();
	}

	/** The build of the last green run before a failed one. */
	async function lastGreen(
		scope: Scope,
		{pipeline, run}: FailedRun,
		signal: AbortSignal,
	): Promise<string | null> {
		for (let number = 0; number < mostPages; number++) {
			const next = await page(scope, pipeline, run.execution, number);
			signal.throwIfAborted();
			const green = greenBefore(own(scopeNow(scope)?.pipelines ?? {}, pipeline), run);
			if (green !== null || next === null) return green?.build ?? null;
		}
		return null;
	}

	async function readGreen(scope: Scope, build: string, signal: AbortSignal): Promise<void> {
		if (digest === null || silent.has(build) || scopeNow(scope)?.greens[build] !== undefined) return;
		await untilUnhurried(scope, signal);
		const known = scopeNow(scope)?.builds[build];
		const asker = createAsker(clock, signal, 'background');
		const read = await readGreenLog(scope.provider, asker, known ?? build, clock.now());
		if (read === null) {
			silent.add(build);
			return forget(silent);
		}
		const digesting = digest(build, read.lines, isWhole(read));
		let step = digesting.next();
		for (; !step.done; step = digesting.next()) {
			await clock.sleep(0, signal);
			signal.throwIfAborted();
		}
		store.dispatch({kind: 'green-read', at: clock.now(), scope: scope.id, green: step.value});
	}

	return {
		async readRuns(scope, {pipeline, execution, since = Infinity}) {
			for (let number = 0; number < mostHistory; number++) {
				const next = await page(scope, pipeline, execution, number);
				const known = own(scopeNow(scope)?.pipelines ?? {}, pipeline)?.pastRuns ?? [];
				if (next === null || known.some(({startedAt}) => startedAt !== null && startedAt < since)) return;
			}
		},
		async watch(scope, build, signal) {
			try {
				const failed = await whenFailed(store, scope.id, build, signal);
				const green = failed === null ? null : await lastGreen(scope, failed, signal);
				if (green !== null) await readGreen(scope, green, signal);
			} catch (error) {
				if (!signal.aborted) throw error;
			}
		},
	};
}

function greenBefore(record: PipelineRecord | undefined, failed: PastRun): GreenRun | null {
	if (record === undefined) return null;
	const {executions} = record;
	return comparisonIn({...runsIn(record), executions, failed, sameReason: () => false}).lastGreen;
}

/** Leaves out what was asked longest ago. */
function forget(asked: Map<string, unknown> | Set<string>): void {
	for (const key of asked.keys()) {
		if (asked.size <= mostAsked) return;
		asked.delete(key);
	}
}
