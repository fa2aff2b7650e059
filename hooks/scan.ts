import type {LogLines} from '../source/domain/log-lines.ts';

/** How far a log was looked through from one place outward, and what was found. Numbers are indexes of lines. */
export interface Scan {
	/** Where it began. */
	readonly place: number;
	/** The lines looked at: from one to before another. */
	readonly from: number;
	readonly to: number;
	/** What was found among them, ascending. */
	readonly hits: Int32Array;
}

/** Which of some texts are what is looked for: their indexes, ascending. Null: it cannot tell in time. */
export type Test = (texts: readonly string[]) => readonly number[] | null;

export function scanFrom(place: number): Scan {
	return {place, from: place, to: place, hits: new Int32Array()};
}

/** Whether all lines were looked at. */
export function isDone({from, to}: Scan, {length}: LogLines): boolean {
	return from <= 0 && to >= length;
}

/** Looks at so many lines more: ahead until something is found there, then on both sides. Null: the test could not tell. */
export function scanOn(scan: Scan, lines: LogLines, count: number, test: Test): Scan | null {
	const {place, from, to, hits} = scan;
	const ahead = to < lines.length && (from <= 0 || to - place <= place - from || !hasAhead(scan));
	const [start, end] = ahead ? [to, Math.min(lines.length, to + count)] : [Math.max(0, from - count), from];
	const found = test(lines.texts(start, end));
	if (found === null) return null;
	const more = Int32Array.from(found, at => at + start);
	return ahead
		? {...scan, to: end, hits: joined(hits, more)}
		: {...scan, from: start, hits: joined(more, hits)};
}

/** The same after lines have come before the first one. */
export function shiftScan(scan: Scan, by: number): Scan {
	if (by === 0) return scan;
	const {place, from, to, hits} = scan;
	return {place: place + by, from: from + by, to: to + by, hits: hits.map(at => at + by)};
}

function hasAhead({place, hits}: Scan): boolean {
	return (hits.at(-1) ?? -1) >= place;
}

function joined(one: Int32Array, other: Int32Array): Int32Array {
	if (one.length === 0) return other;
	if (other.length === 0) return one;
	const both = new Int32Array(one.length + other.length);
	both.set(one);
	both.set(other, one.length);
	return both;
}
