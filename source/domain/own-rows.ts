import {rowKey} from './attribute.ts';
import {isApproval} from './gates.ts';
import type {ActionRun, ExecutionId, StageDefinition} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {isOver} from './status.ts';

/** What the rows of a stage tell of the execution that is or was last in it. Times: ms since the epoch; null: not told. */
export interface RowsTold {
	/** Whether an action of it runs, and since when: since the stage was entered, or an approval of it was given. */
	readonly runs: boolean;
	readonly runningSince: number | null;
	/** The actions of it that have failed, and when the last of them did. */
	readonly failed: readonly ActionRun[];
	readonly failedAt: number | null;
	/** When the last of its actions ended, if all of them did. */
	readonly endedAt: number | null;
}

/**
 * What the rows of a stage tell of its latest execution. A row names no execution and may be left over from one before it
 * (aws-facts 0.3, 12.8): it is older than the execution can be in the stage, or of a run order that it has not come to.
 */
export function rowsTold(pipeline: PipelineRecord, stage: StageDefinition, execution: ExecutionId): RowsTold {
	const rows = candidates(pipeline, stage.name, execution);
	const groups = [...Map.groupBy(rows, row => orderOf(stage, row))].toSorted(([a], [b]) => a - b);
	// A run order waits for all of the one before it: where something runs or has failed first, there the execution is.
	const at = groups.findIndex(([, group]) => group.some(({status}) => status !== 'Succeeded'));
	const [order, current = []] = groups[at] ?? [];
	const running = current.filter(({status}) => status === 'InProgress');
	const begun = Math.min(...times(running));
	const failed = current.filter(
		({status, changedAt}) =>
			status === 'Failed' && (running.length === 0 || (changedAt !== null && changedAt >= begun)),
	);
	// Without run orders the last one only is sure to be no leftover.
	const sure = pipeline.definition === null ? newest(failed) : failed;
	const answered = groups
		.slice(0, at)
		.map(([, group]) => latest(group.filter(row => isApproval(stage, row))))
		.findLast(time => time !== null);
	const isFirst =
		pipeline.definition !== null && stage.actions.every(({runOrder}) => runOrder >= (order ?? 0));
	return {
		runs: running.length > 0,
		runningSince: running.length === 0 ? null : (answered ?? (isFirst ? finite(begun) : null)),
		failed: sure,
		failedAt: latest(sure),
		endedAt: latest(rows),
	};
}

/** The rows that can be the execution's. */
function candidates(pipeline: PipelineRecord, stage: string, execution: ExecutionId): readonly ActionRun[] {
	const seen = pipeline.snapshot?.stages.find(({name}) => name === stage);
	const foreign = pipeline.records[execution]?.foreign ?? [];
	const entered = earliestEntry(pipeline, stage, execution);
	return (seen?.rows ?? [])
		.flatMap(({run}) => run ?? [])
		.filter(row => !foreign.includes(rowKey(row)))
		.filter(({status, changedAt}) => (changedAt === null ? !isOver(status) : changedAt >= entered));
}

/** The earliest that the execution can have entered a stage: its start, or when it ended an earlier stage that is still its. */
function earliestEntry(pipeline: PipelineRecord, stage: string, execution: ExecutionId): number {
	const stages = pipeline.snapshot?.stages ?? [];
	const earlier = stages.slice(
		0,
		Math.max(
			0,
			stages.findIndex(({name}) => name === stage),
		),
	);
	const passed = earlier.filter(
		({latest}) => latest?.execution === execution && latest.status === 'Succeeded',
	);
	const started = pipeline.executions.find(({id}) => id === execution)?.startedAt ?? 0;
	return Math.max(started, ...passed.flatMap(({rows}) => times(rows.flatMap(({run}) => run ?? []))));
}

function orderOf({actions}: StageDefinition, {action}: ActionRun): number {
	return actions.find(({name}) => name === action)?.runOrder ?? 1;
}

function times(runs: readonly ActionRun[]): readonly number[] {
	return runs.flatMap(({changedAt}) => changedAt ?? []);
}

function latest(runs: readonly ActionRun[]): number | null {
	return finite(Math.max(...times(runs)));
}

function newest(runs: readonly ActionRun[]): readonly ActionRun[] {
	return runs.toSorted((a, b) => (b.changedAt ?? 0) - (a.changedAt ?? 0)).slice(0, 1);
}

function finite(time: number): number | null {
	return Number.isFinite(time) ? time : null;
}
