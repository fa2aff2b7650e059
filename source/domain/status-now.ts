import type {Execution} from './execution.ts';
import type {ExecutionId} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {type ExecutionStatus, isMoving, type StageStatus} from './status.ts';

/**
 * What the execution's status is now. The list of executions knows every end, the state shows movement sooner. An end that
 * was listed after the last state is believed; else the furthest stage that the execution was in tells, where it can.
 */
export function statusNow(pipeline: PipelineRecord, execution: Execution): ExecutionStatus {
	const seen = lastSeen(pipeline, execution.id);
	if (seen === null) return execution.status;
	const listedLast = (pipeline.executionsAt ?? 0) >= (pipeline.snapshotAt ?? 0);
	if (listedLast && (!isMoving(execution.status) || seen.status === 'InProgress')) return execution.status;
	switch (seen.status) {
		// A stage can go on saying so for a while after the execution was stopped.
		case 'Stopping':
			return execution.status === 'Stopped' ? 'Stopped' : 'Stopping';
		case 'InProgress':
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
			return seen.status;
		// Of the stages before the last one, a success says nothing of what came after.
		case 'Succeeded':
			return seen.last ? 'Succeeded' : execution.status;
		case 'Skipped':
		case 'Unknown':
			return execution.status;
	}
}

/** What the furthest stage that the execution was last in says of it. */
function lastSeen(
	pipeline: PipelineRecord,
	id: ExecutionId,
): {readonly status: StageStatus; readonly last: boolean} | null {
	const stages = pipeline.snapshot?.stages ?? [];
	const index = stages.findLastIndex(({latest}) => latest?.execution === id);
	const latest = stages[index]?.latest;
	return latest == null ? null : {status: latest.status, last: index === stages.length - 1};
}
