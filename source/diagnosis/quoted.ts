import {bare} from './bare.ts';
import {lineIn, type Room} from './block.ts';

/** A list, a table or fenced code is no longer; lines. */
const longest = 60;

const mark = /```|~~~|\|\s*:?-{3}|(?:^|\s)#{1,6} [^\s\d]/;
const fence = /^\s*(?:```|~~~)/;
const heading = /^#{1,6} [^\s\d]/;
const ruler = /^\s*\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?)?\s*$/;
const row = /^\s*\|.*\||^[^|]+\|.+\|/;
const ofList = /^\s*(?:[*•-]|\d{1,3}[.)]) \S/;
/** A line that continues an item; an error of a tool that indents its errors is none. */
const goesOn = /^\s{2,}(?!\s|error\b|fatal\b|warning\b|\S+ \()\S|^>/i;

/**
 * The lines of printed Markdown that only speak of errors: fenced code, tables, and lists below a heading. It is read
 * from the raw lines, so that no prefix of a tool hides a fence or the frame of a table.
 */
export function quotedIn(room: Room): ReadonlySet<number> {
	const quoted = new Set<number>();
	const add = (from: number, to: number) => {
		for (let at = from; at < to; at++) quoted.add(at);
	};
	const holds = (at: number, pattern: RegExp) => {
		const text = at >= room.from && at < room.to ? lineIn(room, at) : null;
		return text !== null && (pattern.test(text) || pattern.test(bare(text)));
	};
	for (let at = room.from; at < room.to; at++) {
		if (!mark.test(room.lines[at]?.text ?? '') || quoted.has(at)) continue;
		if (holds(at, fence)) add(at, endOfFence(at, room.to, holds));
		else if (holds(at, heading)) add(at, endOfList(at + 1, room.to, holds));
		else if (holds(at, ruler) && holds(at - 1, row)) add(at - 1, endOfRows(at + 1, room.to, holds));
	}
	return quoted;
}

type Holds = (at: number, pattern: RegExp) => boolean;

/** Behind the closing fence; one that is never closed opens nothing. */
function endOfFence(from: number, to: number, holds: Holds): number {
	for (let at = from + 1; at < Math.min(to, from + longest); at++) if (holds(at, fence)) return at + 1;
	return from;
}

/** Behind the last line of a list; empty lines may stand in it. */
function endOfList(from: number, to: number, holds: Holds): number {
	let end = from;
	for (let at = from; at < Math.min(to, from + longest); at++) {
		if (holds(at, ofList) || (end > from && holds(at, goesOn))) end = at + 1;
		else if (!holds(at, /^\s*$/)) break;
	}
	return end;
}

function endOfRows(from: number, to: number, holds: Holds): number {
	let at = from;
	while (at < Math.min(to, from + longest) && holds(at, row)) at++;
	return at;
}
