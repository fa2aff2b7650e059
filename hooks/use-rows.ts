import {useReducer} from 'react';
import type {Handlers} from './keyboard.ts';

/** Which row is selected, and what rows are filtered by. */
export interface RowsView {
	/** The key of the selected row; null: the first one. */
	readonly selected: string | null;
	readonly filter: string;
	readonly filtering: boolean;
}

export type RowsStep =
	| {readonly kind: 'move'; readonly keys: readonly string[]; readonly by: number}
	| {readonly kind: 'filter'; readonly filtering: boolean; readonly text: string}
	| {readonly kind: 'type'; readonly letter: string}
	| {readonly kind: 'erase'};

export function stepRows(view: RowsView, step: RowsStep): RowsView {
	switch (step.kind) {
		case 'move': {
			const at = Math.max(0, step.keys.indexOf(view.selected ?? ''));
			const next = Math.max(0, Math.min(step.keys.length - 1, at + step.by));
			return {...view, selected: step.keys[next] ?? null};
		}
		case 'filter':
			return {...view, filtering: step.filtering, filter: step.text};
		case 'type':
			return {...view, filter: view.filter + step.letter};
		case 'erase':
			return {...view, filter: [...view.filter].slice(0, -1).join('')};
	}
}

export interface Selectable<Item> {
	readonly view: RowsView;
	/** The items that the filter leaves. */
	readonly shown: readonly Item[];
	/** Position of the selected one; -1 where nothing is left. */
	readonly at: number;
	/** What moves the selection, and what is typed into the filter. */
	readonly handlers: Handlers;
	readonly text: (letter: string) => void;
}

/** A list of rows with a selection and a filter. `page`: how many rows are seen at once. */
export function useRows<Item>(
	items: readonly Item[],
	{
		keyOf,
		matches,
		page,
	}: {
		readonly keyOf: (item: Item) => string;
		readonly matches: (item: Item, filter: string) => boolean;
		readonly page: number;
	},
): Selectable<Item> {
	const [view, step] = useReducer(stepRows, {selected: null, filter: '', filtering: false});
	const shown = view.filter === '' ? items : items.filter(item => matches(item, view.filter));
	const keys = shown.map(keyOf);
	const at = shown.length === 0 ? -1 : Math.max(0, keys.indexOf(view.selected ?? ''));
	const move = (by: number) => () => step({kind: 'move', keys, by});
	const half = Math.max(1, Math.floor(page / 2));
	const moving: Handlers = {
		down: move(1),
		up: move(-1),
		top: move(-items.length),
		bottom: move(items.length),
		'half-down': move(half),
		'half-up': move(-half),
		'page-down': move(page),
		'page-up': move(-page),
	};
	const end = (text: string) => () => step({kind: 'filter', filtering: false, text});
	const filtering: Handlers = {open: end(view.filter), back: end(''), erase: () => step({kind: 'erase'})};
	const reading: Handlers = {
		search: () => step({kind: 'filter', filtering: true, text: view.filter}),
		...(view.filter === '' ? {} : {back: end('')}),
	};
	return {
		view,
		shown,
		at,
		handlers: {...moving, ...(view.filtering ? filtering : reading)},
		text: letter => step({kind: 'type', letter}),
	};
}
