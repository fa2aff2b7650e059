import {median} from './median.ts';
import type {ActionRun} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';

/** An action of a pipeline. */
export interface ActionName {
	readonly stage: string;
	readonly action: string;
}

/** How long an action usually takes (ms), and from how many runs that is known. */
export interface UsualLength extends ActionName {
	readonly ms: number;
	readonly runs: number;
}

/** How many of the newest runs tell what is usual: what an action did long ago is no measure of what it does. */
const recent = 9;
/** So many runs of the pipeline as it is defined now tell more than any of what it was before. */
const enough = 3;

/**
 * How long an action usually takes: the median of its newest succeeded runs, of those that were read for whatever reason;
 * where these are few, as an earlier session knew it. ms, null: not known.
 */
export function usualLength(pipeline: PipelineRecord, action: ActionName): number | null {
	return usualLengths(pipeline).get(keyOf(action))?.ms ?? null;
}

interface Gathered extends Pick<PipelineRecord, 'pastRuns' | 'usual'> {
	readonly version: number | null;
	readonly lengths: ReadonlyMap<string, UsualLength>;
}
const gathered = new WeakMap<PipelineRecord['records'], Gathered>();

/** The usual lengths of all actions of which one is known. */
export function usualLengths(pipeline: PipelineRecord): ReadonlyMap<string, UsualLength> {
	const {records, pastRuns, usual} = pipeline;
	const version = pipeline.definition?.version ?? null;
	const before = gathered.get(records);
	if (before?.pastRuns === pastRuns && before.usual === usual && before.version === version)
		return before.lengths;
	const lengths = lengthsIn(pipeline, version);
	gathered.set(records, {pastRuns, usual, version, lengths});
	return lengths;
}

function lengthsIn(
	{records, pastRuns, usual}: PipelineRecord,
	version: number | null,
): ReadonlyMap<string, UsualLength> {
	const known = new Map(
		[...Object.values(records).flatMap(({runs}) => runs), ...(pastRuns ?? [])]
			.filter(({status}) => status === 'Succeeded')
			.map(run => [run.id ?? run, run] as const),
	);
	const seen = [...Map.groupBy(known.values(), keyOf)].flatMap(([key, runs]) => {
		const [one] = runs;
		const length = one === undefined ? null : lengthOf(runs, version);
		return one === undefined || length === null
			? []
			: [[key, {stage: one.stage, action: one.action, ...length}] as const];
	});
	const lengths = new Map<string, UsualLength>(seen);
	for (const length of usual) {
		const key = keyOf(length);
		if ((lengths.get(key)?.runs ?? 0) < Math.min(enough, length.runs)) lengths.set(key, length);
	}
	return lengths;
}

function lengthOf(
	runs: readonly ActionRun[],
	version: number | null,
): {readonly ms: number; readonly runs: number} | null {
	const newest = runs.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
	const same = newest.filter(run => version !== null && run.version === version);
	const lengths = (same.length >= enough ? same : newest).flatMap(tookOf).slice(0, recent);
	const ms = median(lengths);
	return ms === null ? null : {ms, runs: lengths.length};
}

function tookOf({startedAt, changedAt}: ActionRun): readonly number[] {
	return startedAt === null || changedAt === null || changedAt < startedAt ? [] : [changedAt - startedAt];
}

/** No name of a stage or an action has a line break. */
function keyOf({stage, action}: ActionName): string {
	return `${stage}\n${action}`;
}
