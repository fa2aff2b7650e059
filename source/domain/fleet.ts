import type {Gate} from './gate.ts';
import {gatesOf} from './gates.ts';
import {isWithoutState, tellingOf} from './parallel.ts';
import type {ExecutionId, ExecutionMode, PipelineName, ScopeId} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {type StageStand, standsIn} from './stands.ts';
import {isMoving} from './status.ts';
import {isBlinding, type Trouble} from './trouble.ts';

/** One pipeline in the fleet: what stands in it, whoever's it is. Times are ms since the epoch; null: not known. */
export interface FleetRow {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	readonly mode: ExecutionMode | null;
	/** When its newest execution started; null: it has none, or that is not known. */
	readonly lastRun: number | null;
	/** Whether it had no run for two weeks, or never had one. */
	readonly idle: boolean;
	readonly stages: readonly StageStand[];
	readonly gates: readonly Gate[];
	/** The execution whose page shows it, where its own page shows nothing; null: its own does. */
	readonly shownBy: ExecutionId | null;
	/** How many executions move of which nothing more was read. */
	readonly unread: number;
	/** When it was last looked at; null: not yet. */
	readonly lookedAt: number | null;
	readonly trouble: Trouble | null;
	readonly urgency: FleetUrgency;
}

/** What a reader must see first. Unseen: nothing could be learned of it; unread: its turn has not come yet. */
export const fleetUrgency = ['failed', 'gate', 'unseen', 'running', 'rest', 'unread'] as const;
export type FleetUrgency = (typeof fleetUrgency)[number];

/** How long a pipeline may go without a run before that stands out; ms. */
const idleAfter = 14 * 24 * 3600_000;

/**
 * The rows of a fleet, failures first, then gates, then what cannot be seen, then what runs, then what is held up or idle;
 * each by name.
 */
export function fleetOf(pipelines: readonly PipelineRecord[], now: number): readonly FleetRow[] {
	return pipelines.map(pipeline => fleetRow(pipeline, now)).toSorted(byUrgency);
}

export function byUrgency(a: FleetRow, b: FleetRow): number {
	return (
		fleetUrgency.indexOf(a.urgency) - fleetUrgency.indexOf(b.urgency) ||
		(a.urgency === 'rest' ? Number(isHeldUp(b)) - Number(isHeldUp(a)) : 0) ||
		byName(a, b)
	);
}

/** Whether the way into one of its stages is closed, or it had no run for long. */
export function isHeldUp({idle, stages}: FleetRow): boolean {
	return idle || stages.some(({closed}) => closed !== null);
}

/** One name in several scopes keeps the scopes' order. */
export function byName(a: FleetRow, b: FleetRow): number {
	return a.pipeline < b.pipeline ? -1 : a.pipeline > b.pipeline ? 1 : 0;
}

/** A record never changes, so an unchanged one keeps its row, until it has become idle. */
const remembered = new WeakMap<PipelineRecord, FleetRow>();

export function fleetRow(pipeline: PipelineRecord, now: number): FleetRow {
	const known = remembered.get(pipeline);
	const lastRun = known?.lastRun ?? lastRunOf(pipeline);
	const idle = lastRun === null ? hasNeverRun(pipeline) : now - lastRun >= idleAfter;
	if (known?.idle === idle) return known;
	const row = rowOf(pipeline, lastRun, idle);
	remembered.set(pipeline, row);
	return row;
}

function rowOf(pipeline: PipelineRecord, lastRun: number | null, idle: boolean): FleetRow {
	const gates = openGates(pipeline);
	const stages = standsIn(pipeline, gates);
	const {scope, name, definition, lookedAt, trouble} = pipeline;
	return {
		scope,
		pipeline: name,
		mode: definition?.mode ?? null,
		lastRun,
		idle,
		stages,
		gates,
		shownBy: isWithoutState(pipeline) ? (pipeline.executions[0]?.id ?? null) : null,
		unread: isWithoutState(pipeline) ? unreadOf(pipeline) : 0,
		lookedAt,
		trouble,
		urgency: urgencyOf(pipeline, stages, gates),
	};
}

function lastRunOf({executions}: PipelineRecord): number | null {
	return executions.find(({startedAt}) => startedAt !== null)?.startedAt ?? null;
}

function hasNeverRun({executions, older}: PipelineRecord): boolean {
	return executions.length === 0 && older === null;
}

/** Every open gate of a pipeline; nobody's commit is followed here. */
function openGates(pipeline: PipelineRecord): readonly Gate[] {
	if (!isWithoutState(pipeline)) return gatesOf(pipeline, null);
	return tellingOf(pipeline)
		.filter(({status}) => isMoving(status))
		.flatMap(({id}) => gatesOf(pipeline, id))
		.map(gate => ({...gate, tracked: false}));
}

function unreadOf({executions, records}: PipelineRecord): number {
	return executions.filter(({id, status}) => isMoving(status) && records[id]?.readAt == null).length;
}

function urgencyOf(
	pipeline: PipelineRecord,
	stages: readonly StageStand[],
	gates: readonly Gate[],
): FleetUrgency {
	if (stages.some(({status, failed}) => status === 'Failed' || failed.length > 0)) return 'failed';
	if (gates.length > 0) return 'gate';
	const {lookedAt, trouble} = pipeline;
	if (lookedAt === null || (stages.length > 0 && stages.every(({status}) => status === 'Unknown')))
		return !isBlinding(trouble) && isAwaited(pipeline) ? 'unread' : 'unseen';
	return stages.some(isRunning) ? 'running' : 'rest';
}

/** Whether what tells how it stands has not been asked for yet. */
function isAwaited(pipeline: PipelineRecord): boolean {
	const {lookedAt, snapshotAt} = pipeline;
	return lookedAt === null || (snapshotAt === null && !isWithoutState(pipeline));
}

/** Whether an execution moves in a stage by itself. */
export function isRunning({status}: StageStand): boolean {
	return status === 'Running' || status === 'Stopping';
}
