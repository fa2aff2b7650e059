import type {Item} from '../../hooks/log-shown.ts';
import {shownOf} from '../../hooks/log-shown.ts';
import {type LogView, offsetOf} from '../../hooks/log-view.ts';
import {indexIn} from '../../hooks/sorted.ts';
import {grouped, lineCount, sinceStart, timeOfDay} from '../../source/wording/log-numbers.ts';
import {fit} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {beginning, cut, marked, undated, wrapped} from './line-text.ts';

export interface LogRowsOptions {
	readonly columns: number;
	readonly height: number;
	/** When the build began; ms since the epoch. */
	readonly startedAt: number | null;
	/** Whether the first line is the log's first, so that lines have numbers. */
	readonly numbered: boolean;
	/** The line that explains the failure. */
	readonly explaining: number | null;
	readonly theme: Theme;
}

/** The rows of a log that are seen. */
export interface LogRows {
	readonly rows: readonly string[];
	/** Whether a line goes on behind the right edge. */
	readonly cut: boolean;
}

/** Paints exactly `height` rows; only the lines that are seen are looked at. */
export function logRows(view: LogView, options: LogRowsOptions): LogRows {
	const {height, columns} = options;
	const shown = shownOf(view.content, view.all);
	const painter = createPainter(view, options);
	if (shown.size === 0 || height <= 0) return {rows: blank(Math.max(0, height), columns), cut: false};
	const at = shown.position(view.cursor);
	const own = painter.item(shown.item(at), height);
	const above: string[] = [];
	const wanted = Math.min(offsetOf(view, height), height - Math.min(own.length, height));
	for (let position = at - 1; position >= 0 && above.length < wanted; position--) {
		above.unshift(...painter.item(shown.item(position), height));
	}
	const rows = [...above.slice(Math.max(0, above.length - wanted)), ...own];
	for (let position = at + 1; position < shown.size && rows.length < height; position++) {
		rows.push(...painter.item(shown.item(position), height - rows.length));
	}
	const seen = rows.slice(0, height);
	return {rows: [...seen, ...blank(height - seen.length, columns)], cut: painter.cut()};
}

function blank(rows: number, columns: number): readonly string[] {
	return Array.from({length: rows}, () => ' '.repeat(columns));
}

/** What stands before the text of a line, and how wide it is. Narrow screens have room for the text alone. */
function gutterOf({content, times, marking}: LogView, {columns, numbered}: LogRowsOptions) {
	const digits = numbered && columns >= 56 ? Math.max(3, grouped(content.lines.length).length) : 0;
	const time = columns < 64 || times === 'none' ? 0 : times === 'clock' ? 8 : 7;
	const novel = marking && content.novel !== null ? 2 : 0;
	return {digits, time, width: 1 + (digits > 0 ? digits + 1 : 0) + (time > 0 ? time + 1 : 0) + novel};
}

function createPainter(view: LogView, options: LogRowsOptions) {
	const {content, find, wrap, left, cursor, times} = view;
	const {columns, theme, startedAt, explaining} = options;
	const gutter = gutterOf(view, options);
	const space = Math.max(1, columns - gutter.width);
	const {lines, errors} = content;
	const novel = view.marking ? content.novel : null;
	const began = startedAt ?? lines.at(0) ?? 0;
	let isCut = false;

	const isError = (line: number) => indexIn(errors, line) >= 0;
	const before = (line: number, first: boolean): string => {
		const mark = line === cursor ? theme.paint('cursor', '▌') : ' ';
		if (!first) return mark + ' '.repeat(gutter.width - 1);
		const at = lines.at(line) ?? began;
		const number = gutter.digits > 0 ? `${grouped(line + 1).padStart(gutter.digits)} ` : '';
		const time =
			gutter.time > 0 ? `${times === 'clock' ? timeOfDay(at) : sinceStart(at - began).padEnd(7)} ` : '';
		const isNew = novel === null ? '' : indexIn(novel, line) < 0 ? '  ' : theme.paint('note', '+ ');
		return mark + theme.paint(isError(line) ? 'bad' : 'dim', number) + theme.paint('dim', time) + isNew;
	};
	const coloured = (line: number, text: string): string => {
		if (text.includes('\x1b')) return text;
		if (line === explaining) return theme.paint('bad', text);
		if (isError(line)) return theme.paint('cause', text);
		return /^\s*\[Container\] /.test(beginning(lines.text(line), 16)) ? theme.paint('dim', text) : text;
	};
	const lineRows = (line: number, most: number): readonly string[] => {
		const whole = beginning(undated(lines.text(line)), wrap ? space * most : left + space);
		const text = marked(whole, find, theme);
		if (wrap)
			return wrapped(text, space, most).map((row, index) =>
				fit(before(line, index === 0) + coloured(line, row), columns),
			);
		const piece = cut(text, left, space);
		if (piece.more) isCut = true;
		const row = before(line, true) + coloured(line, piece.text);
		return [piece.more ? fit(row, columns - 1) + theme.paint('cursor', '›') : fit(row, columns)];
	};
	return {
		cut: () => isCut,
		item: (item: Item, most: number): readonly string[] =>
			item.kind === 'line'
				? lineRows(item.line, most)
				: [fit(theme.paint('dim', `${' '.repeat(gutter.width)}⋯ ${lineCount(item.lines)}`), columns)],
	};
}
