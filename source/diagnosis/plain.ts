import {withoutColour} from '../terminal/text.ts';

/** Longest piece of a line that is looked at: what explains a failure stands at a line's beginning. */
const longest = 1000;

/** A line as it is read: without colours, cut at 1,000 characters so that one huge line costs no more than others. */
export function plain(text: string): string {
	return withoutColour(text.length > longest ? text.slice(0, longest) : text);
}
