/** Longest piece of a line that is looked at: what explains a failure stands at a line's beginning. */
const longest = 1000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const sequence = /\x1b\[[0-9;:]*m/g;

/** A line as it is read: without colours, cut at 1,000 characters so that one huge line costs no more than others. */
export function plain(text: string): string {
	const start = text.length > longest ? text.slice(0, longest) : text;
	return start.includes('\x1b') ? start.replace(sequence, '') : start;
}
