import type {FleetRow} from '../source/domain/fleet.ts';
import {type FleetGroup, groupsOf} from '../source/domain/fleet-groups.ts';
import {standsOut} from '../source/domain/fleet-state.ts';
import type {FleetView} from './fleet-view.ts';
import {keyOf} from './selection.ts';

/** A row of the fleet's list: a pipeline, or the head of a group. */
export type FleetEntry =
	| {readonly kind: 'row'; readonly key: string; readonly row: FleetRow}
	| {readonly kind: 'group'; readonly key: string; readonly group: FleetGroup; readonly open: boolean};

/** What the list shows from top to bottom: without groups the rows, else below each group's head those of the open ones. */
export function entriesOf(
	rows: readonly FleetRow[],
	view: Pick<FleetView, 'grouping' | 'unfolded' | 'turned' | 'filter' | 'onlyWrong'>,
): readonly FleetEntry[] {
	if (view.grouping === 'none') return rows.map(entryOf);
	// Who has asked for some rows only wants to see them.
	const isAsked = view.filter !== '' || view.onlyWrong;
	return groupsOf(rows, view.grouping).flatMap((group): readonly FleetEntry[] => {
		const key = `group:${group.title}`;
		const usual = isAsked || view.unfolded || !isCalm(group);
		const open = view.turned.includes(key) ? !usual : usual;
		return [{kind: 'group', key, group, open}, ...(open ? group.rows.map(entryOf) : [])];
	});
}

function entryOf(row: FleetRow): FleetEntry {
	return {kind: 'row', key: keyOf(row), row};
}

/** Whether nothing in a group stands out, and nothing in it runs. */
function isCalm({rows}: FleetGroup): boolean {
	return rows.every(row => row.urgency !== 'running' && !standsOut(row));
}
