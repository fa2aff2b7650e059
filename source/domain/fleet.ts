import type {Gate} from './gate.ts';
import {gatesOf} from './gates.ts';
import {isWithoutState, tellingOf} from './parallel.ts';
import type {ExecutionId, ExecutionMode, PipelineName, ScopeId} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {type StageStand, standsIn} from './stands.ts';
import {isMoving} from './status.ts';
import type {Trouble} from './trouble.ts';

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
	readonly trouble: Trouble | null;
	readonly urgency: FleetUrgency;
}

/** What a reader must see first. Unseen: nothing was learned of it. */
export const fleetUrgency = ['failed', 'gate', 'unseen', 'running', 'rest'] as const;
export type FleetUrgency = (typeof fleetUrgency)[number];

/** How long a pipeline may go without a run before that stands out; ms. */
const idleAfter = 14 * 24 * 3600_000;

/** The rows of a fleet, failures first, then gates, then what cannot be seen, then what runs; each by name. */
export function fleetOf(pipelines: readonly PipelineRecord[], now: number): readonly FleetRow[] {
	return pipelines
		.map(pipeline => fleetRow(pipeline, now))
		.toSorted(
			(a, b) =>
				fleetUrgency.indexOf(a.urgency) - fleetUrgency.indexOf(b.urgency) ||
				(a.pipeline < b.pipeline ? -1 : a.pipeline > b.pipeline ? 1 : 0),
		);
}

export function fleetRow(pipeline: PipelineRecord, now: number): FleetRow {
	const gates = openGates(pipeline);
	const stages = standsIn(pipeline, gates);
	const lastRun = pipeline.executions.find(({startedAt}) => startedAt !== null)?.startedAt ?? null;
	const never = pipeline.executions.length === 0 && pipeline.older === null;
	const {scope, name, definition, trouble} = pipeline;
	return {
		scope,
		pipeline: name,
		mode: definition?.mode ?? null,
		lastRun,
		idle: lastRun === null ? never : now - lastRun >= idleAfter,
		stages,
		gates,
		shownBy: isWithoutState(pipeline) ? (pipeline.executions[0]?.id ?? null) : null,
		unread: isWithoutState(pipeline) ? unreadOf(pipeline) : 0,
		trouble,
		urgency: urgencyOf(pipeline, stages, gates),
	};
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
	{lookedAt}: PipelineRecord,
	stages: readonly StageStand[],
	gates: readonly Gate[],
): FleetUrgency {
	if (stages.some(({status, failed}) => status === 'Failed' || failed.length > 0)) return 'failed';
	if (gates.length > 0) return 'gate';
	if (lookedAt === null || (stages.length > 0 && stages.every(({status}) => status === 'Unknown')))
		return 'unseen';
	return stages.some(isRunning) ? 'running' : 'rest';
}

/** Whether an execution moves in a stage by itself. */
export function isRunning({status}: StageStand): boolean {
	return status === 'Running' || status === 'Stopping';
}
