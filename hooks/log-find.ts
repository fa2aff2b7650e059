import type {LogLines} from '../source/domain/log-lines.ts';
import {withoutColour} from '../source/terminal/text.ts';
import {type Pattern, patternOf, type Span} from './log-pattern.ts';
import {isDone, type Scan, scanFrom, scanOn, shiftScan} from './scan.ts';

/** A search in a log, as far as it has come. */
export interface Find {
	readonly query: string;
	/** Whether the query is a regular expression. */
	readonly regex: boolean;
	/** Why nothing can be found: a pattern that is none, or one that takes too long. */
	readonly problem: string | null;
	readonly pattern: Pattern | null;
	readonly scan: Scan;
}

/** Longest piece of a line that is searched; characters. */
const longest = 4000;
/** How many lines are searched at once: so many that no key has to wait for the end of it. */
const [atOnce, ofPattern] = [2000, 500];

/** A search that begins at a line, before anything was searched. */
export function find(query: string, regex: boolean, place: number): Find {
	const pattern = query === '' ? null : patternOf(query, regex);
	const scan = scanFrom(place);
	return typeof pattern === 'string'
		? {query, regex, problem: pattern, pattern: null, scan}
		: {query, regex, problem: null, pattern, scan};
}

/** Searches a few lines more. */
export function findOn(search: Find, lines: LogLines): Find {
	const {pattern, regex} = search;
	if (pattern === null) return search;
	const test = (texts: readonly string[]) => {
		const bare = texts.map(searched);
		// A machine that is busy with something else is no fault of the pattern's.
		return pattern.matching(bare) ?? pattern.matching(bare);
	};
	const scan = scanOn(search.scan, lines, regex ? ofPattern : atOnce, test);
	return scan === null
		? {...search, pattern: null, problem: `this pattern takes too long: ${search.query}`}
		: {...search, scan};
}

/** Whether there are lines that are still to be searched. */
export function isSearching(search: Find | null, lines: LogLines): boolean {
	return search !== null && search.pattern !== null && !isDone(search.scan, lines);
}

/** The same after lines have come before the first one. */
export function shiftFind(search: Find, by: number): Find {
	return by === 0 ? search : {...search, scan: shiftScan(search.scan, by)};
}

/** Where a search matches in texts without colours. */
export function matchesIn(texts: readonly string[], {pattern}: Find): readonly (readonly Span[])[] {
	return pattern === null ? texts.map(() => []) : pattern.spans(texts.map(text => text.slice(0, longest)));
}

function searched(text: string): string {
	return withoutColour(text.length > longest ? text.slice(0, longest) : text);
}
