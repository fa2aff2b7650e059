import type {GreenLog} from '../domain/green.ts';
import type {LogLine} from '../domain/log.ts';
import {agentLine} from './agent.ts';
import {masked} from './mask.ts';

export type {GreenLog} from '../domain/green.ts';
export {masked} from './mask.ts';

/** How many lines are masked at a time: some milliseconds' work. */
const slice = 2000;

/** A green log from its lines. */
export function greenLog(build: string, lines: readonly LogLine[], whole: boolean): GreenLog {
	return finished(digesting(build, lines, whole));
}

/** The same in slices, for whoever has something else to do between them. */
export function* digesting(
	build: string,
	lines: readonly LogLine[],
	whole: boolean,
): Generator<void, GreenLog> {
	const all = new Set<string>();
	const heads: string[] = [];
	for (const [at, {text}] of lines.entries()) {
		if (at % slice === slice - 1) yield;
		all.add(masked(text));
		const head = headIn(text);
		if (head !== null) heads.push(head);
	}
	return {build, masked: all, heads, whole};
}

/** Whether a green log lacks a line; of an empty one nothing is said. */
export function isNovel(text: string, green: GreenLog): boolean {
	const line = masked(text);
	return line !== '' && !green.masked.has(line);
}

/**
 * The lines that a green log lacks, ascending; null where comparing tells nothing: what was read of the green log covers no
 * part of these lines that can be made out, or the two have too little in common.
 */
export function novelLines(lines: readonly LogLine[], green: GreenLog): readonly number[] | null {
	return finished(comparing(lines, green));
}

/** The same in slices. */
export function* comparing(
	lines: readonly LogLine[],
	green: GreenLog,
): Generator<void, readonly number[] | null> {
	const from = comparableFrom(lines, green);
	if (from === null) return null;
	const novel: number[] = [];
	for (let at = from; at < lines.length; at++) {
		if (at % slice === slice - 1) yield;
		if (isNovel(lines[at]?.text ?? '', green)) novel.push(at);
	}
	return isTelling(lines, novel, from) ? novel : null;
}

/**
 * From which line on a green log can speak of these lines. One that was read from somewhere in its middle covers them from
 * the first header of a phase or a command that stands once in both; where it knows the header before that too, it covers
 * what these lines begin with, which were then cut themselves. Null: no header tells.
 */
export function comparableFrom(lines: readonly LogLine[], {heads, whole}: GreenLog): number | null {
	if (whole) return 0;
	const own = lines.flatMap(({text}, at) => {
		const head = headIn(text);
		return head === null ? [] : [{head, at}];
	});
	const [onceThere, onceHere] = [once(heads), once(own.map(({head}) => head))];
	const index = own.findIndex(({head}) => onceThere.has(head) && onceHere.has(head));
	const shared = own[index];
	if (shared === undefined) return null;
	return index === 0 && shared.head !== heads[0] ? 0 : shared.at;
}

function once(all: readonly string[]): ReadonlySet<string> {
	const seen = new Set<string>();
	const again = new Set<string>();
	for (const each of all) (seen.has(each) ? again : seen).add(each);
	return new Set([...seen].filter(each => !again.has(each)));
}

/** The header of a phase or a command, masked; null for every other line. */
function headIn(text: string): string | null {
	const said = agentLine(text);
	if (said?.kind === 'phase-entered') return `phase ${said.phase}`;
	return said?.kind === 'command' ? `command ${masked(said.script)}` : null;
}

/** More lines than this must be new before the share of the new ones says anything: a failure takes some to tell. */
const [fewBefore, fewInside] = [20, 60];
/** Where nothing says which command failed: so many lines at the end; they are the failed part. */
const tail = 200;

/**
 * Whether what is new says anything. Where most of what went well is new, another build is compared or other commands are;
 * where most of the failed command's output is, and much of it, nothing stands out there.
 */
function isTelling(lines: readonly LogLine[], novel: readonly number[], from: number): boolean {
	const [begin, end] = failedPart(lines);
	const isMost = (first: number, after: number, few: number) => {
		const isOutput = (at: number) => isPrinted(lines[at]?.text ?? '');
		const inside = novel.filter(at => at >= first && at < after && isOutput(at)).length;
		if (inside <= few) return false;
		let all = 0;
		for (let at = first; at < after; at++) if (isOutput(at)) all++;
		return inside > all / 2;
	};
	return !isMost(from, begin, fewBefore) && !isMost(Math.max(from, begin), end, fewInside);
}

function isPrinted(text: string): boolean {
	return text.trim() !== '' && agentLine(text) === null;
}

/** The output of the command that failed first: its first line, and the first after it. */
function failedPart(lines: readonly LogLine[]): readonly [number, number] {
	let begin: number | null = null;
	for (const [at, {text}] of lines.entries()) {
		const said = agentLine(text);
		if (said?.kind === 'command') begin = at + 1;
		const failed = said?.kind === 'command-failed' || (said?.kind === 'phase-complete' && !said.succeeded);
		if (failed) return [begin ?? Math.max(0, at - tail), at];
	}
	return [Math.max(0, lines.length - tail), lines.length];
}

function finished<T>(work: Generator<void, T>): T {
	for (;;) {
		const step = work.next();
		if (step.done) return step.value;
	}
}
