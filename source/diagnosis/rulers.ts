import {bare} from './bare.ts';
import {lineIn, type Room} from './block.ts';

/** A ruler with a title, as scripts draw one around a text that they print: `----- notes.md -----`. */
const opens = /^([-=*#])\1{2,} ?(?!end\b)[\w"'].{0,120} ?\1{3,}\s*$/i;
const closes = /^([-=*#])\1{2,} ?(?:end|eof)\b.{0,120}$/i;
/** Longest text that is believed to be quoted, and how far from the end it is looked for; lines. */
const [longest, farthest] = [400, 6000];

/** The lines of texts that a command only printed: between a titled ruler and the one that says that it ends. */
export function betweenRulers(room: Room): ReadonlySet<number> {
	const quoted = new Set<number>();
	let from: number | null = null;
	for (let at = Math.max(room.from, room.to - farthest); at < room.to; at++) {
		const said = bare(lineIn(room, at) ?? '');
		if (from !== null && closes.test(said) && at - from <= longest) {
			for (let line = from; line <= at; line++) quoted.add(line);
			from = null;
		} else if (opens.test(said)) from = at;
	}
	return quoted;
}
