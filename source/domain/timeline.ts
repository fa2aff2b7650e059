import {chainsOf} from './chain.ts';
import type {Execution} from './execution.ts';
import type {ActionCategory, ActionRun, ExecutionId, RuleRun, StageDefinition} from './pipeline.ts';
import {type ActionState, categoryOf, stagesOf} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import {refusalOf} from './refusal.ts';
import {covered, type Spell} from './spells.ts';
import {isMoving, isOver} from './status.ts';
import {statusNow} from './status-now.ts';
import {type ActionName, usualLength} from './usual.ts';

/** One try of an action, or an action that has not started. Times are ms since the epoch, UTC. */
export interface TimelineRow {
	readonly stage: string;
	readonly name: string;
	/** The chain it deploys; null where it is none. */
	readonly chain: string | null;
	readonly category: ActionCategory;
	/** How long an approval stays open; minutes. Null: the default of seven days. */
	readonly timeoutMinutes: number | null;
	readonly state: ActionState;
	/** Which try of how many it is: a retried stage runs what failed again. 1 of 1 where it was not retried. */
	readonly attempt: number;
	readonly attempts: number;
	/** Null: it has not started, or it is not known. */
	readonly from: number | null;
	/** Its end; of what runs yet the last look. Null: not known. */
	readonly to: number | null;
	/** Whether it went on at the last look. */
	readonly open: boolean;
	/** How long the action usually takes; ms. Null: not known, or a person decides. */
	readonly usual: number | null;
	readonly run: ActionRun | null;
}

/**
 * Where an execution is with a stage: in it or through it, waiting outside of it, on its way to it, or it ended before it;
 * refused or skipped by a condition for entering it. Unread: its actions are not known.
 */
export type StagePlace = 'entered' | 'waits' | 'ahead' | 'missed' | 'refused' | 'skipped' | 'unread';

export interface TimelineStage {
	readonly name: string;
	readonly place: StagePlace;
	/** In the order in which they run, the tries of one action one after the other. */
	readonly rows: readonly TimelineRow[];
	/** The rules of the condition that ended the execution in it; empty: none did, or none is known. */
	readonly rules: readonly RuleRun[];
}

/** What became of an execution's time, in ms; the three parts are all of it. */
export interface Shares {
	/** While any action worked. */
	readonly machines: number;
	/** While nothing but an approval was waited for. */
	readonly people: number;
	/** While nothing of it ran: outside a stage that another execution holds, or at a closed transition. */
	readonly waiting: number;
	readonly total: number;
}

/** When the actions of an execution ran. */
export interface Timeline {
	readonly stages: readonly TimelineStage[];
	/** From its start to its end, or to the last look while it moves; null: not known. */
	readonly span: Spell | null;
	readonly shares: Shares | null;
	/** Whether all of its runs were read; else an action that does not show may have run. */
	readonly whole: boolean;
	/** Up to when it is known; ms since the epoch, null: nothing of it was read. */
	readonly asOf: number | null;
}

/** Whether a row is of an approval, for which somebody is waited for. */
export function isGate({category}: Pick<TimelineRow, 'category'>): boolean {
	return category === 'Approval';
}

/** A row as a key: the tries of an action are rows of their own. */
export function rowKey({stage, name, attempt}: TimelineRow): string {
	return `${stage}/${name}/${attempt}`;
}

const hidden: readonly StagePlace[] = ['missed', 'refused', 'skipped', 'unread'];

/** The rows of a stage that the execution has come to, or will; none of one that it has not. */
export function shownRows({place, rows}: TimelineStage): readonly TimelineRow[] {
	return hidden.includes(place) ? [] : rows;
}

/** How long an action usually takes; ms, null: not known. */
type Usual = (action: ActionName) => number | null;

export function timelineOf(
	pipeline: PipelineRecord,
	execution: Execution,
	usual: Usual = action => usualLength(pipeline, action),
): Timeline {
	const runs = runsOf(pipeline, execution.id);
	const whole = isWhole(pipeline, execution, runs);
	const asOf = newest([pipeline.lookedAt, pipeline.records[execution.id]?.readAt ?? null]);
	const stages = stagesWith(stagesOf(pipeline), runs).map(stage => {
		const rows = rowsOf(stage, runs, {usual, whole, asOf});
		const rules = refusalOf(pipeline, stage.name, execution.id)?.rules ?? [];
		return {name: stage.name, place: placeOf(stage.name, rows, {pipeline, execution, whole}), rows, rules};
	});
	const spells = stages.flatMap(({rows}) => rows.flatMap(spellOf));
	const span = spanOf(pipeline, execution, spells, asOf);
	return {stages, span, shares: span === null ? null : sharesOf(stages, span), whole, asOf};
}

/** The runs of an execution, each once: its own record and the list of past runs tell of them. */
function runsOf({records, pastRuns}: PipelineRecord, execution: ExecutionId): readonly ActionRun[] {
	const told = [...(records[execution]?.runs ?? []), ...(pastRuns ?? []).filter(isOf(execution))];
	const byId = new Map<unknown, ActionRun>();
	for (const run of told) {
		const key = run.id ?? run;
		const known = byId.get(key);
		// What is over stays over, whichever was read first.
		if (known === undefined || (!isOver(known.status) && isOver(run.status))) byId.set(key, run);
	}
	return [...byId.values()];
}

const isOf = (id: ExecutionId) => (run: {readonly execution: ExecutionId}) => run.execution === id;

/**
 * Whether all runs of an execution are known: its own record was read, after its end if it has ended; or the list of past
 * runs was read after it, and goes back to what ran before the execution.
 */
function isWhole(pipeline: PipelineRecord, execution: Execution, runs: readonly ActionRun[]): boolean {
	const readAt = pipeline.records[execution.id]?.readAt ?? null;
	const {pastRuns, measuredAt} = pipeline;
	const {startedAt, updatedAt} = execution;
	const ended = !isMoving(statusNow(pipeline, execution));
	if (readAt !== null && (!ended || readAt >= (updatedAt ?? 0))) return true;
	if (pastRuns === null || measuredAt === null || startedAt === null || updatedAt === null) return false;
	if (!ended || updatedAt > measuredAt || runs.length === 0) return false;
	if (runs.some(run => !isOver(run.status))) return false;
	// Before the first execution there ever was, nothing ran: then its first stage tells.
	const [first] = stagesOf(pipeline);
	const hasFirst = first?.actions.every(({name}) =>
		runs.some(({stage, action}) => stage === first.name && action === name),
	);
	return hasFirst === true || pastRuns.some(run => (run.startedAt ?? Infinity) < startedAt);
}

/** The stages as defined, with all that ran and is defined no more. */
function stagesWith(
	stages: readonly StageDefinition[],
	runs: readonly ActionRun[],
): readonly StageDefinition[] {
	const known = stages.map(stage => ({
		...stage,
		actions: [
			...stage.actions.toSorted((a, b) => a.runOrder - b.runOrder),
			...strays(
				runs.filter(run => run.stage === stage.name),
				stage.actions.map(({name}) => name),
			),
		],
	}));
	const names = new Set(stages.map(({name}) => name));
	const gone = Map.groupBy(
		runs.filter(({stage}) => !names.has(stage)),
		({stage}) => stage,
	);
	return [...known, ...[...gone].map(([name, own]) => ({name, actions: strays(own, [])}))];
}

function strays(runs: readonly ActionRun[], known: readonly string[]): StageDefinition['actions'] {
	const names = new Set(runs.map(({action}) => action).filter(name => !known.includes(name)));
	return [...names].map(name => ({
		name,
		category: 'Unknown',
		provider: '',
		runOrder: Infinity,
		timeoutMinutes: null,
		customData: null,
		externalEntityLink: null,
		repository: null,
		branch: null,
	}));
}

function placeOf(
	name: string,
	rows: readonly TimelineRow[],
	about: {readonly pipeline: PipelineRecord; readonly execution: Execution; readonly whole: boolean},
): StagePlace {
	const {pipeline, execution, whole} = about;
	if (rows.some(({run}) => run !== null)) return 'entered';
	const seen = pipeline.snapshot?.stages.find(stage => stage.name === name);
	if (seen?.inbound.includes(execution.id) === true) return 'waits';
	if (seen?.latest?.execution === execution.id && seen.latest.status === 'Skipped') return 'skipped';
	if (refusalOf(pipeline, name, execution.id) !== null) return 'refused';
	if (!whole) return 'unread';
	return isMoving(statusNow(pipeline, execution)) ? 'ahead' : 'missed';
}

interface Around extends Pick<Timeline, 'whole' | 'asOf'> {
	readonly usual: Usual;
}

function rowsOf(
	stage: StageDefinition,
	runs: readonly ActionRun[],
	{usual: usualOf, whole, asOf}: Around,
): readonly TimelineRow[] {
	const chains = chainsOf(stage);
	return stage.actions.flatMap(({name, category: defined, timeoutMinutes}): readonly TimelineRow[] => {
		const tries = runs
			.filter(run => run.stage === stage.name && run.action === name)
			.toSorted((a, b) => begin(a) - begin(b));
		const category = categoryOf(defined, tries[0] ?? null);
		const usual = category === 'Approval' ? null : usualOf({stage: stage.name, action: name});
		const about = {stage: stage.name, name, chain: chains.get(name) ?? null, category, timeoutMinutes, usual};
		if (tries.length === 0) {
			const none = {from: null, to: null, open: false, run: null, attempt: 1, attempts: 1};
			return [{...about, ...none, state: whole ? 'NotStarted' : 'Unknown'}];
		}
		const attempts = tries.length;
		return tries.map((run, index) => ({
			...about,
			...timesOf(run, category, asOf),
			attempt: index + 1,
			attempts,
		}));
	});
}

function begin({startedAt, changedAt}: ActionRun): number {
	return startedAt ?? changedAt ?? Infinity;
}

function timesOf(
	run: ActionRun,
	category: ActionCategory,
	asOf: number | null,
): Pick<TimelineRow, 'state' | 'from' | 'to' | 'open' | 'run'> {
	const open = !isOver(run.status);
	const from = run.startedAt;
	const end = open ? newest([asOf, run.changedAt]) : run.changedAt;
	// The clocks of the service and ours differ.
	const to = from === null || end === null ? end : Math.max(from, end);
	return {state: stateOf(run, category), from, to, open, run};
}

function stateOf({status}: ActionRun, category: ActionCategory): ActionState {
	if (status === 'InProgress') return category === 'Approval' ? 'Waiting' : 'Running';
	return status;
}

/** The time that a row takes; none where its start or its end is not known. */
export function spellOf({from, to}: Pick<TimelineRow, 'from' | 'to'>): readonly Spell[] {
	return from === null || to === null ? [] : [{from, to}];
}

function spanOf(
	pipeline: PipelineRecord,
	execution: Execution,
	spells: readonly Spell[],
	asOf: number | null,
): Spell | null {
	const from = oldest([execution.startedAt, ...spells.map(spell => spell.from)]);
	const moving = isMoving(statusNow(pipeline, execution));
	const to = newest([...spells.map(spell => spell.to), moving ? asOf : execution.updatedAt]);
	return from === null || to === null ? null : {from, to: Math.max(from, to)};
}

function sharesOf(stages: readonly TimelineStage[], {from, to}: Spell): Shares {
	const rows = stages.flatMap(stage => stage.rows);
	const machines = covered(rows.filter(row => !isGate(row)).flatMap(spellOf));
	const any = covered(rows.flatMap(spellOf));
	const total = to - from;
	return {machines, people: any - machines, waiting: total - any, total};
}

function newest(times: readonly (number | null)[]): number | null {
	const known = times.filter(time => time !== null);
	return known.length === 0 ? null : Math.max(...known);
}

function oldest(times: readonly (number | null)[]): number | null {
	const known = times.filter(time => time !== null);
	return known.length === 0 ? null : Math.min(...known);
}
