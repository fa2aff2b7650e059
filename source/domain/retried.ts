import {newestOfEach} from './failed.ts';
import type {ActionRun, ExecutionId} from './pipeline.ts';
import {type ActionProgress, progressOf, type StageProgress} from './progress.ts';
import type {PipelineRecord} from './record.ts';

/** A stage that had failed for good and was tried again. Times are ms since the epoch, UTC. */
export interface RetriedFailure {
	readonly stage: string;
	readonly failed: readonly ActionProgress[];
	readonly since: number;
	readonly retriedAt: number;
}

/** A person needs longer to retry a stage; what follows on a failure sooner is the stage's own doing; ms. */
export const byItself = 5000;

/** The failures of an execution's stages that somebody has retried, as far as its record tells, the oldest of a stage first. */
export function retriedFailures(pipeline: PipelineRecord, execution: ExecutionId): readonly RetriedFailure[] {
	const runs = pipeline.records[execution]?.runs ?? [];
	// Most executions are never retried.
	if (newestOfEach(runs).length === runs.length) return [];
	return progressOf(pipeline, execution).flatMap(stage => {
		const own = runs.filter(run => run.stage === stage.name);
		return retries(own)
			.flatMap(retriedAt => failureBefore(stage, own, retriedAt) ?? [])
			.filter(({since, retriedAt}) => retriedAt - since > byItself);
	});
}

/** When failed actions of a stage were started again. */
function retries(runs: readonly ActionRun[]): readonly number[] {
	const times = runs.flatMap(({startedAt, action}) => {
		if (startedAt === null) return [];
		const before = runs.filter(run => run.action === action && startOf(run) < startedAt);
		return newestOfEach(before)[0]?.status === 'Failed' ? [startedAt] : [];
	});
	return [...new Set(times)].toSorted((a, b) => a - b);
}

/** How the stage stood when it was tried again; null: nothing of it had failed. */
function failureBefore(
	stage: StageProgress,
	runs: readonly ActionRun[],
	retriedAt: number,
): RetriedFailure | null {
	const before = newestOfEach(runs.filter(run => startOf(run) < retriedAt));
	const failed = stage.actions.flatMap((action): ActionProgress[] => {
		const run = before.find(each => each.action === action.name && each.status === 'Failed');
		return run === undefined ? [] : [{...action, state: 'Failed', run}];
	});
	const ends = before.flatMap(({changedAt}) => changedAt ?? []).filter(time => time <= retriedAt);
	if (failed.length === 0 || ends.length === 0) return null;
	return {stage: stage.name, failed, since: Math.max(...ends), retriedAt};
}

function startOf({startedAt, changedAt}: ActionRun): number {
	return startedAt ?? changedAt ?? 0;
}
