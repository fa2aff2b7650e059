import type {Gate} from './gate.ts';
import {gatesOf} from './gates.ts';
import type {ExecutionId, StageDefinition} from './pipeline.ts';
import {categoryOf, stagesOf} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import {stageRun} from './stage-run.ts';
import {isMoving} from './status.ts';
import {statusNow} from './status-now.ts';

/** What stands at a stage's gate, or would come to it next. */
export interface Shipping {
	/** Null: the pipeline's stages are not known yet. */
	readonly stage: string | null;
	/** Null: no gate of the stage is open. */
	readonly gate: Gate | null;
	/** The other open gates of the pipeline, by stage. */
	readonly others: readonly Gate[];
	/** The execution at the gate; where none is open, the one that the stage before runs. Null: none is known. */
	readonly execution: ExecutionId | null;
}

/**
 * What the gate of a stage would ship. `wanted`: the stage; null: that of the first open gate, where none is open the last
 * one that has an approval, else the last one.
 */
export function shippingIn(
	pipeline: PipelineRecord,
	followed: ExecutionId | null,
	wanted: string | null,
): Shipping {
	const open = openGates(pipeline, followed);
	const gate = (wanted === null ? open[0] : open.find(({stage}) => stage === wanted)) ?? null;
	const stage = gate?.stage ?? wanted ?? gatedStage(pipeline);
	return {
		stage,
		gate,
		others: open.filter(each => each !== gate),
		execution: gate?.execution ?? (stage === null ? null : arriving(pipeline, stage)),
	};
}

/** Of a PARALLEL pipeline every execution that moves may stand at a gate; its own record alone tells. */
function openGates(pipeline: PipelineRecord, followed: ExecutionId | null): readonly Gate[] {
	if (pipeline.definition?.mode !== 'PARALLEL') return gatesOf(pipeline, followed);
	const order = stagesOf(pipeline).map(({name}) => name);
	return movingExecutions(pipeline)
		.flatMap(id => gatesOf(pipeline, id).map(gate => ({...gate, tracked: id === followed})))
		.toSorted(
			(a, b) => order.indexOf(a.stage) - order.indexOf(b.stage) || Number(b.tracked) - Number(a.tracked),
		);
}

/** The executions of a pipeline that can still move by themselves, the newest first. */
export function movingExecutions(pipeline: PipelineRecord): readonly ExecutionId[] {
	return pipeline.executions.filter(each => isMoving(statusNow(pipeline, each))).map(({id}) => id);
}

function gatedStage(pipeline: PipelineRecord): string | null {
	const stages = stagesOf(pipeline);
	return (stages.findLast(stage => hasApproval(pipeline, stage)) ?? stages.at(-1))?.name ?? null;
}

function hasApproval({snapshot}: PipelineRecord, {name, actions}: StageDefinition): boolean {
	const rows = snapshot?.stages.find(stage => stage.name === name)?.rows ?? [];
	return actions.some(action => {
		const run = rows.find(row => row.action === action.name)?.run ?? null;
		return categoryOf(action.category, run) === 'Approval';
	});
}

/** What the stage before runs: it comes to the gate next. */
function arriving(pipeline: PipelineRecord, stage: string): ExecutionId | null {
	const names = stagesOf(pipeline).map(({name}) => name);
	const before = names[names.indexOf(stage) - 1];
	const run = before === undefined ? null : stageRun(pipeline, before);
	return run?.kind === 'run' ? run.id : null;
}
