import {commitOf, type Execution} from './execution.ts';
import {median} from './median.ts';
import type {ExecutionId, Sha} from './pipeline.ts';
import type {ActionState} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import {type ExecutionStatus, isMoving} from './status.ts';
import {statusNow} from './status-now.ts';
import {type Timeline, type TimelineRow, timelineOf} from './timeline.ts';

/** One of the last executions of a pipeline. Lengths are ms. */
export interface PastExecution {
	readonly id: ExecutionId;
	readonly status: ExecutionStatus;
	/** Whether it stood at a gate at the last look. */
	readonly atGate: boolean;
	readonly commit: Sha | null;
	readonly rollback: boolean;
	/** How long its actions worked, without the time in which it waited for people or others; null: not known. */
	readonly length: number | null;
	/** How long nothing but an approval was waited for; null: not known. */
	readonly gateWait: number | null;
	/** ms since the epoch, UTC; null: not known. */
	readonly startedAt: number | null;
}

/** How a pipeline's last executions fared. */
export interface History {
	/** The oldest first. */
	readonly executions: readonly PastExecution[];
	/** How many ended, and how many of these failed. */
	readonly settled: number;
	readonly failed: number;
	/** The median length of those that succeeded and whose length is known; ms, null: there is none. */
	readonly median: number | null;
	/** The settled ones of which not all runs were read, the newest first. */
	readonly unread: readonly Execution[];
}

/** How many executions a history holds. */
export const historyLength = 20;

export function historyOf(pipeline: PipelineRecord): History {
	const last = pipeline.executions.slice(0, historyLength);
	const executions = last.map(execution =>
		pastExecution(
			pipeline,
			execution,
			timelineOf(pipeline, execution, () => null),
		),
	);
	const settled = executions.filter(({status}) => status !== 'Unknown' && !isMoving(status));
	const lengths = executions.flatMap(({status, length}) => (status === 'Succeeded' ? (length ?? []) : []));
	return {
		executions: executions.toReversed(),
		settled: settled.length,
		failed: settled.filter(({status}) => status === 'Failed').length,
		median: median(lengths),
		unread: last.filter(
			(_, at) => executions[at]?.length === null && settled.some(each => each === executions[at]),
		),
	};
}

function pastExecution(
	pipeline: PipelineRecord,
	execution: Execution,
	{stages, shares, whole}: Timeline,
): PastExecution {
	const known = whole ? shares : null;
	return {
		id: execution.id,
		status: statusNow(pipeline, execution),
		atGate: stages.some(({rows}) => rows.some(({state}) => state === 'Waiting')),
		commit: commitOf(execution)?.sha ?? null,
		rollback: execution.rollback,
		length: known?.machines ?? null,
		gateWait: known?.people ?? null,
		startedAt: execution.startedAt,
	};
}

/** How an action fared in one execution. */
export interface PastAction {
	readonly execution: ExecutionId;
	/** By its last try. */
	readonly state: ActionState;
	/** How long its last try took, up to the last look where it goes on; ms, null: not known. */
	readonly length: number | null;
}

/** How an action fared in the last executions, the oldest first. */
export function actionHistoryOf(
	pipeline: PipelineRecord,
	{stage, name}: Pick<TimelineRow, 'stage' | 'name'>,
): readonly PastAction[] {
	return pipeline.executions
		.slice(0, historyLength)
		.map((execution): PastAction => {
			const {stages} = timelineOf(pipeline, execution, () => null);
			const own = stages.find(each => each.name === stage)?.rows.findLast(row => row.name === name);
			const {state = 'Unknown', from = null, to = null} = own ?? {};
			return {execution: execution.id, state, length: from === null || to === null ? null : to - from};
		})
		.toReversed();
}
