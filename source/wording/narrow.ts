/**
 * How many columns a text takes that holds nothing but colours and characters of one column each, as nearly all rows do: far
 * sooner known than that of any text. Null: it holds something else.
 */
export function narrowWidth(text: string): number | null {
	let columns = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (isNarrow(code)) columns++;
		else {
			const end = code === 0x1b ? endOfColour(text, at) : -1;
			if (end < 0) return null;
			at = end;
		}
	}
	return columns;
}

/** ASCII, Latin letters, punctuation, arrows, and the signs that the screen draws with. */
function isNarrow(code: number): boolean {
	if (code < 0x7f) return code >= 0x20;
	return (
		(code >= 0xa0 && code <= 0x2ff && code !== 0xad) ||
		(code >= 0x2500 && code <= 0x25fc) ||
		(code >= 0x2010 && code <= 0x2027) ||
		(code >= 0x2190 && code <= 0x21ff) ||
		code === 0x2713 ||
		code === 0x2717 ||
		code === 0x22ef
	);
}

/** Where a colour sequence (`ESC [ 1 ; 31 m`) that begins at `at` ends; -1: there is none. */
function endOfColour(text: string, at: number): number {
	if (text[at + 1] !== '[') return -1;
	for (let end = at + 2; end < text.length; end++) {
		const code = text.charCodeAt(end);
		if (code === 0x6d) return end;
		// Digits and the semicolon.
		if ((code < 0x30 || code > 0x39) && code !== 0x3b) return -1;
	}
	return -1;
}
