import {withoutColour} from '../terminal/text.ts';

/** What is looked at of a long line: what explains a failure stands at its beginning or at its end. */
const [atBeginning, atEnd] = [1000, 400];

/**
 * A line as it is read: without colours, and of a long one only its first 1,000 and last 400 characters, so that one huge
 * line costs no more than others.
 */
export function plain(text: string): string {
	if (text.length <= atBeginning + atEnd) return withoutColour(text);
	return withoutColour(`${text.slice(0, atBeginning)} … ${text.slice(-atEnd)}`);
}
