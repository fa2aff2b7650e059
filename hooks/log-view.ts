import type {LogLines} from '../source/domain/log-lines.ts';
import {type Find, find, findOn, isSearching, shiftFind} from './log-find.ts';
import {type LogContent, type Shown, shownOf} from './log-shown.ts';
import {beyond, indexIn, nearest} from './sorted.ts';

const timeColumns = ['since', 'clock', 'none'] as const;
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
	/** Whether lines that the last green log does not have are marked. */
	readonly marking: boolean;
	readonly find: Find | null;
	/** The line from which the first match is still awaited, as the search goes on; null: none is. */
	readonly awaiting: number | null;
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
	| {readonly kind: 'all' | 'follow' | 'wrap' | 'times' | 'fold' | 'mark'}
	| {readonly kind: 'scroll'; readonly by: number}
	| {readonly kind: 'find' | 'accept'}
	| {readonly kind: 'erase' | 'regex' | 'cancel'; readonly height: number}
	| {readonly kind: 'type'; readonly letter: string; readonly height: number}
	/** A search has come further in these lines. */
	| {readonly kind: 'found'; readonly find: Find; readonly lines: LogLines; readonly height: number};

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
		marking: true,
		find: null,
		awaiting: null,
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
			return {...view, cursor: firstShown(view), offset: 0, following: false, moved: true, awaiting: null};
		case 'bottom':
			return toEnd(view);
		case 'go':
			return go(view, step.line, step.height);
		case 'all':
			return toggleAll(view);
		case 'follow':
			return view.following ? {...view, following: false, moved: true} : toEnd({...view, all: true});
		case 'wrap':
			return {...view, wrap: !view.wrap, left: 0};
		case 'times':
			return {
				...view,
				times: timeColumns[(timeColumns.indexOf(view.times) + 1) % timeColumns.length] ?? 'since',
			};
		case 'fold':
			return {...view, folded: !view.folded};
		case 'mark':
			return {...view, marking: !view.marking};
		case 'scroll':
			return {...view, left: Math.max(0, view.left + step.by)};
		case 'find':
			return {
				...view,
				typing: {from: view.cursor, before: view.find},
				find: find('', view.find?.regex ?? false, view.cursor),
				awaiting: null,
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
		case 'found':
			return withFound(view, step);
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
	const shift = content.lines.shiftSince(view.content.lines);
	// Who reads among all lines goes on among all lines when some of them turn out to be the relevant ones.
	const all = view.all || (view.moved && view.content.relevant.length === 0 && content.relevant.length > 0);
	const next = shifted({...view, content, all}, shift);
	if (!view.moved || shift === null) return atStart({...next, all: view.all, moved: false});
	if (view.following && content.live) return {...next, cursor: lastLine(content), offset: Infinity};
	const cursor = clamp(next.cursor, lastLine(content));
	return {
		...next,
		following: false,
		cursor: isShown(next, cursor) ? cursor : nearest(content.relevant, cursor),
	};
}

/** All places of a view, so many lines further down; null: nothing is left of the log that they were places of. */
function shifted(view: LogView, by: number | null): LogView {
	const {typing, cursor, awaiting} = view;
	if (by === 0) return view;
	if (by === null)
		return {
			...view,
			typing: null,
			awaiting: null,
			find: view.find === null ? null : find(view.find.query, view.find.regex, 0),
		};
	return {
		...view,
		cursor: cursor + by,
		awaiting: awaiting === null ? null : awaiting + by,
		typing: typing === null ? null : shiftTyping(typing, by),
		find: view.find === null ? null : shiftFind(view.find, by),
	};
}

function shiftTyping({from, before}: NonNullable<LogView['typing']>, by: number): LogView['typing'] {
	return {from: from + by, before: before === null ? null : shiftFind(before, by)};
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
		awaiting: null,
	};
}

/** The first position from one on, in steps, at which a line stands. */
function lineFrom(shown: Shown, from: number, step: number): number | null {
	for (let position = from; position >= 0 && position < shown.size; position += step) {
		if (shown.item(position).kind === 'line') return position;
	}
	return null;
}

function isShown({content: {relevant}, all}: LogView, line: number): boolean {
	return all || relevant.length === 0 || indexIn(relevant, line) >= 0;
}

/** To a line, which is brought into sight. A line that is not among the relevant ones shows them all. */
function go(view: LogView, line: number, height: number): LogView {
	const hidden = !isShown(view, line);
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
		awaiting: null,
	};
}

/** What was the cursor's place on the screen stays it. */
function toggleAll(view: LogView): LogView {
	const {relevant} = view.content;
	if (relevant.length === 0) return view;
	if (!view.all) return {...view, all: true, moved: true};
	return {...view, all: false, cursor: nearest(relevant, view.cursor), following: false, moved: true};
}

/** So many steps of a search are made in the same moment as a letter is typed: a log of some thousand lines needs no more. */
const stepsAtOnce = 4;

function search(view: LogView, query: string, regex: boolean, height: number): LogView {
	const from = view.typing?.from ?? view.cursor;
	let next = find(query, regex, from);
	for (let step = 0; step < stepsAtOnce && isSearching(next, view.content.lines); step++)
		next = findOn(next, view.content.lines);
	return toMatch({...view, find: next, awaiting: query === '' ? null : from}, height);
}

/** Takes in how far a search has come, unless something else is sought by now. */
function withFound(view: LogView, {find: found, lines, height}: Extract<LogStep, {kind: 'found'}>): LogView {
	const {find: sought, content} = view;
	const shift = content.lines.shiftSince(lines);
	if (shift === null || sought === null) return view;
	if (sought.query !== found.query || sought.regex !== found.regex) return view;
	return toMatch({...view, find: shiftFind(found, shift)}, height);
}

/** To the first match behind the place from which one is awaited, else to the first of all, once that is known. */
function toMatch(view: LogView, height: number): LogView {
	const {find: search, awaiting, content} = view;
	if (search === null || awaiting === null) return view;
	const {hits} = search.scan;
	const hit = beyond(hits, awaiting - 1, 1);
	const first = isSearching(search, content.lines) ? undefined : hits[0];
	const line = hit ?? first;
	return line === undefined ? view : go(view, line, height);
}

/** The end of the log, which is followed where it grows. */
function toEnd(view: LogView): LogView {
	const {live} = view.content;
	const all = view.all || live;
	const end = {...view, all};
	return {...end, cursor: lastShown(end), offset: Infinity, following: live, moved: true, awaiting: null};
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
