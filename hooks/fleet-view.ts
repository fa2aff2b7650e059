import {type FleetGrouping, fleetGroupings} from '../source/domain/fleet-groups.ts';
import {type FleetSort, fleetSorts} from '../source/domain/fleet-order.ts';
import {moved} from './navigation.ts';

/** What the user has chosen to see of the fleet. */
export interface FleetView {
	/** The selected pipeline's key, or a group's; null: whichever stands first. */
	readonly selected: string | null;
	readonly sort: FleetSort;
	readonly grouping: FleetGrouping;
	readonly onlyWrong: boolean;
	/** Whether all groups are open; else those only in which something stands out or runs. */
	readonly unfolded: boolean;
	/** Groups that the user has opened or folded by hand, each the other way than `unfolded` has it. */
	readonly turned: readonly string[];
	readonly filter: string;
	readonly filtering: boolean;
}

export const firstFleetView: FleetView = {
	selected: null,
	sort: 'urgency',
	grouping: 'none',
	onlyWrong: false,
	unfolded: false,
	turned: [],
	filter: '',
	filtering: false,
};

export type FleetStep =
	/** Moves the selection along `keys`; `shown` is what stands selected. */
	| {
			readonly kind: 'move';
			readonly keys: readonly string[];
			readonly shown: string | null;
			readonly by: number;
	  }
	| {readonly kind: 'sort'}
	/** On to the next of those that tell rows apart. */
	| {readonly kind: 'group'; readonly among: readonly FleetGrouping[]}
	| {readonly kind: 'only-wrong'}
	| {readonly kind: 'unfold'}
	| {readonly kind: 'turn'; readonly group: string}
	| {readonly kind: 'filter'; readonly filtering: boolean; readonly text: string}
	| {readonly kind: 'type'; readonly letter: string}
	| {readonly kind: 'erase'};

export function arrange(view: FleetView, step: FleetStep): FleetView {
	switch (step.kind) {
		case 'move':
			return {...view, selected: moved(step.keys, [view.selected, step.shown], step.by)};
		case 'sort':
			return {...view, sort: nextSort(view)};
		case 'group':
			return {...view, grouping: nextGrouping(view, step.among), turned: []};
		case 'only-wrong':
			return {...view, onlyWrong: !view.onlyWrong};
		case 'unfold':
			return {...view, unfolded: !view.unfolded, turned: []};
		case 'turn': {
			const isTurned = view.turned.includes(step.group);
			const turned = isTurned
				? view.turned.filter(each => each !== step.group)
				: [...view.turned, step.group];
			return {...view, turned};
		}
		case 'filter':
			return {...view, filtering: step.filtering, filter: step.text};
		case 'type':
			return {...view, filter: view.filter + step.letter};
		case 'erase':
			return {...view, filter: [...view.filter].slice(0, -1).join('')};
	}
}

export function nextSort({sort}: FleetView): FleetSort {
	return next(fleetSorts, sort);
}

export function nextGrouping({grouping}: FleetView, among: readonly FleetGrouping[]): FleetGrouping {
	return next(
		fleetGroupings.filter(each => each === 'none' || among.includes(each)),
		grouping,
	);
}

function next<T>(all: readonly T[], one: T): T {
	const [first = one] = all;
	return all[all.indexOf(one) + 1] ?? first;
}
