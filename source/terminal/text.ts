// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const colour = /\x1b\[[0-9;:]*m/g;

/** A line without its colours: what is read, searched and saved. */
export function withoutColour(text: string): string {
	return text.includes('\x1b') ? text.replace(colour, '') : text;
}
