import {createContext, Script} from 'node:vm';

/** How long a regular expression may look through some lines before it is given up; ms. */
const patience = 100;

/** Where something matches in a text: beginnings and ends. */
export type Span = readonly [from: number, to: number];

/** What is sought in a log. */
export interface Pattern {
	/** The indexes of the texts that match; null: that could not be told in time. */
	matching(texts: readonly string[]): readonly number[] | null;
	/** Where it matches in each text; nothing where that could not be told in time. */
	spans(texts: readonly string[]): readonly (readonly Span[])[];
}

/** The pattern of a query, or the sentence that says why it is none. Case counts only once the query holds a capital, as in `less -i`. */
export function patternOf(query: string, regex: boolean): Pattern | string {
	const flags = /\p{Lu}/u.test(query) ? 'g' : 'gi';
	if (!regex) return literal(new RegExp(query.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), flags));
	try {
		return bounded(new RegExp(query, flags));
	} catch (error) {
		const [reason = ''] = error instanceof Error ? error.message.split(': ').slice(-1) : [];
		return `not a regular expression: ${reason}`;
	}
}

function literal(pattern: RegExp): Pattern {
	return {
		matching: texts => matching(texts, pattern),
		spans: texts => texts.map(text => spans(text, pattern)),
	};
}

const room: {work: () => unknown} = {work: () => null};
let context: object | null = null;
let script: Script | null = null;

/**
 * A regular expression runs where it can be stopped: one that goes back and forth over a line, such as `(a+)+$`, would
 * hold up the screen however short the line is.
 */
function bounded(pattern: RegExp): Pattern {
	return {
		matching: texts => inTime(() => matching(texts, pattern)),
		spans: texts => inTime(() => texts.map(text => spans(text, pattern))) ?? texts.map(() => []),
	};
}

/** What `work` gives; null: it took too long, and was stopped. */
function inTime<T>(work: () => T): T | null {
	context ??= createContext(room);
	script ??= new Script('work()');
	let result: T | null = null;
	room.work = () => {
		result = work();
	};
	try {
		script.runInContext(context, {timeout: patience});
		return result;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
		return null;
	}
}

function matching(texts: readonly string[], pattern: RegExp): readonly number[] {
	const found: number[] = [];
	for (const [index, text] of texts.entries()) {
		pattern.lastIndex = 0;
		if (pattern.test(text)) found.push(index);
	}
	return found;
}

function spans(text: string, pattern: RegExp): readonly Span[] {
	const found: Span[] = [];
	pattern.lastIndex = 0;
	for (const match of text.matchAll(pattern)) {
		if (match[0] !== '') found.push([match.index, match.index + match[0].length]);
	}
	return found;
}
