import {withoutColour} from '../terminal/text.ts';
import {bare} from './bare.ts';

/** Longest piece of a text that is looked at; characters. */
const longest = 4000;

/** A text as patterns are tried on it: without colours, prefixes and frames, white space joined to single spaces. */
export function message(text: string): string {
	return withoutColour(text.slice(0, longest))
		.split('\n')
		.map(bare)
		.join(' ')
		.replace(/[\s│╷╵]+/g, ' ')
		.trim();
}
