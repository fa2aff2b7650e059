import {amend, keep} from './keep.ts';
import type {ActionRun, ExecutionId, PipelineSnapshot, StageSnapshot} from './pipeline.ts';
import type {ExecutionRecord, PipelineRecord} from './record.ts';
import {isOver} from './status.ts';

/** How long an execution's record may lag behind the state before a row that it lacks is called foreign; ms. */
const recordLag = 60_000;

const nothing: ExecutionRecord = {readAt: null, runs: [], foreign: [], open: true};

/**
 * The records of the executions that stand in the stages of a new state, with the rows that are theirs taken in.
 *
 * Rows carry no execution id. A row is an execution's when its record names it, or when it replaced another row while
 * the same execution held the stage. It is a leftover when it stood there already while another one held the stage.
 * Of whatever else stands there only the record can tell.
 */
export function attribute(pipeline: PipelineRecord, snapshot: PipelineSnapshot): PipelineRecord['records'] {
	let records = pipeline.records;
	for (const stage of snapshot.stages) {
		const execution = stage.latest?.execution;
		const known = execution === undefined ? undefined : records[execution];
		if (execution === undefined || known === undefined) continue;
		const before = pipeline.snapshot?.stages.find(({name}) => name === stage.name) ?? null;
		const next = takeIn(known, stage, before);
		if (next !== known) records = {...records, [execution]: next};
	}
	return records;
}

/** `before`: the same stage in the look before. */
function takeIn(
	record: ExecutionRecord,
	stage: StageSnapshot,
	before: StageSnapshot | null,
): ExecutionRecord {
	const held = before?.latest?.execution === stage.latest?.execution;
	let {runs, foreign, open} = record;
	for (const row of rowsOf(stage)) {
		const index = runs.findIndex(run => isSameRun(run, row));
		const known = runs[index];
		if (known !== undefined) {
			const told = updated(known, row);
			if (told !== known) runs = runs.with(index, told);
			continue;
		}
		if (foreign.includes(rowKey(row))) continue;
		const stoodBefore = before !== null && rowsOf(before).some(each => rowKey(each) === rowKey(row));
		if (stoodBefore && !held) foreign = [...foreign, rowKey(row)];
		else if (!stoodBefore && held && row.id !== null) runs = [begun(row), ...runs];
		else open = true;
	}
	const changed = runs !== record.runs || foreign !== record.foreign || open !== record.open;
	return changed ? {...record, runs, foreign, open} : record;
}

function rowsOf(stage: StageSnapshot): readonly ActionRun[] {
	return stage.rows.flatMap(({run}) => run ?? []);
}

/** What tells a row from others in its stage: its run's id, else all that it says. */
export function rowKey({id, action, status, changedAt}: ActionRun): string {
	return id ?? `${action} ${status} ${changedAt}`;
}

/** Whether a row shows this run. One without an id is known by what it says; an action runs once at a time. */
export function isSameRun(run: ActionRun, row: ActionRun): boolean {
	if (run.id !== null && row.id !== null) return run.id === row.id;
	return (
		run.stage === row.stage &&
		run.action === row.action &&
		run.status === row.status &&
		(!isOver(run.status) ||
			run.changedAt === null ||
			row.changedAt === null ||
			run.changedAt === row.changedAt)
	);
}

/** A run with what its row tells. What is over stays over: a retry is another run, and the state may lag. */
function updated(run: ActionRun, row: ActionRun): ActionRun {
	if (isOver(run.status) && !isOver(row.status)) return run;
	const told: Partial<ActionRun> = Object.fromEntries(
		Object.entries(row).filter(([, value]) => value !== null),
	);
	return keep(run, {...run, ...told, id: run.id ?? row.id, startedAt: run.startedAt});
}

/** A row as a run: it tells when it last changed, which is its start as long as it runs. */
function begun(row: ActionRun): ActionRun {
	return {...row, startedAt: row.startedAt ?? (isOver(row.status) ? null : row.changedAt)};
}

/**
 * An execution's record after it was read at `at`. It is the truth, but may lag behind rows that were proven already.
 * Rows of the last state that it lacks are leftovers, unless they are so fresh that the record may not know them yet.
 */
export function settle(
	pipeline: PipelineRecord,
	execution: ExecutionId,
	told: readonly ActionRun[],
	at: number,
): ExecutionRecord {
	const before = pipeline.records[execution] ?? nothing;
	const runs = keep(before.runs, together(before.runs, told));
	const foreign: string[] = [];
	let open = false;
	for (const [index, stage] of (pipeline.snapshot?.stages ?? []).entries()) {
		if (stage.latest?.execution !== execution) continue;
		const entered = entryTime(pipeline, execution, runs, index);
		for (const row of rowsOf(stage)) {
			if (runs.some(run => isSameRun(run, row))) continue;
			if (before.foreign.includes(rowKey(row)) || isLeftover(row, entered, at)) foreign.push(rowKey(row));
			else open = true;
		}
	}
	return amend(before, {readAt: at, runs, foreign: keep(before.foreign, foreign), open});
}

/** Whether a row that the record lacks is older than the execution's stay in the stage, or than any lag of the record. */
function isLeftover({status, changedAt}: ActionRun, entered: number, now: number): boolean {
	if (changedAt === null) return isOver(status);
	return changedAt < entered || (isOver(status) && changedAt <= now - recordLag);
}

/** The told runs, each once and none of them set back, after those that were proven before the record knew them. */
function together(known: readonly ActionRun[], told: readonly ActionRun[]): readonly ActionRun[] {
	const byId = new Map(known.flatMap(run => (run.id === null ? [] : [[run.id, run] as const])));
	const ids = new Set(told.map(({id}) => id));
	const unrecorded = known.filter(({id}) => id !== null && !ids.has(id));
	const once = told.filter(({id}, index) => id === null || told.findIndex(each => each.id === id) === index);
	const updated = once.map(run => {
		const before = run.id === null ? undefined : byId.get(run.id);
		return before !== undefined && isOver(before.status) && !isOver(run.status) ? before : run;
	});
	return [...unrecorded, ...updated];
}

/** The earliest that an execution can have entered a stage: when it ended the stages before it; ms since the epoch. */
function entryTime(
	pipeline: PipelineRecord,
	execution: ExecutionId,
	runs: readonly ActionRun[],
	stage: number,
): number {
	const earlier = new Set(pipeline.snapshot?.stages.slice(0, stage).map(({name}) => name));
	const ends = runs.flatMap(run => (earlier.has(run.stage) ? (run.changedAt ?? []) : []));
	const started = pipeline.executions.find(({id}) => id === execution)?.startedAt ?? 0;
	return Math.max(started, ...ends);
}
