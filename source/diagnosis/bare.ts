/** What tools and copies of logs put before a line; what is taken away can stand behind one another. */
const prefixes: readonly RegExp[] = [
	// Numbers of lines, names of services (`web-1  | `), frames.
	/^\s*\d{1,7} \| ?/,
	/^[\w.-]{1,40} +\| /,
	/^[ \t]*[│╷╵|] ?/,
	// Times.
	/^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\]?:?\s/,
	/^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?\]?:?\s/,
	// BuildKit: `#12 3.456 `, and `3.456 ` where it repeats what a step printed.
	/^#\d{1,4} (?:\d{1,6}\.\d{1,4} )?|^\d{1,6}\.\d{2,4} (?=\D)/,
	/^\s*(?:##)?\[(?:error|err|fatal|info|section|command)\s?\]:? ?/i,
	// A tool's own name: `[webpack] `. The agent is none; a warning stays one.
	/^\[(?!Container\]|warn|debug|trace|notice)[A-Za-z@\d][\w@/.-]*[A-Za-z][\w@/.-]{0,40}\] ?/i,
];

/** Nothing else can begin a prefix, so that most lines are not tried. */
const begins = /^[\s\d[│╷╵|#]|^[\w.-]{1,40} +\| /;

/** How many prefixes may stand behind one another. */
const most = 4;

/** A line, free of colours, without what was put before it; its indentation stays. */
export function bare(text: string): string {
	let line = text;
	for (let times = 0; times < most && begins.test(line); times++) {
		const shorter = prefixes.reduce((left, prefix) => left.replace(prefix, ''), line);
		if (shorter === line) break;
		line = shorter;
	}
	return line;
}
