import {type Dispatch, useEffect, useMemo, useReducer} from 'react';
import {type FleetRow, fleetOf} from '../source/domain/fleet.ts';
import {sorted} from '../source/domain/fleet-order.ts';
import {standsOut} from '../source/domain/fleet-state.ts';
import {pipelinesOf} from '../source/domain/select.ts';
import type {State} from '../source/domain/state.ts';
import {useDesk} from './desk.ts';
import {entriesOf, type FleetEntry} from './fleet-entries.ts';
import {matchingRows} from './fleet-filter.ts';
import {arrange, type FleetStep, type FleetView, firstFleetView} from './fleet-view.ts';
import {useSeen} from './seen.ts';
import {keyOf} from './selection.ts';
import {useHeldOrder} from './use-follows.ts';
import {useNow} from './use-now.ts';
import {useSlice} from './use-slice.ts';

/** What the fleet's screen shows: everything that the user's choices make of the state. */
export interface Fleet {
	readonly view: FleetView;
	readonly step: Dispatch<FleetStep>;
	readonly scopes: State['scopes'];
	readonly now: number;
	/** All rows, the most urgent first. */
	readonly rows: readonly FleetRow[];
	/** Those that the filter leaves. */
	readonly found: readonly FleetRow[];
	/** What the list shows of them. */
	readonly entries: readonly FleetEntry[];
	/** The place of the selected entry; -1 where there is none. */
	readonly at: number;
}

const scopesIn = ({scopes}: State) => scopes;
const minute = 60_000;

export function useFleet(): Fleet {
	const scopes = useSlice(scopesIn);
	const [view, step] = useReducer(arrange, firstFleetView);
	const now = useNow(lookedAtIn(scopes));
	// Time alone changes a row after two weeks without a run.
	const today = Math.floor(now / minute) * minute;
	useLookAround(today);
	const rows = useMemo(() => fleetOf(pipelinesOf({scopes}), today), [scopes, today]);
	const {sort, filter, onlyWrong} = view;
	const ordered = useMemo(() => sorted(rows, sort), [rows, sort]);
	const held = useHeldOrder(ordered, keyOf, now, sort);
	const found = useMemo(
		() => matchingRows(onlyWrong ? held.filter(standsOut) : held, filter),
		[held, filter, onlyWrong],
	);
	const entries = useMemo(() => entriesOf(found, view), [found, view]);
	const chosen = entries.findIndex(({key}) => key === view.selected);
	const at = chosen >= 0 ? chosen : Math.min(0, entries.length - 1);
	return {view, step, scopes, now, rows, found, entries, at};
}

/** When the newest look ended; null: none has. */
export function lookedAtIn(scopes: State['scopes']): number | null {
	const looks = pipelinesOf({scopes}).flatMap(({lookedAt}) => lookedAt ?? []);
	return looks.length === 0 ? null : Math.max(...looks);
}

/** While all rows are seen none of them is left alone for long: at once, and again whenever `moment` changes. */
function useLookAround(moment: number): void {
	const {send} = useDesk();
	const seen = useSeen();
	useEffect(() => {
		if (seen && moment > 0) send({kind: 'look-around'});
	}, [send, seen, moment]);
}
