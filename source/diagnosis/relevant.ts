import type {KnownCause} from '../domain/cause.ts';
import type {LogLine} from '../domain/log.ts';
import {bare} from './bare.ts';
import {blockAt} from './block.ts';
import {isVerdict} from './evidence.ts';
import type {Found} from './explain.ts';
import {tidies} from './handled.ts';
import {masked} from './mask.ts';
import type {Outline} from './outline.ts';
import {plain} from './plain.ts';
import {quotedIn} from './quoted.ts';
import type {Judged} from './recognition.ts';

/** What was found, with the cause that is told. */
type Shown = Omit<Found, 'known'> & {readonly known: {readonly cause: KnownCause} | null};

const most = 30;
const least = 10;

/** So many lines of a message are shown, without those of npm that hold nothing. */
const ofMessage = 9;
const nothing = /^\s*npm (?:error|ERR!)\s*$/;
/** So many other messages are shown that may explain the failure too. */
const others = 7;
/** So far the end of a command is looked through for what it said before it cleaned up; lines. */
const farthest = 60;

/**
 * The lines worth reading, in the log's order: the message that explains the failure with what stands around it, how the
 * command ended, and what else may explain it.
 */
export function relevantLines(
	lines: readonly LogLine[],
	outline: Outline,
	{explaining, words, others: rivals, command, end, known, output}: Shown,
	novel: readonly number[] | null,
): readonly number[] {
	const chosen = new Set<number>();
	const add = (at: number | null | undefined) => {
		if (at == null || at < 0 || at >= lines.length || chosen.size >= most) return;
		if (!outline.echoed.has(at) && (lines[at]?.text.trim() ?? '') !== '') chosen.add(at);
	};
	const skips = (at: number) => outline.agent.has(at) || outline.echoed.has(at);
	const addMessage = (at: number, length: number) => {
		const block = blockAt({lines, skips, from: 0, to: lines.length}, at);
		add(at);
		let left = length - 1;
		for (let next = at + 1; next < block.to && left > 0; next++) {
			if (nothing.test(bare(plain(lines[next]?.text ?? '')))) continue;
			add(next);
			left--;
		}
	};
	if (explaining !== null) {
		addMessage(explaining, ofMessage);
		for (const at of detailsOf(lines, skips, explaining)) add(at);
	}
	add(command?.header);
	for (const at of endLines(outline, end)) add(at);
	for (const at of words) add(at);
	for (const at of lastWords(lines, skips, end)) add(at);
	// By the clock the end is not known to the line.
	if (end !== null && !outline.framed) for (let step = 0; step < atEnd; step++) add(end + step);
	const unlike = oneOfAKind(rivals.filter(({mended}) => !mended));
	for (const {at} of unlike.slice(0, 2)) addMessage(at, 2);
	if (explaining !== null) for (const step of [-1, -2, 1, 2, 3]) add(explaining + step);
	for (const {at} of unlike.slice(2, others)) add(at);
	const printed = printedIn(lines, skips, output);
	const isNovel = novel === null ? null : new Set(novel);
	for (const at of rareLines(lines, printed, isNovel)) add(at);
	if (known === null || known.cause.sure === 'guess')
		for (const at of [...printed.slice(-ofEnd).reverse(), ...printed.slice(0, ofBeginning)]) add(at);
	for (let step = 1; chosen.size < Math.min(least, lines.length) && step < 3 * least; step++) {
		const from = explaining ?? end ?? lines.length - 1;
		add(from - step);
		add(from + step);
	}
	return [...chosen].sort((a, b) => a - b);
}

/** So many lines are shown of what a test runner says of a failed test. */
const ofVerdict = 10;
/** A heading that names a file or a suite: the failed tests and their messages follow. */
const heading = /^\s*FAIL\s+\S/;

/**
 * What a test runner tells of a failed test: what was expected and what came, set apart by empty lines and indented deeper
 * than the verdict itself.
 */
function detailsOf(
	lines: readonly LogLine[],
	skips: (at: number) => boolean,
	explaining: number,
): readonly number[] {
	const textAt = (at: number) => bare(plain(lines[at]?.text ?? ''));
	let depth = indentation(textAt(explaining));
	if (!isVerdict(textAt(explaining))) return [];
	const details: number[] = [];
	for (let at = explaining + 1; details.length < ofVerdict && at < explaining + 2 * ofVerdict; at++) {
		const text = textAt(at);
		if (at >= lines.length || skips(at)) break;
		if (text.trim() === '') continue;
		if (heading.test(textAt(explaining)) && isVerdict(text)) depth = Math.max(depth, indentation(text));
		else if (indentation(text) <= depth) break;
		details.push(at);
	}
	return details;
}

function indentation(text: string): number {
	return text.length - text.trimStart().length;
}

/** Where nobody knows the cause, so many lines are shown of what was printed last, and first. */
const [ofEnd, ofBeginning] = [14, 6];
/** So many rare lines are looked through, from the end; and shown at most where there is no green log. */
const [mostRare, fewRare] = [6000, 8];

/** The lines that a command printed, without empty ones; of very many the last. */
function printedIn(
	lines: readonly LogLine[],
	skips: (at: number) => boolean,
	{from, to}: Shown['output'],
): readonly number[] {
	const printed: number[] = [];
	const first = Math.max(from, to - mostRare);
	const quoted = quotedIn({lines, skips, from: first, to});
	for (let at = first; at < to; at++)
		if (!skips(at) && !quoted.has(at) && (lines[at]?.text.trim() ?? '') !== '') printed.push(at);
	return printed;
}

/**
 * What a command printed that is unlike all the rest: one line of each kind that no green log has, the first and the last
 * ones first; without a green log the lines that have no like, where they are few.
 */
function rareLines(
	lines: readonly LogLine[],
	printed: readonly number[],
	novel: ReadonlySet<number> | null,
): readonly number[] {
	const kinds = new Map<string, readonly number[]>();
	for (const at of novel === null ? printed : printed.filter(at => novel.has(at))) {
		const kind = masked(lines[at]?.text ?? '');
		kinds.set(kind, [...(kinds.get(kind) ?? []).slice(0, 1), at]);
	}
	if (novel === null) {
		const single = [...kinds.values()].filter(({length}) => length === 1).flat();
		return single.length > fewRare || single.length === printed.length ? [] : single;
	}
	const first = [...kinds.values()].flatMap(([at]) => (at === undefined ? [] : [at]));
	return [...first.slice(0, 3), ...first.slice(3).reverse()];
}

/** What the agent says at the end of the failed part: that the command failed, that the phase did, and why. */
function endLines({agent, completed, contexts}: Outline, end: number | null): readonly number[] {
	if (end === null) return [];
	const phase = completed.find(({at}) => at >= end);
	const context = contexts.find(({at}) => at >= end);
	const first = contexts.find(({code}) => code !== '');
	return [
		...(agent.has(end) ? [end] : []),
		...(phase === undefined ? [] : [phase.at]),
		...(context === undefined || context.code === '' ? [] : [context.at]),
		...(first === undefined || first.at > end ? [] : [first.at]),
	];
}

/** So many lines at the end of a command, and before the clean-up that ends it, are shown whatever they say. */
const [atEnd, beforeTidying] = [5, 5];

/** What the failed command printed last, and last before it cleaned up. */
function lastWords(
	lines: readonly LogLine[],
	skips: (at: number) => boolean,
	end: number | null,
): readonly number[] {
	const last: number[] = [];
	const before: number[] = [];
	for (
		let at = (end ?? 0) - 1;
		at >= 0 && (end ?? 0) - at < farthest && before.length < beforeTidying;
		at--
	) {
		const said = bare(plain(lines[at]?.text ?? ''));
		if (skips(at)) break;
		if (said.trim() === '') continue;
		if (last.length < atEnd) last.push(at);
		if (!tidies(said)) before.push(at);
	}
	return [...last, ...before];
}

function oneOfAKind(rivals: readonly Judged[]): readonly Judged[] {
	const seen = new Set<string>();
	return rivals.filter(({shape}) => !seen.has(shape) && seen.add(shape));
}
