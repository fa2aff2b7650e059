import sliceAnsi from 'slice-ansi';
import {type Find, matchesIn} from '../../hooks/log-find.ts';
import {withoutColour} from '../../source/terminal/text.ts';
import {width} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';

/** Characters that take no column are no reason to read a line of a megabyte for one row. */
const perColumn = 8;

/** The agent's lines begin with a date of 27 characters that the column of times tells as well. */
export function undated(text: string): string {
	return text.replace(/^(\s*\[Container\] )\d{4}\/\d\d\/\d\d [\d:.]+ ?/, '$1');
}

/** The beginning of a line, long enough for `columns` and no longer; without a colour sequence cut in two. */
export function beginning(text: string, columns: number): string {
	const most = columns * perColumn + 64;
	if (text.length <= most) return text;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: a sequence begins with one
	const whole = text.slice(0, most).replace(/\x1b[^m]{0,20}$/, '');
	// What is cut off would have ended the colours.
	return whole.includes('\x1b') ? `${whole}\x1b[0m` : whole;
}

/** Characters that take one column each, and no more than that. */
const printable = /^[ -~]*$/;

/** What of a text stands in `columns` from column `left` on, and whether it goes on behind them. */
export function cut(
	text: string,
	left: number,
	columns: number,
): {readonly text: string; readonly more: boolean} {
	if (printable.test(text)) {
		const more = text.length > left + columns;
		return {text: text.slice(left, left + (more ? columns - 1 : columns)), more};
	}
	const own = width(text);
	if (own <= left) return {text: '', more: false};
	const more = own > left + columns;
	return {text: sliceAnsi(text, left, left + (more ? columns - 1 : columns)), more};
}

/** A text broken into at most `most` rows of `columns`; a wide character that does not fit whole begins the next. */
export function wrapped(text: string, columns: number, most: number): readonly string[] {
	if (printable.test(text)) return chopped(text, columns, most);
	const own = width(text);
	if (own <= columns) return [text];
	const rows: string[] = [];
	for (let left = 0; left < own && rows.length < most; ) {
		const row = sliceAnsi(text, left, left + columns);
		rows.push(row);
		left += Math.max(1, width(row));
	}
	return rows;
}

/** A text of which each character takes one column, broken. */
function chopped(text: string, columns: number, most: number): readonly string[] {
	const rows = Math.max(1, Math.min(most, Math.ceil(text.length / columns)));
	return Array.from({length: rows}, (_, row) => text.slice(row * columns, (row + 1) * columns));
}

/** A text with the matches of a search marked; its own colours give way to them. */
export function marked(text: string, find: Find | null, theme: Theme): string {
	if (find === null) return text;
	const bare = withoutColour(text);
	const [matches = []] = matchesIn([bare], find);
	if (matches.length === 0) return text;
	let at = 0;
	let out = '';
	for (const [from, to] of matches) {
		out += bare.slice(at, from) + theme.paint('match', bare.slice(from, to));
		at = to;
	}
	return out + bare.slice(at);
}
