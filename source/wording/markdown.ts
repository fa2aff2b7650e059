/** A fact's name and what is known of it, in Markdown; null or empty: nothing is. */
export type Fact = readonly [name: string, value: string | null];

/** Facts as a list; those of which nothing is known are left out. */
export function factList(facts: readonly Fact[]): readonly string[] {
	return facts.flatMap(([name, value]) =>
		value === null || value === '' ? [] : [`- **${name}**: ${value}`],
	);
}

/** A link, whole. */
export function link(url: string): string {
	return `<${url.replace(/[<>\s]/g, encodeURIComponent)}>`;
}

/** A block of code whose fence no line in it can end. */
export function fenced(lines: readonly string[]): readonly string[] {
	const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
	return [fence, ...lines, fence];
}

/** A text as it stands, whatever it holds. */
export function code(text: string): string {
	const ticks = '`'.repeat(longestRun(text) + 1);
	const pad = /^`|`$/.test(text) ? ' ' : '';
	return `${ticks}${pad}${text}${pad}${ticks}`;
}

function longestRun(text: string): number {
	return Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
}

/** A text that formats nothing and hides nothing. */
export function escaped(text: string): string {
	return text.replace(/[\\`*[\]<>|~]|(?<!\w)_|_(?!\w)/g, '\\$&');
}

/** `2026-11-21 12:00 UTC`; ms since the epoch in. */
export function utc(at: number): string {
	return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
