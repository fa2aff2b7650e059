import {type Span, widthOf} from './spans.ts';
import type {Theme} from './theme.ts';

/** What one cell of a table says; empty: nothing. */
export type Cell = readonly Span[];

/** Between two columns of a table. */
const gap = 2;

/** How many columns a table takes: each of its columns as many as its widest cell. */
export function tableWidth(rows: readonly (readonly Cell[])[]): number {
	const widths = columnWidths(rows).filter(each => each > 0);
	return widths.reduce((sum, each) => sum + each, 0) + gap * Math.max(0, widths.length - 1);
}

/** Rows whose cells stand below each other, without blanks at their ends; a column in which nothing is said takes no room. */
export function tableRows(rows: readonly (readonly Cell[])[], theme: Theme): readonly string[] {
	const widths = columnWidths(rows);
	return rows.map(row => {
		const last = row.findLastIndex(cell => widthOf(cell) > 0);
		return row
			.slice(0, last + 1)
			.map((cell, index) => {
				const room = widths[index] ?? 0;
				const end = index === last || room === 0 ? '' : ' '.repeat(room - widthOf(cell) + gap);
				return painted(cell, theme) + end;
			})
			.join('');
	});
}

/** A row of spans as it is printed, as long as it is. */
export function painted(spans: Cell, theme: Theme): string {
	return spans.map(span => (typeof span === 'string' ? span : theme.paint(span[1], span[0]))).join('');
}

function columnWidths(rows: readonly (readonly Cell[])[]): readonly number[] {
	const count = Math.max(0, ...rows.map(row => row.length));
	return Array.from({length: count}, (_, index) =>
		Math.max(0, ...rows.map(row => widthOf(row[index] ?? []))),
	);
}
