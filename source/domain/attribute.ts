import type {ActionRun, PipelineSnapshot, StageSnapshot} from './pipeline.ts';
import type {ExecutionRecord, PipelineRecord} from './state.ts';
import {isOver} from './status.ts';

/** How long an execution's record may lag behind the state before a row that it lacks is called foreign; ms. */
const recordLag = 60_000;

const nothing: ExecutionRecord = {readAt: null, runs: [], foreign: [], open: true};

/**
 * The records of the executions that stand in the stages of a new state, with the rows that are theirs taken in.
 *
 * Rows carry no execution id. A row is an execution's when its record names it, or when it replaced another row while
 * the same execution held the stage. Whatever else stands there may be a leftover, and only the record can tell.
 */
export function attribute(pipeline: PipelineRecord, snapshot: PipelineSnapshot): PipelineRecord['records'] {
	let records = pipeline.records;
	for (const stage of snapshot.stages) {
		const execution = stage.latest?.execution;
		const known = execution === undefined ? undefined : records[execution];
		if (execution === undefined || known === undefined) continue;
		const before = pipeline.snapshot?.stages.find(({name}) => name === stage.name);
		const next = takeIn(known, stage, before?.latest?.execution === execution ? before : null);
		if (next !== known) records = {...records, [execution]: next};
	}
	return records;
}

/** `before`: the same stage in the look before, if the same execution stood in it. */
function takeIn(
	record: ExecutionRecord,
	stage: StageSnapshot,
	before: StageSnapshot | null,
): ExecutionRecord {
	let {runs, open} = record;
	for (const {action, run} of stage.rows) {
		if (run === null) continue;
		const mine = run.id === null ? -1 : runs.findIndex(({id}) => id === run.id);
		const known = runs[mine];
		if (known !== undefined) {
			if (differs(known, run))
				runs = runs.with(mine, {...known, ...withoutNulls(run), startedAt: known.startedAt});
		} else if (run.id !== null && record.foreign.includes(run.id)) {
		} else if (run.id !== null && before !== null && rowId(before, action) !== run.id) {
			runs = [{...run, startedAt: run.startedAt ?? (isOver(run.status) ? null : run.changedAt)}, ...runs];
		} else {
			open = true;
		}
	}
	return runs === record.runs && open === record.open ? record : {...record, runs, open};
}

function rowId(stage: StageSnapshot, action: string): string | null {
	return stage.rows.find(row => row.action === action)?.run?.id ?? null;
}

function differs(known: ActionRun, row: ActionRun): boolean {
	return (
		known.status !== row.status ||
		(row.changedAt !== null && known.changedAt !== row.changedAt) ||
		(row.build !== null && known.build !== row.build)
	);
}

function withoutNulls(run: ActionRun): Partial<ActionRun> {
	return Object.fromEntries(Object.entries(run).filter(([, value]) => value !== null));
}

/**
 * An execution's record after it was read at `at`: it is the truth, and the rows of the last state that it lacks are not
 * its. A fresh or running row may only be ahead of the record; it stays open.
 */
export function settle(
	pipeline: PipelineRecord,
	execution: string,
	runs: readonly ActionRun[],
	at: number,
): ExecutionRecord {
	const before = pipeline.records[execution] ?? nothing;
	const foreign = new Set(before.foreign);
	let open = false;
	for (const stage of pipeline.snapshot?.stages ?? []) {
		if (stage.latest?.execution !== execution) continue;
		for (const {run} of stage.rows) {
			if (run === null || run.id === null || runs.some(({id}) => id === run.id)) continue;
			if (run.status === 'InProgress' || (run.changedAt ?? 0) > at - recordLag) open = true;
			else foreign.add(run.id);
		}
	}
	return {readAt: at, runs: same(before.runs, runs) ? before.runs : runs, foreign: [...foreign], open};
}

function same(before: readonly ActionRun[], after: readonly ActionRun[]): boolean {
	return before.length === after.length && JSON.stringify(before) === JSON.stringify(after);
}
