import {type Find, find} from './log-find.ts';
import {type LogContent, nearest, type Shown, shownOf} from './log-shown.ts';

export const timeColumns = ['since', 'clock', 'none'] as const;
/** Times since the build's start, of the clock, or none. */
export type TimeColumn = (typeof timeColumns)[number];

/** How a log is looked at. */
export interface LogView {
	readonly content: LogContent;
	/** Whether all lines are shown, or the relevant ones only. */
	readonly all: boolean;
	/** The line with the cursor; an index. */
	readonly cursor: number;
	/** How many items stand above the cursor on the screen, where there are so many. */
	readonly offset: number;
	/** Columns that are scrolled out at the left. */
	readonly left: number;
	readonly wrap: boolean;
	readonly times: TimeColumn;
	/** Whether the end of a log that grows is kept in sight. */
	readonly following: boolean;
	/** Whether the reader has chosen a place; until then the log stands where it should be opened. */
	readonly moved: boolean;
	readonly folded: boolean;
	readonly find: Find | null;
	/** Where the cursor stood and what was searched when typing began; null: nothing is typed. */
	readonly typing: {readonly from: number; readonly before: Find | null} | null;
}

/** `height`: rows that the log has on the screen. */
export type LogStep =
	| {readonly kind: 'content'; readonly content: LogContent}
	/** Moves by items. */
	| {readonly kind: 'move'; readonly by: number; readonly height: number}
	| {readonly kind: 'top' | 'bottom'}
	| {readonly kind: 'go'; readonly line: number; readonly height: number}
	| {readonly kind: 'all' | 'follow' | 'wrap' | 'times' | 'fold'}
	| {readonly kind: 'scroll'; readonly by: number}
	| {readonly kind: 'find' | 'accept'}
	| {readonly kind: 'erase' | 'regex' | 'cancel'; readonly height: number}
	| {readonly kind: 'type'; readonly letter: string; readonly height: number};

/** A log as it is opened. */
export function openLog(content: LogContent): LogView {
	return atStart({
		content,
		all: false,
		cursor: 0,
		offset: 0,
		left: 0,
		wrap: false,
		times: 'since',
		following: false,
		moved: false,
		folded: false,
		find: null,
		typing: null,
	});
}

export function lookAt(view: LogView, step: LogStep): LogView {
	switch (step.kind) {
		case 'content':
			return withContent(view, step.content);
		case 'move':
			return move(view, step.by, step.height);
		case 'top':
			return {...view, cursor: firstShown(view), offset: 0, following: false, moved: true};
		case 'bottom':
			return {...view, cursor: lastShown(view), offset: Infinity, following: view.content.live, moved: true};
		case 'go':
			return go(view, step.line, step.height);
		case 'all':
			return toggleAll(view);
		case 'follow':
			return view.following
				? {...view, following: false, moved: true}
				: {...view, all: true, cursor: lastLine(view.content), offset: Infinity, following: true};
		case 'wrap':
			return {...view, wrap: !view.wrap, left: 0};
		case 'times':
			return {
				...view,
				times: timeColumns[(timeColumns.indexOf(view.times) + 1) % timeColumns.length] ?? 'since',
			};
		case 'fold':
			return {...view, folded: !view.folded};
		case 'scroll':
			return {...view, left: Math.max(0, view.left + step.by)};
		case 'find':
			return {
				...view,
				typing: {from: view.cursor, before: view.find},
				find: find([], '', view.find?.regex ?? false),
			};
		case 'type':
			return search(view, (view.find?.query ?? '') + step.letter, view.find?.regex ?? false, step.height);
		case 'erase':
			return search(
				view,
				[...(view.find?.query ?? '')].slice(0, -1).join(''),
				view.find?.regex ?? false,
				step.height,
			);
		case 'regex':
			return search(view, view.find?.query ?? '', !(view.find?.regex ?? false), step.height);
		case 'accept':
			return {...view, typing: null, find: view.find?.query === '' ? null : view.find};
		case 'cancel':
			return view.typing === null
				? view
				: {...go(view, view.typing.from, step.height), typing: null, find: view.typing.before};
	}
}

/** The place where a log should be opened: at what explains a failure, else at its end. */
function atStart(view: LogView): LogView {
	const {start, live} = view.content;
	return start === null
		? {...view, cursor: lastLine(view.content), offset: Infinity, following: live}
		: {...view, cursor: start, offset: openingOffset, following: false};
}

/** So many items of what came before stand above the line at which a log is opened. */
const openingOffset = 4;

/** Lines may have come before those that were there, and behind them: the cursor stays on its line. */
function withContent(view: LogView, content: LogContent): LogView {
	const before = view.content;
	const grown = content.lines !== before.lines;
	const searched =
		view.find !== null && grown ? find(content.lines, view.find.query, view.find.regex) : view.find;
	const next: LogView = {...view, content, find: searched};
	const shift = shiftOf(before, content);
	if (!view.moved || shift === null) return atStart({...next, moved: false});
	const typing = view.typing === null ? null : {...view.typing, from: view.typing.from + shift};
	if (view.following && content.live) return {...next, typing, cursor: lastLine(content), offset: Infinity};
	return {...next, typing, following: false, cursor: clamp(view.cursor + shift, lastLine(content))};
}

/** How many lines came before the old first one; null when that is gone. */
function shiftOf({lines: before}: LogContent, {lines: after}: LogContent): number | null {
	const [first] = before;
	if (first === undefined || first === after[0]) return 0;
	const likely = after.length - before.length;
	if (after[likely] === first) return likely;
	const found = after.lastIndexOf(first);
	return found < 0 ? null : found;
}

function move(view: LogView, by: number, height: number): LogView {
	const shown = shownOf(view.content, view.all);
	if (shown.size === 0) return view;
	const from = shown.position(view.cursor);
	const step = by < 0 ? -1 : 1;
	const wanted = clamp(from + by, shown.size - 1);
	const to = lineFrom(shown, wanted, step) ?? lineFrom(shown, wanted, -step) ?? from;
	const item = shown.item(to);
	const line = item.kind === 'line' ? item.line : view.cursor;
	const stays = view.following && by > 0 && line === lastLine(view.content);
	return {
		...view,
		cursor: line,
		offset: keepIn(offsetOf(view, height) + to - from, height),
		following: stays,
		moved: true,
	};
}

/** The first position from one on, in steps, at which a line stands. */
function lineFrom(shown: Shown, from: number, step: number): number | null {
	for (let position = from; position >= 0 && position < shown.size; position += step) {
		if (shown.item(position).kind === 'line') return position;
	}
	return null;
}

/** To a line, which is brought into sight. A line that is not among the relevant ones shows them all. */
function go(view: LogView, line: number, height: number): LogView {
	const hidden = !view.all && view.content.relevant.length > 0 && !view.content.relevant.includes(line);
	const next = hidden ? toggleAll(view) : view;
	const shown = shownOf(next.content, next.all);
	const offset = offsetOf(next, height) + shown.position(line) - shown.position(next.cursor);
	const inSight = !hidden && offset >= 0 && offset < height;
	return {
		...next,
		cursor: line,
		offset: inSight ? keepIn(offset, height) : Math.floor(height / 3),
		following: false,
		moved: true,
	};
}

/** What was the cursor's place on the screen stays it. */
function toggleAll(view: LogView): LogView {
	const {relevant} = view.content;
	if (relevant.length === 0) return view;
	if (!view.all) return {...view, all: true, moved: true};
	return {...view, all: false, cursor: nearest(relevant, view.cursor), following: false, moved: true};
}

function search(view: LogView, query: string, regex: boolean, height: number): LogView {
	const next = {...view, find: find(view.content.lines, query, regex)};
	const from = view.typing?.from ?? view.cursor;
	const hit = next.find.matches.find(line => line >= from) ?? next.find.matches[0];
	return hit === undefined ? next : go(next, hit, height);
}

/** The next entry of an ascending list after the cursor, or before it; null: there is none. */
export function beyond(list: readonly number[], cursor: number, by: 1 | -1): number | null {
	return (by > 0 ? list.find(each => each > cursor) : list.findLast(each => each < cursor)) ?? null;
}

function lastLine({lines}: LogContent): number {
	return Math.max(0, lines.length - 1);
}

function firstShown({content, all}: LogView): number {
	return all ? 0 : (content.relevant[0] ?? 0);
}

function lastShown({content, all}: LogView): number {
	return all ? lastLine(content) : (content.relevant.at(-1) ?? lastLine(content));
}

/** The items that really stand above the cursor: neither more than there are, nor so many or few that rows stay empty. */
export function offsetOf({content, all, cursor, offset}: LogView, height: number): number {
	const shown = shownOf(content, all);
	const position = shown.position(cursor);
	const below = shown.size - 1 - position;
	return Math.max(0, Math.min(position, Math.max(Math.min(offset, height - 1), height - 1 - below)));
}

/** Two rows stay between the cursor and the edge, where there is room. */
function keepIn(offset: number, height: number): number {
	const margin = height >= 8 ? 2 : 0;
	return Math.max(margin, Math.min(offset, height - 1 - margin));
}

function clamp(number: number, most: number): number {
	return Math.max(0, Math.min(number, most));
}
