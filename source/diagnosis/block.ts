import type {LogLine} from '../domain/log.ts';
import {bare} from './bare.ts';
import {isDecoy} from './evidence.ts';
import {plain} from './plain.ts';

/** One message of a log: lines that belong together, `to` being the first after them. */
export interface Block {
	readonly from: number;
	readonly to: number;
	/** The line that says it. */
	readonly at: number;
}

/** Where a message may stand: in what one command printed, without what only repeats scripts. */
export interface Room {
	readonly lines: readonly LogLine[];
	readonly from: number;
	readonly to: number;
	/** Where what failed was over by the clock; from there on lines may belong to what came after it. */
	readonly over?: number;
	/** Lines that nobody printed: the agent's, and echoes. */
	readonly skips: (at: number) => boolean;
}

/** Longest message; lines. Tracebacks are the longest. */
const longest = 60;
/** Longest message that goes by indentation alone; lines. */
const longestIndented = 12;

/** The message that a line belongs to. */
export function blockAt(room: Room, at: number): Block {
	const raw = lineIn(room, at) ?? '';
	if (isFramed(raw) || isFramed(lineIn(room, at + 1) ?? '')) return framed(room, at);
	const said = bare(raw);
	if (npm.test(said)) return {...run(room, at, line => npm.test(bare(line))), at};
	if (isTraceback(raw)) return traceback(room, at);
	return {from: at, to: endOfIndented(room, at, said), at};
}

/** The lines of a block. */
export function textsOf(room: Room, {from, to}: Block): readonly string[] {
	const texts: string[] = [];
	for (let at = from; at < to; at++) texts.push(lineIn(room, at) ?? '');
	return texts;
}

const npm = /^\s*npm (?:ERR!|error)/;

/** Whether a line begins what Python says of an error. */
export function isTraceback(text: string): boolean {
	return text.includes('Traceback (most recent call last)');
}

/** Terraform draws a frame around an error, and wraps it. */
function isFramed(text: string): boolean {
	return /^\s*(?:\d{1,7} \| ?|\S{20,40}Z )?[│╷╵]/.test(text);
}

function framed(room: Room, at: number): Block {
	const begins = (text: string) => /[╷]/.test(text.slice(0, 60));
	const ends = (text: string) => /[╵]/.test(text.slice(0, 60));
	let from = at;
	while (from > room.from && at - from < longest && isFramed(lineIn(room, at) ?? '')) {
		const before = lineIn(room, from - 1);
		if (before === null || !isFramed(before) || ends(before)) break;
		from--;
		if (begins(before)) break;
	}
	let to = at + 1;
	for (; to < room.to && to - from < longest; to++) {
		const next = lineIn(room, to);
		if (next === null || !isFramed(next) || begins(next)) break;
		if (ends(next)) {
			to++;
			break;
		}
	}
	return {from, to, at};
}

/** The lines around one for which something holds without a break. */
function run(room: Room, at: number, holds: (text: string) => boolean): Omit<Block, 'at'> {
	let from = at;
	let to = at + 1;
	while (from > room.from && at - from < longest && holds(lineIn(room, from - 1) ?? '')) from--;
	while (to < room.to && to - from < longest && holds(lineIn(room, to) ?? '')) to++;
	return {from, to};
}

/** Python tells the error itself in the last line, behind where it came from. */
function traceback(room: Room, at: number): Block {
	for (let to = at + 1; to < room.to && to - at < longest; to++) {
		const next = lineIn(room, to);
		if (next === null) break;
		if (/^\S/.test(bare(next)) && !isDecoy(bare(next)))
			return {from: at, to: endOfIndented(room, to, bare(next)), at: to};
	}
	return {from: at, to: at + 1, at};
}

/** Where a chain of errors goes on to the one behind it. */
const causedBy = /^\s*Caused by:/;

/** What is indented deeper than a line continues it; behind a colon at its end so does whatever comes next. */
function endOfIndented(room: Room, at: number, said: string): number {
	const depth = indentation(said);
	let to = at + 1;
	for (; to < room.to && to - at < longestIndented; to++) {
		const next = lineIn(room, to);
		if (next === null) break;
		const line = bare(next);
		if (line.trim() === '' && causedBy.test(bare(lineIn(room, to + 1) ?? ''))) continue;
		if (line.trim() === '') break;
		if (causedBy.test(line)) continue;
		const led = to === at + 1 && /:\s*$/.test(said);
		if ((!led && indentation(line) <= depth) || /^\s*at .+[:)]/.test(line)) break;
	}
	return to;
}

function indentation(text: string): number {
	return text.length - text.trimStart().length;
}

/** A line as it is read; null outside of the room and for what nobody printed. */
export function lineIn({lines, from, to, skips}: Room, at: number): string | null {
	return at < from || at >= to || skips(at) ? null : plain(lines[at]?.text ?? '');
}
