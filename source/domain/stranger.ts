import {shaOf} from './carry.ts';
import type {ExecutionId, PipelineName, ScopeId, Sha} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {deployingStages, stageRun} from './stage-run.ts';
import type {Trouble} from './trouble.ts';

/** What a stage runs now. */
export interface Runs {
	readonly stage: string;
	readonly execution: ExecutionId;
	readonly commit: Sha | null;
	readonly rollback: boolean;
}

/** A pipeline as one shows it whose execution is nobody's that is followed. */
export interface Stranger {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	readonly record: PipelineRecord;
	/** No commit that is followed stands here. */
	readonly standing: null;
	/** Whether any commit is followed at all. */
	readonly isAnyFollowed: boolean;
	/** What the last stage runs now; null: nothing, or that is not known. */
	readonly lastStage: Runs | null;
	/** When it was last looked at; ms since the epoch, null: not yet. */
	readonly asOf: number | null;
	readonly trouble: Trouble | null;
}

export function strangerIn(record: PipelineRecord, isAnyFollowed: boolean): Stranger {
	const {scope, name, lookedAt, trouble} = record;
	return {
		scope,
		pipeline: name,
		record,
		standing: null,
		isAnyFollowed,
		lastStage: lastStageRuns(record),
		asOf: lookedAt,
		trouble,
	};
}

/** What the last stage of a pipeline runs now; null: nothing, or that is not known. */
export function lastStageRuns(pipeline: PipelineRecord): Runs | null {
	const stage = deployingStages(pipeline).at(-1);
	const run = stage === undefined ? null : stageRun(pipeline, stage);
	if (stage === undefined || run?.kind !== 'run') return null;
	return {stage, execution: run.id, commit: shaOf(run.execution), rollback: run.rollback};
}
