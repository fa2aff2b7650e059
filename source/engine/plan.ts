import type {Commit} from '../domain/commit.ts';
import {commitOf, type Execution} from '../domain/execution.ts';
import {fleetRow} from '../domain/fleet.ts';
import {type Follow, isOver} from '../domain/follow.ts';
import {own} from '../domain/own.ts';
import {isWithoutState, tellingOf} from '../domain/parallel.ts';
import type {ExecutionId} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {isGivenUp, isOthers, searchedFor} from '../domain/search.ts';
import {movingExecutions, shippingIn} from '../domain/shipping.ts';
import {executionIn, interestingStages, type StagesOfInterest, stageRun} from '../domain/stage-run.ts';
import {isRefused} from '../domain/stands.ts';
import {isMoving} from '../domain/status.ts';
import {statusNow} from '../domain/status-now.ts';
import {hasGaps} from '../domain/told-stages.ts';
import {needsRulesOfPassed, recordLag} from './passed.ts';

/** One call about a pipeline. `next` is the cursor of an older page; null asks for the newest. */
export type Read =
	| {readonly kind: 'executions'; readonly next: string | null}
	| {readonly kind: 'definition'}
	| {readonly kind: 'state'}
	| {readonly kind: 'actions'; readonly execution: ExecutionId}
	| {readonly kind: 'execution'; readonly execution: ExecutionId}
	| {readonly kind: 'rules'; readonly execution: ExecutionId}
	| {readonly kind: 'succeeded'; readonly stage: string};

export interface Look {
	/** When the look began; ms since the epoch. */
	readonly since: number;
	/** The keys of the calls made by this look already, and the kinds of those that are denied. */
	readonly done: ReadonlySet<string>;
	/** How many looks in a row have learned nothing. */
	readonly quiet: number;
	readonly commit: Commit | null;
	readonly follow: Follow | null;
	/** Whose commits are followed; null: not known. */
	readonly repository: string | null;
	/** Of which stages it must be known what they run. */
	readonly interest: StagesOfInterest;
	/** Whether it must be known too how what stands at the gates got there. */
	readonly closely: boolean;
}

/** What tells the calls of one look apart: none is made twice, whatever the answer was. */
export function keyOf(read: Read): string {
	return Object.values(read).join(' ');
}

/**
 * The next call that a look needs, or null when it has all that it needs: mostly one call, the state. The list of
 * executions and an execution's own record are asked for only when the state leaves something open.
 */
export function nextRead(pipeline: PipelineRecord, look: Look): Read | null {
	for (const read of wanted(pipeline, look)) {
		if (!look.done.has(keyOf(read)) && !look.done.has(read.kind)) return read;
	}
	return null;
}

/** All that a look wants to know as far as can be told by now, the most important first. */
function* wanted(pipeline: PipelineRecord, look: Look): Iterable<Read> {
	const {commit, follow, repository} = look;
	const newest: Read = {kind: 'executions', next: null};
	if (pipeline.older === undefined) return yield newest;
	if (pipeline.definition === null || (isOutdated(pipeline) && isWorthwhile(look)))
		yield {kind: 'definition'};
	const execution = follow?.execution ?? null;
	if (isOthers(pipeline, repository) && execution === null && !look.closely) {
		if (pipeline.firstLookedAt !== null) yield {kind: 'state'};
		return;
	}
	if (commit !== null && typeof pipeline.older === 'string' && !searchedFor(pipeline, commit)) {
		yield {kind: 'executions', next: pipeline.older};
	}
	if (pipeline.definition?.mode === 'PARALLEL') {
		yield* wantedOfParallel(pipeline, look);
		yield* stagesToAskAbout(pipeline, look);
		return yield* recordsBeforeGates(pipeline, look);
	}
	const awaited = commit !== null && execution === null;
	if (!awaited || pipeline.snapshot === null || isGivenUp(pipeline, commit)) yield {kind: 'state'};
	if (awaited || (needsList(pipeline, look) && isWorthwhile(look))) yield newest;
	if (execution !== null && needsRecord(pipeline, execution.id, look)) {
		yield {kind: 'actions', execution: execution.id};
	}
	if (follow !== null && needsRules(follow)) yield {kind: 'rules', execution: follow.execution?.id ?? ''};
	yield* rulesOfRefused(pipeline);
	yield* recordOfEnded(pipeline, look);
	yield* rulesOfPassed(pipeline, look);
	yield* stagesToAskAbout(pipeline, look);
	yield* recordsBeforeGates(pipeline, look);
	for (const stranger of strangers(pipeline, look)) yield {kind: 'execution', execution: stranger};
	// Where the definition may not be read, nothing else tells that it is PARALLEL.
	if (commit === null && isWithoutState(pipeline)) yield* recordsOfParallel(pipeline, look);
}

/** How often a PARALLEL pipeline is asked for the version of its definition; ms. */
const redefined = 600_000;

/** A PARALLEL pipeline has no state: the execution's own record tells what runs, the list how it ended. */
function* wantedOfParallel(pipeline: PipelineRecord, look: Look): Iterable<Read> {
	const {commit, follow, since} = look;
	const execution = follow?.execution ?? null;
	// Of the state only the version of the definition is of use.
	if (since - (pipeline.snapshotAt ?? pipeline.firstLookedAt ?? since) >= redefined) yield {kind: 'state'};
	if (execution === null || follow?.own === null) yield {kind: 'executions', next: null};
	if (commit === null) yield* recordsOfParallel(pipeline, look);
	if (execution === null) return;
	const record = pipeline.records[execution.id];
	// Siblings of what failed run on while the list calls it failed already.
	const runs = record?.runs.some(({status}) => status === 'InProgress') ?? true;
	if (runs || isMoving(execution.status)) yield {kind: 'actions', execution: execution.id};
	if (!runs) yield {kind: 'executions', next: null};
	yield* recordOfEnded(pipeline, look);
}

/** The record of the commit's own execution, once it has ended and a later one is followed: it may have stood at a gate. */
function* recordOfEnded({records, firstLookedAt}: PipelineRecord, look: Look): Iterable<Read> {
	const {own, carriedBy} = look.follow ?? {own: null, carriedBy: null};
	if (own === null || carriedBy === null) return;
	// What ended before anybody looked at the pipeline is history; what ended since may have been out of sight all the time.
	const seenAt = records[own.id]?.readAt ?? firstLookedAt;
	if (seenAt !== null && seenAt < (own.updatedAt ?? 0) && isWorthwhile(look))
		yield {kind: 'actions', execution: own.id};
}

/** While nothing is followed: the records that tell how a PARALLEL pipeline stands, those of what has ended once. */
function* recordsOfParallel(pipeline: PipelineRecord, look: Look): Iterable<Read> {
	for (const {id, status, updatedAt} of tellingOf(pipeline)) {
		const {readAt = null, runs = []} = pipeline.records[id] ?? {};
		const isOpen = isMoving(status) || readAt === null || readAt < (updatedAt ?? 0) + recordLag;
		// Its siblings are not cancelled when an action fails.
		const goesOn = runs.some(run => run.status === 'InProgress') && isWorthwhile(look);
		if (isOpen || goesOn) yield {kind: 'actions', execution: id};
	}
}

/** The stages of interest of which nothing that was read tells what they run, until another execution is in them. */
function* stagesToAskAbout(pipeline: PipelineRecord, {interest}: Look): Iterable<Read> {
	const isParallel = pipeline.definition?.mode === 'PARALLEL';
	// Its list tells as much of the last stage, at no cost.
	if (isParallel && interest === 'last') return;
	for (const stage of interestingStages(pipeline, interest)) {
		const latest = pipeline.snapshot?.stages.find(({name}) => name === stage)?.latest?.execution ?? null;
		const asked = own(pipeline.succeeded, stage);
		const isOpen = isParallel || (stageRun(pipeline, stage).kind === 'unknown' && asked?.while !== latest);
		if (isOpen) yield {kind: 'succeeded', stage};
	}
}

/** How many executions of a PARALLEL pipeline are looked into for gates: the newest. */
const mostParallel = 8;

/** The records of what stands at the gates, or would come to the last one next. */
function* recordsBeforeGates(pipeline: PipelineRecord, look: Look): Iterable<Read> {
	if (!look.closely) return;
	const {gate, others, execution} = shippingIn(pipeline, look.follow?.execution?.id ?? null, null);
	const parallel = pipeline.definition?.mode === 'PARALLEL';
	const moving = parallel ? movingExecutions(pipeline).slice(0, mostParallel) : [];
	const atGates = [gate, ...others].flatMap(each => each?.execution ?? []);
	for (const id of new Set([...atGates, ...(execution === null ? [] : [execution]), ...moving])) {
		if (moving.includes(id) || needsRecord(pipeline, id, look)) yield {kind: 'actions', execution: id};
	}
}

/** What is open although nothing has changed for a few looks is asked about at every tenth only. */
function isWorthwhile({quiet}: Look): boolean {
	return quiet < 3 || quiet % 10 === 0;
}

/** The state names the version of the definition that it shows. */
function isOutdated({definition, snapshot}: PipelineRecord): boolean {
	return definition !== null && (snapshot?.version ?? 0) > definition.version;
}

/** Whether something is open that only the list of executions can tell. */
function needsList(pipeline: PipelineRecord, {commit, follow}: Look): boolean {
	if (hasNews(pipeline)) return true;
	if (commit === null || follow?.execution == null) return false;
	if (follow.own === null && !isGivenUp(pipeline, commit)) return true;
	if (pipeline.executions.some(isNameless)) return true;
	if (disagrees(follow, follow.execution) || (follow.own !== null && disagrees(follow, follow.own)))
		return true;
	return isMoving(statusNow(pipeline, follow.execution)) && !isInSight(pipeline, follow.execution.id);
}

/** Whether the state names an execution that started after all that are known. */
function hasNews({executions, snapshot}: PipelineRecord): boolean {
	const first = snapshot?.stages[0];
	const entered = [first?.latest?.execution, ...(first?.inbound ?? [])];
	return entered.some(id => id !== undefined && !executions.some(each => each.id === id));
}

/** Whether an execution has not told its commit yet: its source still runs. */
function isNameless(execution: Execution): boolean {
	return isMoving(execution.status) && commitOf(execution) === null;
}

/** Whether the list must be read because the state tells more: an end has a time and a reason that only the list knows. */
function disagrees({record}: Follow, execution: Execution): boolean {
	const status = statusNow(record, execution);
	// While siblings of what failed still run, the list may well call it in progress.
	const ended = status !== 'Failed' || isOver(record, execution);
	return status !== execution.status && ended;
}

/** Whether the state shows an execution in a stage that runs, or waiting outside one: then it tells all that happens to it. */
function isInSight(pipeline: PipelineRecord, id: ExecutionId): boolean {
	return (pipeline.snapshot?.stages ?? []).some(
		({latest, inbound}) =>
			inbound.includes(id) ||
			(latest?.execution === id && (latest.status === 'InProgress' || latest.status === 'Stopping')),
	);
}

/** Whether an execution's own record must be read: never yet, or the state shows what only it can settle. */
function needsRecord(pipeline: PipelineRecord, execution: ExecutionId, look: Look): boolean {
	const record = pipeline.records[execution];
	if (record === undefined || record.readAt === null) return true;
	const listed = pipeline.executions.find(({id}) => id === execution);
	if (hasGaps(pipeline) && listed !== undefined && isMoving(statusNow(pipeline, listed))) return true;
	const stages = pipeline.snapshot?.stages ?? [];
	const standsIn = stages.flatMap(({name, latest}) => (latest?.execution === execution ? [name] : []));
	// Another execution is in the stage already while an action of this one still runs, or has just ended there: the next one,
	// or a rollback, which leaves this one in the stages before.
	if (record.runs.some(({status, stage}) => status === 'InProgress' && !standsIn.includes(stage)))
		return true;
	return standsIn.length > 0 && record.open && isWorthwhile(look);
}

/** Whether the followed execution was refused, perhaps by a stage that another one has entered since. */
function needsRules({standing, execution, record}: Follow): boolean {
	if (execution === null || standing.kind !== 'Failed' || standing.failed.length > 0) return false;
	const {readAt = null} = record.rules[execution.id] ?? {};
	return readAt === null || readAt < (standing.since ?? 0);
}

/** Whoever is shown as refused by a stage, once: a condition is seldom what ends an execution. */
function* rulesOfRefused(pipeline: PipelineRecord): Iterable<Read> {
	if (pipeline.snapshot?.stages.every(({latest}) => latest?.status !== 'Failed') !== false) return;
	for (const stand of fleetRow(pipeline, pipeline.snapshotAt ?? 0).stages) {
		const {readAt = null} = own(pipeline.rules, stand.execution ?? '') ?? {};
		const isRead = readAt !== null && readAt >= (stand.since ?? 0);
		if (isRefused(stand) && !isRead) yield {kind: 'rules', execution: stand.execution ?? ''};
	}
}

/** The rules of what may have failed by a condition and gone on, out of sight: only they tell. */
function* rulesOfPassed(pipeline: PipelineRecord, {follow}: Look): Iterable<Read> {
	const {own = null, execution = null} = follow ?? {};
	for (const id of new Set([own, execution].flatMap(each => each?.id ?? []))) {
		if (needsRulesOfPassed(pipeline, id)) yield {kind: 'rules', execution: id};
	}
}

/** Executions whose commit is shown to the user (at a gate, in a stage of interest) but which no page has told yet. */
function strangers(pipeline: PipelineRecord, {interest}: Look): readonly ExecutionId[] {
	const {snapshot} = pipeline;
	const stages = snapshot?.stages ?? [];
	const shown = stages.slice(1).flatMap(({latest}, index) => {
		const isShown = latest?.status === 'InProgress' || index === stages.length - 2 || interest !== 'last';
		return latest !== null && isShown ? [latest.execution] : [];
	});
	return shown.filter(id => executionIn(pipeline, id) === null);
}
