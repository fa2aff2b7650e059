import type {FleetRow} from '../source/domain/fleet.ts';
import {type FleetGrouping, fleetGroupings, isWorthGrouping} from '../source/domain/fleet-groups.ts';
import {fleetState} from '../source/domain/fleet-state.ts';
import type {Place} from '../source/keymap/keymap.ts';
import {useDesk} from './desk.ts';
import {type FleetView, nextGrouping, nextSort} from './fleet-view.ts';
import type {Handlers} from './keyboard.ts';
import {useNavigator} from './navigation.ts';
import type {Fleet} from './use-fleet.ts';
import {useKeys} from './use-keys.ts';
import {moves} from './use-split-keys.ts';

/** The part of the fleet's screen that has the keys. */
export function fleetPlace({filtering}: FleetView): Place {
	return filtering ? 'filter' : 'fleet';
}

/** The keys of the fleet. `page`: how many rows of the list are seen. */
export function useFleetKeys({view, step, rows, entries, at}: Fleet, page: number): void {
	const {link, open, copy} = useDesk();
	const navigator = useNavigator();
	const keys = entries.map(({key}) => key);
	const entry = entries[at];
	const shown = entry?.key ?? null;
	const withRow = (use: (row: FleetRow) => ReturnType<NonNullable<Handlers['open']>>) => () => {
		if (entry === undefined) return 'nothing is selected';
		return entry.kind === 'row' ? use(entry.row) : 'a group is selected: Enter opens or folds it';
	};
	const handlers: Handlers = {
		...moves(by => step({kind: 'move', keys, shown, by}), page),
		open: () => {
			if (entry === undefined) return 'nothing is selected';
			if (entry.kind === 'group') return step({kind: 'turn', group: entry.key});
			const {scope, pipeline} = entry.row;
			// The order may change; the selection belongs to what was opened.
			step({kind: 'move', keys: [entry.key], shown: null, by: 0});
			return navigator.open({kind: 'pipeline', scope, pipeline});
		},
		search: () => step({kind: 'filter', filtering: true, text: view.filter}),
		'only-wrong': () => step({kind: 'only-wrong'}),
		sort() {
			step({kind: 'sort'});
			return `sorted by ${nextSort(view)}`;
		},
		group() {
			const among = fleetGroupings.filter(each => each !== 'none' && isWorthGrouping(rows, each));
			if (among.length === 0) return 'no names begin alike, and all are of one account and region';
			step({kind: 'group', among});
			return groupedWords[nextGrouping(view, among)];
		},
		unfold: () => (view.grouping === 'none' ? 'nothing is folded: B groups' : step({kind: 'unfold'})),
		timeline: withRow(({scope, pipeline}) =>
			navigator.open({kind: 'timeline', scope, pipeline, execution: null}),
		),
		'open-link': withRow(row => open(link(...fleetLink(row)))),
		'copy-link': withRow(row => copy(link(...fleetLink(row)))),
		'copy-report': withRow(() => 'Y reports what Enter opens: the pipeline, its build'),
		fleet: () => 'this is the fleet: Esc goes back',
		back() {
			if (view.filter !== '') return step({kind: 'filter', filtering: false, text: ''});
			if (view.onlyWrong) return step({kind: 'only-wrong'});
			return navigator.close();
		},
	};
	const typed: Handlers = {
		...handlers,
		open: () => step({kind: 'filter', filtering: false, text: view.filter}),
		back: () => step({kind: 'filter', filtering: false, text: ''}),
		erase: () => step({kind: 'erase'}),
	};
	useKeys(fleetPlace(view), view.filtering ? typed : handlers, {
		text: letter => step({kind: 'type', letter}),
	});
}

const groupedWords = {
	none: 'in no groups',
	prefix: 'grouped by what the names begin with',
	scope: 'grouped by account and region',
} as const satisfies Record<FleetGrouping, string>;

/** What the console's page of a row must name: where its own page shows nothing, the execution that is told of. */
export function fleetLink(row: FleetRow) {
	const {scope, pipeline, shownBy} = row;
	const execution = shownBy === null ? null : (fleetState(row).stand?.execution ?? shownBy);
	return [scope, pipeline, execution === null ? null : {execution}] as const;
}
