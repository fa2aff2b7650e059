import {bare} from './bare.ts';
import {lineIn, type Room} from './block.ts';
import {isDecoy, weigh} from './evidence.ts';
import {type GreenLog, isNovel} from './green.ts';
import {tidies} from './handled.ts';
import {masked} from './mask.ts';

/** So far from the end it is looked for other lines like the last one. */
const farthest = 6000;

/**
 * Whether the last thing that a command printed, but for what cleans up, is like nothing else that it printed: then that is
 * why it ended, and not an error far before.
 */
export function endsInWordsOfItsOwn(room: Room): boolean {
	let last: string | null = null;
	for (let at = room.to - 1; at >= Math.max(room.from, room.to - farthest); at--) {
		const text = lineIn(room, at) ?? '';
		const said = bare(text);
		if (last !== null && masked(text) === last) return false;
		if (last !== null || said.trim() === '' || tidies(said)) continue;
		if (isDecoy(said)) return false;
		if (weigh(said) === 'none') last = masked(text);
	}
	return last !== null;
}

/** More new lines than these tell of more than why a command ended. */
const mostNovel = 40;
/** Lines of one message stand no further apart. */
const gap = 3;

/**
 * Where the last words begin that no green log has: what tells why a command ended, where nothing sounds like it. Null where
 * there are none, or too many. What cleans up does not count.
 */
export function novelWords(room: Room, green: GreenLog | null): number | null {
	if (green === null) return null;
	const novel: number[] = [];
	for (let at = room.to - 1; at >= Math.max(room.from, room.to - farthest); at--) {
		const said = bare(lineIn(room, at) ?? '');
		if (said.trim() === '' || tidies(said) || !isNovel(room.lines[at]?.text ?? '', green)) continue;
		if (novel.push(at) > mostNovel) return null;
	}
	const before = novel.findIndex((at, index) => at - (novel[index + 1] ?? Number.NEGATIVE_INFINITY) > gap);
	return novel[before] ?? null;
}
