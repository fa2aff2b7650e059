import {byName, byUrgency, type FleetRow} from './fleet.ts';
import {fleetState} from './fleet-state.ts';

/** By what the rows of a fleet can be put in order. */
export const fleetSorts = ['urgency', 'name', 'last run', 'time at the gate'] as const;
export type FleetSort = (typeof fleetSorts)[number];

/** The rows in an order; where it leaves two equal, the more urgent one comes first. */
export function sorted(rows: readonly FleetRow[], sort: FleetSort): readonly FleetRow[] {
	switch (sort) {
		case 'urgency':
			return rows.toSorted(byUrgency);
		case 'name':
			return rows.toSorted(byName);
		case 'last run':
			return rows.toSorted((a, b) => (b.lastRun ?? 0) - (a.lastRun ?? 0) || byUrgency(a, b));
		case 'time at the gate':
			return rows.toSorted((a, b) => openedAt(a) - openedAt(b) || byUrgency(a, b));
	}
}

/** When its longest open gate opened; after all times where none is open. */
function openedAt(row: FleetRow): number {
	const {kind, since} = fleetState(row);
	if (row.gates.length === 0) return Number.MAX_VALUE;
	return (kind === 'Gate' ? since : row.gates[0]?.openedAt) ?? Number.MAX_SAFE_INTEGER;
}
