import {upright} from '../../source/wording/bar.ts';
import {inMinutes, shortLength} from '../../source/wording/history-words.ts';
import {fit, paintRow, type Span} from '../../source/wording/spans.ts';
import type {Style, Theme} from '../../source/wording/theme.ts';
import {took} from '../../source/wording/time-left-words.ts';
import {windowed} from '../list-pane.ts';

/** What a strip says of one execution. */
export interface StripCell {
	readonly id: string;
	readonly glyph: string;
	readonly style: Style;
	/** What its bar stands for; ms, null: not known, undefined: there is nothing to know. */
	readonly length: number | null | undefined;
	/** How long people were waited for; ms, null: not known, absent: that is not told. */
	readonly gateWait?: number | null;
	readonly commit?: string;
}

const hour = 3600_000;

export interface StripOptions {
	/** The newest last. */
	readonly cells: readonly StripCell[];
	/** The selected execution's id. */
	readonly selected: string | null;
	readonly columns: number;
	/** Rows of the bars; 0: none. */
	readonly bars: number;
	/** Whether lengths and gate waits are printed. */
	readonly numbered: boolean;
	readonly theme: Theme;
}

/** How wide a cell is, and the words before a row. */
interface Grid {
	readonly cell: number;
	readonly label: number;
	readonly shown: readonly StripCell[];
}

/** Executions side by side: their lengths as bars, what became of them, and in figures; where not all fit, those around the selected one. */
export function stripRows(options: StripOptions): readonly string[] {
	const {cells, numbered, selected} = options;
	const grid = gridOf(options);
	const {unit, number} = numberIn(grid);
	const told = (ms: number | null): string => (ms === null ? '?' : number(ms));
	const figures = (label: string, of: (cell: StripCell) => number | null | undefined, style: Style) => {
		const content = (cell: StripCell): Span => {
			const ms = of(cell);
			return ms === undefined ? '' : ms === 0 ? ['·', 'dim'] : [told(ms), ms === null ? 'dim' : style];
		};
		return stripRow(`${label}${unit}`, content, grid, options);
	};
	const waited = cells.some(({gateWait}) => (gateWait ?? 0) > 0);
	const named = grid.cell > 7 && cells.some(({commit}) => commit !== undefined);
	return [
		...barRows(grid, options),
		stripRow(
			'',
			({id, glyph, style}) => [id === selected ? `[${glyph}]` : ` ${glyph} `, style],
			grid,
			options,
		),
		...(numbered ? [figures('length', ({length}) => length, 'plain')] : []),
		...(numbered && waited ? [figures('gate', ({gateWait}) => gateWait, 'dim')] : []),
		...(numbered && named ? [stripRow('commit', ({commit = ''}) => [commit, 'dim'], grid, options)] : []),
	];
}

/** Narrow cells have no room for a unit: it stands before the row. */
function numberIn({cell, shown}: Grid): {readonly unit: string; readonly number: (ms: number) => string} {
	if (cell > 6) return {unit: '', number: ms => (ms < hour ? took(ms) : shortLength(ms))};
	if (cell > 3) return {unit: '', number: shortLength};
	const most = Math.max(0, ...shown.flatMap(({length, gateWait}) => [length ?? 0, gateWait ?? 0]));
	return most < 100_000
		? {unit: ' s', number: ms => String(Math.floor(ms / 1000))}
		: {unit: ' m', number: inMinutes};
}

function gridOf({cells, columns, selected, numbered}: StripOptions): Grid {
	const label = numbered ? 11 : 1;
	const room = columns - label;
	const cell = Math.max(3, Math.min(9, Math.floor(room / Math.max(1, cells.length))));
	const at = cells.findIndex(({id}) => id === selected);
	return {cell, label, shown: windowed(cells, Math.floor(room / cell), at)};
}

function stripRow(
	label: string,
	content: (cell: StripCell) => Span,
	{cell, label: width, shown}: Grid,
	{columns, theme}: StripOptions,
): string {
	const spans = shown.map((each): Span => {
		const span = content(each);
		return typeof span === 'string' ? fit(span, cell) : [fit(span[0], cell), span[1]];
	});
	return paintRow([[fit(` ${label}`, width), 'dim'], ...spans], columns, theme);
}

function barRows(grid: Grid, options: StripOptions): readonly string[] {
	const most = Math.max(0, ...grid.shown.map(({length}) => length ?? 0));
	const bars = new Map(grid.shown.map(each => [each, upright(each.length ?? 0, most, options.bars)]));
	const wide = Math.min(3, grid.cell - 1);
	return Array.from({length: options.bars}, (_, row) =>
		stripRow(
			row === 0 && options.numbered && most > 0 ? fit(shortLength(most), 7, {align: 'right'}) : '',
			each => [(bars.get(each)?.[row] ?? ' ').repeat(wide), each.style],
			grid,
			options,
		),
	);
}
