/** What an execution of a pipeline says of itself (PipelineExecutionStatus); a word we do not know is Unknown, never fine. */
export const executionStatuses = [
	'InProgress',
	'Stopping',
	'Stopped',
	'Succeeded',
	'Superseded',
	'Failed',
	'Cancelled',
	'Unknown',
] as const;
export type ExecutionStatus = (typeof executionStatuses)[number];

/** What a stage says of the execution that is, or was last, in it (StageExecutionStatus). */
export const stageStatuses = [
	'InProgress',
	'Stopping',
	'Stopped',
	'Succeeded',
	'Failed',
	'Cancelled',
	'Skipped',
	'Unknown',
] as const;
export type StageStatus = (typeof stageStatuses)[number];

/** What an action says of its run (ActionExecutionStatus). A pending approval is InProgress. */
export const actionStatuses = ['InProgress', 'Succeeded', 'Failed', 'Abandoned', 'Unknown'] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** Whether an action's run is over; only a running one is not. Unknown counts as over: nobody waits for what cannot be known. */
export function isOver(status: ActionStatus): boolean {
	return status !== 'InProgress';
}

/** Whether an execution can still move by itself. */
export function isMoving(status: ExecutionStatus): boolean {
	return status === 'InProgress' || status === 'Stopping';
}

/** The ends after which a commit gets no further in that execution; a later one may carry it on. */
export function isDeadEnd(status: ExecutionStatus): boolean {
	return status === 'Superseded' || status === 'Failed' || status === 'Stopped' || status === 'Cancelled';
}
