import type {Commit} from '../domain/commit.ts';
import {commitOf} from '../domain/execution.ts';
import {type Follow, isOthers, searchedFor, statusNow} from '../domain/follow.ts';
import type {ExecutionId} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/state.ts';
import {isMoving} from '../domain/status.ts';

/** One call about a pipeline. `next` is the cursor of an older page; null asks for the newest. */
export type Read =
	| {readonly kind: 'executions'; readonly next: string | null}
	| {readonly kind: 'definition'}
	| {readonly kind: 'state'}
	| {readonly kind: 'actions'; readonly execution: ExecutionId}
	| {readonly kind: 'execution'; readonly execution: ExecutionId};

export interface Look {
	/** When the look began; what was read since then is fresh. */
	readonly since: number;
	readonly commit: Commit | null;
	readonly follow: Follow | null;
	/** Whose commits are followed; null: not known. */
	readonly repository: string | null;
}

/**
 * The next call that a look needs, or null when it has all that it needs: mostly one call, the state. The list of
 * executions and an execution's own record are asked for only when the state leaves something open.
 */
export function nextRead(pipeline: PipelineRecord, look: Look): Read | null {
	if (pipeline.older === undefined) return {kind: 'executions', next: null};
	if (pipeline.definition === null || staleDefinition(pipeline, look)) return {kind: 'definition'};
	if (isOthers(pipeline, look.repository) && look.follow?.execution == null) return null;
	if (look.commit !== null && typeof pipeline.older === 'string' && !searchedFor(pipeline, look.commit)) {
		return {kind: 'executions', next: pipeline.older};
	}
	const parallel = pipeline.definition.mode === 'PARALLEL';
	const awaited = look.commit !== null && look.follow?.execution == null && pipeline.snapshot !== null;
	if (!parallel && !awaited && !isFresh(pipeline.snapshotAt, look)) return {kind: 'state'};
	if (!isFresh(pipeline.executionsAt, look) && needsList(pipeline, look, parallel))
		return {kind: 'executions', next: null};
	const execution = look.follow?.execution ?? null;
	if (execution !== null && needsRecord(pipeline, execution.id, look, parallel))
		return {kind: 'actions', execution: execution.id};
	const unknown = strangers(pipeline)[0];
	return unknown === undefined ? null : {kind: 'execution', execution: unknown};
}

function isFresh(at: number | null, {since}: Look): boolean {
	return at !== null && at >= since;
}

/** The state names the version of the definition that it shows. */
function staleDefinition({definition, snapshot, snapshotAt}: PipelineRecord, look: Look): boolean {
	return (
		isFresh(snapshotAt, look) &&
		snapshot?.version != null &&
		definition !== null &&
		snapshot.version > definition.version
	);
}

/** Whether something is open that only the list of executions can tell. */
function needsList(pipeline: PipelineRecord, {commit, follow}: Look, parallel: boolean): boolean {
	if (commit === null || follow === null) return hasNews(pipeline);
	if (follow.execution === null || follow.own === null) return true;
	if (hasNews(pipeline)) return true;
	if (pipeline.executions.some(each => isMoving(each.status) && commitOf(each) === null)) return true;
	if (!isMoving(statusNow(pipeline, follow.execution))) return false;
	return parallel || !isInSight(pipeline, follow.execution.id);
}

/** Whether the state names an execution that started after all that are known. */
function hasNews(pipeline: PipelineRecord): boolean {
	const known = new Set(pipeline.executions.map(({id}) => id));
	const [first] = pipeline.snapshot?.stages ?? [];
	const entered = [
		first?.latest?.execution,
		...(pipeline.snapshot?.stages ?? []).flatMap(({inbound}) => inbound),
	];
	return entered.some(id => id !== undefined && !known.has(id));
}

/** Whether the state shows an execution in a stage that runs, or waiting outside one: then it tells all that happens to it. */
function isInSight(pipeline: PipelineRecord, id: ExecutionId): boolean {
	return (pipeline.snapshot?.stages ?? []).some(
		({latest, inbound}) =>
			inbound.includes(id) ||
			(latest?.execution === id && (latest.status === 'InProgress' || latest.status === 'Stopping')),
	);
}

/** Whether the followed execution's own record must be read: never yet, or the state shows what only it can settle. */
function needsRecord(pipeline: PipelineRecord, id: ExecutionId, look: Look, parallel: boolean): boolean {
	const record = pipeline.records[id];
	if (record === undefined || record.readAt === null) return true;
	if (isFresh(record.readAt, look)) return false;
	const execution = pipeline.executions.find(each => each.id === id);
	if (execution === undefined) return false;
	const running = record.runs.some(({status}) => status === 'InProgress');
	if (!isMoving(statusNow(pipeline, execution)) && !inAnyStage(pipeline, id)) return running;
	return record.open || parallel || (running && !inAnyStage(pipeline, id));
}

function inAnyStage(pipeline: PipelineRecord, id: ExecutionId): boolean {
	return (pipeline.snapshot?.stages ?? []).some(({latest}) => latest?.execution === id);
}

/** Executions whose commit is shown to the user (at a gate, in the last stage) but which no page has told yet. */
function strangers(pipeline: PipelineRecord): readonly ExecutionId[] {
	const known = new Set(pipeline.executions.map(({id}) => id));
	const stages = pipeline.snapshot?.stages ?? [];
	const shown = stages.flatMap(({latest}, index) =>
		latest !== null && (latest.status === 'InProgress' || index === stages.length - 1)
			? [latest.execution]
			: [],
	);
	return shown.filter(id => !known.has(id));
}
