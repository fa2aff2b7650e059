import type {Execution} from './execution.ts';
import type {ExecutionId, StageSnapshot} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {type ExecutionStatus, isMoving} from './status.ts';
import {isLastStage} from './told-stages.ts';

/** How long the list may go on calling an execution moving that has ended; ms. */
const listLag = 60_000;

/**
 * What the execution's status is now. The list of executions knows every end, the state shows movement sooner. An end that
 * was listed after the last state is believed; else the furthest stage that the execution was in tells, where it can.
 */
export function statusNow(pipeline: PipelineRecord, execution: Execution): ExecutionStatus {
	const stage = furthestOf(pipeline, execution.id);
	const status = stage?.latest?.status;
	if (stage === null || status === undefined) return execution.status;
	const listedLast = (pipeline.executionsAt ?? 0) >= (pipeline.snapshotAt ?? 0);
	if (listedLast && (!isMoving(execution.status) || status === 'InProgress')) return execution.status;
	switch (status) {
		// A stage can go on saying so for a while after the execution was stopped.
		case 'Stopping':
			return execution.status === 'Stopped' ? 'Stopped' : 'Stopping';
		case 'InProgress':
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
			return status;
		// Of the stages before the last one, a success says nothing of what came after.
		case 'Succeeded':
			return hasComeThrough(pipeline, stage) ? 'Succeeded' : execution.status;
		case 'Skipped':
		case 'Unknown':
			return execution.status;
	}
}

/** Whether the success of a stage is that of its execution, and the list that does not say so yet may only be late. */
function hasComeThrough(pipeline: PipelineRecord, {name, rows}: StageSnapshot): boolean {
	if (!isLastStage(pipeline, name)) return false;
	const ends = rows.flatMap(({run}) => run?.changedAt ?? []);
	return (pipeline.executionsAt ?? 0) <= Math.max(...ends) + listLag;
}

/** The furthest stage that the execution was last in. */
function furthestOf({snapshot}: PipelineRecord, id: ExecutionId): StageSnapshot | null {
	return snapshot?.stages.findLast(({latest}) => latest?.execution === id) ?? null;
}
