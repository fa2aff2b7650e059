import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';
import {narrowWidth} from './narrow.ts';
import type {Style, Theme} from './theme.ts';

/** A piece of a row: text with a meaning. Strings are plain. */
export type Span = string | readonly [text: string, style: Style];

/** How many columns a text takes. */
export function width(text: string): number {
	return narrowWidth(text) ?? stringWidth(text);
}

/** A text in exactly `columns`: cut with an ellipsis, or padded on the right. Colour sequences in it survive. */
export function fit(
	text: string,
	columns: number,
	{align = 'left'}: {align?: 'left' | 'right'} = {},
): string {
	if (columns <= 0) return '';
	const own = width(text);
	if (own > columns) {
		const cut = sliceAnsi(text, 0, columns - 1);
		return `${cut}${' '.repeat(columns - 1 - width(cut))}…`;
	}
	const padding = ' '.repeat(columns - own);
	return align === 'left' ? text + padding : padding + text;
}

/** A row of spans in exactly `columns`. */
export function paintRow(spans: readonly Span[], columns: number, theme: Theme): string {
	const painted = spans
		.map(span => (typeof span === 'string' ? span : theme.paint(span[1], span[0])))
		.join('');
	return fit(painted, columns);
}

/** A row whose right end holds `right` as long as something of `left` stays; a blank parts the two. */
export function paintEnds(
	left: readonly Span[],
	right: readonly Span[],
	columns: number,
	theme: Theme,
): string {
	const space = columns - widthOf(right);
	if (space < 10) return paintRow(left, columns, theme);
	const gap = space < columns && touches(left, right, space) ? 1 : 0;
	return paintRow(left, space - gap, theme) + ' '.repeat(gap) + paintRow(right, widthOf(right), theme);
}

function touches(left: readonly Span[], right: readonly Span[], space: number): boolean {
	const over = widthOf(left) - space;
	if (over < 0 || textOf(right).startsWith(' ')) return false;
	return over > 0 || !textOf(left).endsWith(' ');
}

function textOf(spans: readonly Span[]): string {
	return spans.map(span => (typeof span === 'string' ? span : span[0])).join('');
}

export function widthOf(spans: readonly Span[]): number {
	return spans.reduce((sum, span) => sum + width(typeof span === 'string' ? span : span[0]), 0);
}

/** Broken hard into rows of `columns`, with nothing added: a link stays one that can be copied. */
export function breakHard(text: string, columns: number): readonly string[] {
	const rows: string[] = [];
	if (narrowWidth(text) !== text.length) return breakBetween(new Intl.Segmenter().segment(text), columns);
	for (let at = 0; at < text.length; at += columns) rows.push(text.slice(at, at + columns));
	return rows;
}

/** What readers take for one character may be many, and two columns wide: none is broken in the middle. */
function breakBetween(characters: Intl.Segments, columns: number): readonly string[] {
	const rows: string[] = [];
	let [row, taken] = ['', 0];
	for (const {segment} of characters) {
		const wide = width(segment);
		if (row !== '' && taken + wide > columns) {
			rows.push(row);
			[row, taken] = ['', 0];
		}
		row += segment;
		taken += wide;
	}
	return row === '' ? rows : [...rows, row];
}

/** Broken at blanks into rows of at most `columns`; a word that is longer is broken hard. */
export function breakWords(text: string, columns: number): readonly string[] {
	const rows: string[] = [];
	let row = '';
	for (const word of text
		.split(' ')
		.flatMap(each => (width(each) > columns ? breakHard(each, columns) : each))) {
		const longer = row === '' ? word : `${row} ${word}`;
		if (width(longer) > columns) {
			rows.push(row);
			row = word;
		} else row = longer;
	}
	return row === '' ? rows : [...rows, row];
}
