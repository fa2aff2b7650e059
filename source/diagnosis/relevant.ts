import type {LogLine} from '../domain/log.ts';
import {bare} from './bare.ts';
import {blockAt} from './block.ts';
import {isVerdict} from './evidence.ts';
import type {Found} from './explain.ts';
import {tidies} from './handled.ts';
import type {Outline} from './outline.ts';
import {plain} from './plain.ts';
import type {Judged} from './recognition.ts';

const most = 30;
const least = 10;

/** So many lines of a message are shown. */
const ofMessage = 7;
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
	{explaining, others: rivals, command, end}: Found,
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
		for (let next = at + 1; next < Math.min(block.to, at + length); next++) add(next);
	};
	if (explaining !== null) {
		addMessage(explaining, ofMessage);
		for (const at of detailsOf(lines, skips, explaining)) add(at);
	}
	add(command?.header);
	for (const at of endLines(outline, end)) add(at);
	for (const at of lastWords(lines, skips, end)) add(at);
	// By the clock the end is not known to the line.
	if (end !== null && !outline.framed) for (let step = 0; step < atEnd; step++) add(end + step);
	const unlike = oneOfAKind(rivals.filter(({mended}) => !mended));
	for (const {at} of unlike.slice(0, 2)) addMessage(at, 2);
	if (explaining !== null) for (const step of [-1, -2, 1, 2, 3]) add(explaining + step);
	for (const {at} of unlike.slice(2, others)) add(at);
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
