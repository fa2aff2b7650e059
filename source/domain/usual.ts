import type {ActionRun} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';

/** An action of a pipeline. */
export interface ActionName {
	readonly stage: string;
	readonly action: string;
}

/** How many of the newest runs tell what is usual: what an action did long ago is no measure of what it does. */
const recent = 9;

/**
 * How long an action usually takes: the median of its newest succeeded runs, of those that were read for whatever reason;
 * ms, null: none was.
 */
export function usualLength(pipeline: PipelineRecord, {stage, action}: ActionName): number | null {
	const known = new Map(
		[...Object.values(pipeline.records).flatMap(({runs}) => runs), ...(pipeline.pastRuns ?? [])]
			.filter(run => run.stage === stage && run.action === action && run.status === 'Succeeded')
			.map(run => [run.id ?? run, run] as const),
	);
	const newest = [...known.values()].toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
	return median(newest.flatMap(lengthOf).slice(0, recent));
}

function lengthOf({startedAt, changedAt}: ActionRun): readonly number[] {
	return startedAt === null || changedAt === null || changedAt < startedAt ? [] : [changedAt - startedAt];
}

function median(numbers: readonly number[]): number | null {
	const sorted = numbers.toSorted((a, b) => a - b);
	const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
	return low === undefined || high === undefined ? null : (low + high) / 2;
}
