import type {LogLine} from '../source/domain/log.ts';
import {withoutColour} from '../source/terminal/text.ts';

/** A search in a log. */
export interface Find {
	readonly query: string;
	/** Whether the query is a regular expression. */
	readonly regex: boolean;
	/** Why nothing can be found: a pattern that is none. */
	readonly problem: string | null;
	/** Indexes of the lines that match, ascending. */
	readonly matches: readonly number[];
}

/** Longest piece of a line that is searched; characters. */
const longest = 4000;

/** Searches all lines. Case counts only once the query holds a capital, as in `less -i`. */
export function find(lines: readonly LogLine[], query: string, regex: boolean): Find {
	if (query === '') return {query, regex, problem: null, matches: []};
	const pattern = patternOf(query, regex);
	if (typeof pattern === 'string') return {query, regex, problem: pattern, matches: []};
	const matches: number[] = [];
	for (const [index, {text}] of lines.entries()) {
		pattern.lastIndex = 0;
		if (pattern.test(withoutColour(text.slice(0, longest)))) matches.push(index);
	}
	return {query, regex, problem: null, matches};
}

/** Where a query matches in a text: beginnings and ends. */
export function matchesIn(
	text: string,
	{query, regex, problem}: Find,
): readonly (readonly [number, number])[] {
	if (query === '' || problem !== null) return [];
	const pattern = patternOf(query, regex);
	if (typeof pattern === 'string') return [];
	return [...text.slice(0, longest).matchAll(pattern)]
		.filter(([hit]) => hit !== '')
		.map(({0: hit, index}) => [index, index + hit.length]);
}

/** The pattern of a query, or the sentence that says why it is none. */
function patternOf(query: string, regex: boolean): RegExp | string {
	const flags = /\p{Lu}/u.test(query) ? 'g' : 'gi';
	try {
		return new RegExp(regex ? query : query.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), flags);
	} catch (error) {
		const [reason = ''] = error instanceof Error ? error.message.split(': ').slice(-1) : [];
		return `not a regular expression: ${reason}`;
	}
}
