import {commitKey, keyOf, type Listed} from '../hooks/selection.ts';
import type {Extent, TopOf} from '../hooks/use-window.ts';
import type {Follow} from '../source/domain/follow.ts';
import type {Happening} from '../source/domain/happening.ts';
import {fit, paintRow, width} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {type Describe, duration} from '../source/wording/words.ts';
import {commitRow, type OtherCommit} from './commit-rows.ts';
import {happenedRow, newestFirst} from './happened-rows.ts';
import {
	besideNames,
	type Columns,
	columnsOf,
	foldedWords,
	headRow,
	type LeftOf,
	pipelineRow,
} from './list-rows.ts';
import {beforeListing, type Memories, rememberedRow} from './remembered-row.ts';

export interface ListView {
	readonly list: Listed;
	/** Commits that are followed besides: a row each, below the pipelines. */
	readonly others: readonly OtherCommit[];
	readonly selected: string | null;
	readonly active: boolean;
	readonly columns: number;
	readonly height: number;
	readonly theme: Theme;
	readonly now: number;
	/** Said where there are no rows. */
	readonly empty: string;
	/** The newest last; shown where rows are left. */
	readonly happened: readonly Happening[];
	shorten(name: string): string;
	describe: Describe;
	leftOf: LeftOf;
	readonly memories: Memories;
	isStale(follow: Follow): boolean;
	/** Whether the header says already what keeps it from being seen. */
	isBlind(follow: Follow): boolean;
	/** Where rows find no room, the first that is seen. */
	readonly topOf: TopOf;
}

/** How many columns a list takes that shows all names whole; it changes with the pipelines only, so that the panes stand still. */
export function wantedBy({list, shorten, memories}: Omit<ListView, 'columns' | 'height' | 'theme'>): number {
	const names = [
		...list.shown.map(({pipeline}) => pipeline),
		...beforeListing(memories).map(([name]) => name),
	];
	const stages = Math.max(0, ...list.shown.map(follow => follow.stages.length));
	return besideNames + stages + Math.max(0, ...names.map(name => width(shorten(name))));
}

/** The list, exactly as high as asked for: pipelines, what is folded, and where rows are left what happened. */
export function listPane(view: ListView): readonly string[] {
	const {list, columns, height, theme, selected} = view;
	const {memories} = view;
	const known = beforeListing(memories);
	const besides = known.map(([name]) => name);
	const widths = columnsOf(list.shown, view, columns, besides);
	const count = list.shown.length + known.length + view.others.length;
	const head = height > count + 1 && height >= 6 ? [headRow(widths, columns, theme)] : [];
	// Of hundreds of rows only those are painted that are seen.
	const pipelines = list.shown.map(follow => () => rowOf(follow, widths, view));
	const before = known.map(([name, picture]) => () => {
		const look = {selected: false, theme};
		return rememberedRow(view.shorten(name), picture, widths, columns, memories, look);
	});
	const commits = view.others.map(other => () => {
		const look = {selected: commitKey(other.commit) === selected, active: view.active};
		return commitRow(other, columns, look, theme);
	});
	const rows = [...pipelines, ...before, ...commits];
	const none =
		pipelines.length === 0 && before.length === 0 && view.empty !== ''
			? [() => paintRow([' ', [view.empty, 'dim']], columns, theme)]
			: [];
	const keys = [...list.shown.map(keyOf), ...besides, ...view.others.map(({commit}) => commitKey(commit))];
	const at = selected === null ? -1 : keys.indexOf(selected);
	const room = height - head.length;
	const whole = none.length + rows.length + (list.folded.length > 0 ? 1 : 0) <= room;
	const all = [...none, ...rows];
	const extent = {height: whole ? room : room - 1, at: at < 0 ? at : at + none.length, key: selected};
	const seen = partOf(all, extent, view.topOf).map(paint => paint());
	const tail = tailRow(view, all.length - seen.length);
	const shown = [...head, ...seen, ...tail];
	return filled([...shown, ...happenedPart(view, height - shown.length)], columns, height);
}

/** Where the commit stands in a pipeline; until somebody has looked, how it stood when an earlier session did. */
function rowOf(follow: Follow, widths: Columns, view: ListView): string {
	const {columns, theme, memories} = view;
	const selected = keyOf(follow) === view.selected;
	const picture = follow.asOf === null ? memories.pictures.get(follow.pipeline) : undefined;
	return picture !== undefined
		? rememberedRow(view.shorten(follow.pipeline), picture, widths, columns, memories, {selected, theme})
		: pipelineRow(
				follow,
				widths,
				columns,
				{selected, active: view.active, age: ageOf(follow, view), common: view.isBlind(follow)},
				view,
			);
}

function ageOf(follow: Follow, {isStale, now}: ListView): string | null {
	return isStale(follow) && follow.asOf !== null ? duration(now - follow.asOf) : null;
}

/** What the list does not show: rows that find no room, and what is folded. */
function tailRow({list, columns, theme}: ListView, hidden: number): readonly string[] {
	const folded = list.folded.length > 0;
	if (hidden <= 0 && !folded) return [];
	const words = [
		hidden > 0 ? `${hidden} more, j k` : '',
		folded ? (hidden > 0 ? `${list.folded.length} not triggered` : foldedWords(list.folded)) : '',
	].filter(part => part !== '');
	return [paintRow(['   ', [words.join(' · '), 'dim'], folded ? ['  x', 'key'] : ''], columns, theme)];
}

/** The part of `rows` that is seen, with the selected one. */
export function partOf<T>(rows: readonly T[], extent: Omit<Extent, 'count'>, topOf: TopOf): readonly T[] {
	const top = topOf({...extent, count: rows.length});
	return rows.slice(top, top + Math.max(0, extent.height));
}

/** The part of `rows` around one of them that fits. */
export function windowed<T>(rows: readonly T[], height: number, at: number): readonly T[] {
	const start = Math.max(0, Math.min(at - Math.floor(height / 2), rows.length - height));
	return rows.slice(start, start + Math.max(0, height));
}

/** Rows brought to exactly `height`. */
export function filled(rows: readonly string[], columns: number, height: number): readonly string[] {
	const blank = ' '.repeat(columns);
	return Array.from({length: height}, (_, index) => rows[index] ?? blank);
}

function happenedPart({happened, columns, theme, now, shorten}: ListView, room: number): readonly string[] {
	if (room < 5 || happened.length === 0) return [];
	const rows = newestFirst(happened)
		.slice(0, room - 3)
		.map(each => happenedRow(each, {columns, theme, now, shorten}));
	return ['', paintRow([' ', ['happened', 'title']], columns, theme), ...rows].map(row => fit(row, columns));
}
