import {type FleetRow, isHeldUp} from './fleet.ts';
import {isUnknown, type StageStand, type StandStatus} from './stands.ts';

/** The one state by which a pipeline is told in a fleet. */
export const fleetStates = [
	'Failed',
	'Failing',
	'Gate',
	'Unknown',
	'Running',
	'Stopping',
	'Stopped',
	'Cancelled',
	'Closed',
	'Skipped',
	'Idle',
	'Done',
	'Unread',
] as const;
export type FleetStateKind = (typeof fleetStates)[number];

export interface FleetState {
	readonly kind: FleetStateKind;
	/** The stage that it is the state of; null: it is the whole pipeline's. */
	readonly stand: StageStand | null;
	/** Since when; ms since the epoch, null: not known. */
	readonly since: number | null;
}

const remembered = new WeakMap<FleetRow, FleetState>();

/** What is most urgent of all that stands in a pipeline; the same object for the same row. */
export function fleetState(row: FleetRow): FleetState {
	const known = remembered.get(row);
	if (known !== undefined) return known;
	const state = stateOf(row);
	remembered.set(row, state);
	return state;
}

function stateOf(row: FleetRow): FleetState {
	const {urgency, stages, gates, idle, lastRun} = row;
	const first = (kind: FleetStateKind, is: (stand: StageStand) => boolean): FleetState | null => {
		const stand = stages.find(is);
		return stand === undefined ? null : {kind, stand, since: stand.since};
	};
	const isNow = (status: StandStatus) => (stand: StageStand) => stand.status === status;
	if (urgency === 'unread') return {kind: 'Unread', stand: null, since: null};
	if (urgency === 'unseen') return {kind: 'Unknown', stand: null, since: null};
	return (
		first('Failed', isNow('Failed')) ??
		first('Failing', ({failed}) => failed.length > 0) ??
		longestOpen(stages, gates) ??
		first('Running', isNow('Running')) ??
		first('Stopping', isNow('Stopping')) ??
		first('Unknown', isUnknown) ??
		first('Stopped', isNow('Stopped')) ??
		first('Cancelled', isNow('Cancelled')) ??
		closedState(stages) ??
		first('Skipped', isNow('Skipped')) ??
		(idle ? {kind: 'Idle', stand: null, since: lastRun} : done(stages))
	);
}

/** The gate that has been open for longest. */
function longestOpen(stages: FleetRow['stages'], gates: FleetRow['gates']): FleetState | null {
	const [gate] = gates.toSorted((a, b) => (a.openedAt ?? 0) - (b.openedAt ?? 0));
	if (gate === undefined) return null;
	const stand = stages.find(({stage}) => stage === gate.stage) ?? null;
	return {kind: 'Gate', stand, since: gate.openedAt};
}

/** Since the way into the stage was closed. */
function closedState(stages: FleetRow['stages']): FleetState | null {
	const stand = stages.find(({closed}) => closed !== null);
	return stand === undefined ? null : {kind: 'Closed', stand, since: stand.closed?.since ?? null};
}

/** Since the last of them has come through. */
function done(stages: FleetRow['stages']): FleetState {
	const stand = stages.findLast(({execution}) => execution !== null) ?? null;
	const ends = stages.flatMap(({since}) => since ?? []);
	return {kind: 'Done', stand, since: ends.length === 0 ? null : Math.max(...ends)};
}

/** Whether a reader who asks for what is wrong must see it: what failed, waits for a person, is held up, idle or unknown. */
export function standsOut(row: FleetRow): boolean {
	const {urgency, stages, unread} = row;
	switch (urgency) {
		case 'failed':
		case 'gate':
		case 'unseen':
			return true;
		case 'running':
		case 'rest':
			return isHeldUp(row) || unread > 0 || stages.some(isUnknown);
		case 'unread':
			return false;
	}
}
