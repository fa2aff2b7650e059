import type {Room} from './block.ts';
import {type Weight, weigh} from './evidence.ts';
import {plain} from './plain.ts';
import {quotedIn} from './quoted.ts';

/** A line that says something of a failure. */
export interface Clue {
	readonly at: number;
	readonly weight: Exclude<Weight, 'none'>;
}

/** How many lines are weighed at once, from the end; and at most, where the nearer ones say nothing. */
const stretch = 50_000;
const farthest = 150_000;

/**
 * What a command printed of a failure, in order. Of one that printed more than 50,000 lines the last ones are looked at,
 * and those before only as long as nothing is found: what ends a command stands near its end.
 */
export function cluesIn(room: Room): readonly Clue[] {
	for (let to = room.to; to > room.from && room.to - to < farthest; to -= stretch) {
		const clues = weighed({...room, from: Math.max(room.from, to - stretch), to});
		if (clues.length > 0) return clues;
	}
	return [];
}

function weighed(room: Room): readonly Clue[] {
	const {lines, from, to, skips} = room;
	const quoted = quotedIn(room);
	const clues: Clue[] = [];
	for (let at = from; at < to; at++) {
		const text = lines[at]?.text ?? '';
		if (text.length < 3 || skips(at) || quoted.has(at)) continue;
		const weight = weigh(plain(text));
		if (weight !== 'none') clues.push({at, weight});
	}
	return clues;
}
