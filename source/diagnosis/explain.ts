import type {BuildStatus} from '../domain/build.ts';
import type {LogLine} from '../domain/log.ts';
import {losesIdentity, speaksOfIdentity, type Weight, weigh} from './evidence.ts';
import type {Command, Outline} from './outline.ts';
import {plain} from './plain.ts';

/** What was found in a log. Numbers are indexes of lines. */
export interface Found {
	readonly explaining: number | null;
	readonly errors: readonly number[];
	/** The command that failed; null where the agent names none. */
	readonly command: Command | null;
	/** Where the failed part ended: the agent's line that says so, else the last line that holds anything. */
	readonly end: number | null;
}

interface Clue {
	readonly at: number;
	readonly weight: Exclude<Weight, 'none'>;
}

/** How far a proof may stand behind the first sign and still be what it is about; lines. */
const reach = 12;

/** Finds the first line of real evidence, in the output of the command that failed or, without one, near the end. */
export function search(
	lines: readonly LogLine[],
	outline: Outline,
	failed: {readonly phase: string | null; readonly ended: BuildStatus | null},
): Found {
	const command = failedCommand(outline, failed.phase);
	const end = endOf(lines, outline, command, failed.phase);
	const cut = failed.ended === 'TimedOut' || failed.ended === 'Stopped';
	if (!outline.framed) {
		const clues = cluesIn(lines, outline, 0, lines.length);
		return {explaining: cut ? null : lastBurst(clues), errors: strong(clues), command: null, end};
	}
	const clues = command === null ? [] : cluesIn(lines, outline, command.from, command.to);
	const later = cluesIn(lines, outline, command?.to ?? end ?? 0, lines.length);
	const own = cut ? null : firstOf(clues);
	const lost = cut ? null : lostIdentity(lines, outline, command, own);
	const explaining =
		lost ??
		own ??
		(cut || command?.failed ? null : saidByAgent(outline)) ??
		(cut ? null : (clues[0]?.at ?? null));
	const errors = [...(lost === null ? [] : [lost]), ...strong(clues), ...strong(later)];
	return {explaining, errors: errors.length > 0 || explaining === null ? errors : [explaining], command, end};
}

/** The command that the agent says failed; without its word, the last one before the phase's end. */
function failedCommand({commands, completed}: Outline, phase: string | null): Command | null {
	const inPhase = (each: Command) => phase === null || each.phase === null || each.phase === phase;
	const named = commands.find(each => each.failed && inPhase(each));
	if (named !== undefined) return named;
	const broken = completed.find(each => !each.succeeded && (phase === null || each.phase === phase));
	const before = commands.filter(each => inPhase(each) && (broken === undefined || each.to <= broken.at));
	return (broken === undefined && phase === null ? null : before.at(-1)) ?? null;
}

function endOf(
	lines: readonly LogLine[],
	outline: Outline,
	command: Command | null,
	phase: string | null,
): number | null {
	if (command !== null && command.to < lines.length) return command.to;
	const broken = outline.completed.find(each => !each.succeeded && (phase === null || each.phase === phase));
	if (broken !== undefined) return broken.at;
	const last = lines.findLastIndex(({text}) => text.trim() !== '');
	return last < 0 ? null : last;
}

function cluesIn(lines: readonly LogLine[], outline: Outline, from: number, to: number): readonly Clue[] {
	const clues: Clue[] = [];
	for (let at = from; at < to; at++) {
		if (outline.echoed.has(at) || outline.agent.has(at)) continue;
		const weight = weigh(plain(lines[at]?.text ?? ''));
		if (weight !== 'none') clues.push({at, weight});
	}
	return clues;
}

function strong(clues: readonly Clue[]): readonly number[] {
	return clues.filter(({weight}) => weight !== 'wrap-up').map(({at}) => at);
}

/** The first sign, or the proof close behind it that says what the sign is about. */
function firstOf(clues: readonly Clue[]): number | null {
	const first = clues.find(({weight}) => weight !== 'wrap-up');
	if (first === undefined) return null;
	const behind = clues.find(({weight, at}) => weight === 'proof' && at >= first.at && at <= first.at + reach);
	return (behind ?? first).at;
}

/** Without the agent's frame only the end is known: the last errors, back to where they begin. */
function lastBurst(clues: readonly Clue[]): number | null {
	const real = clues.filter(({weight}) => weight !== 'wrap-up');
	const shown = real.length > 0 ? real : clues;
	let begin = shown.length - 1;
	while (begin > 0 && (shown[begin]?.at ?? 0) - (shown[begin - 1]?.at ?? 0) <= reach) begin--;
	const burst = shown.slice(Math.max(begin, 0));
	return firstOf(burst) ?? burst[0]?.at ?? null;
}

/**
 * A command that went well may hide the cause: where `aws sts assume-role` is refused inside a pipe, the build goes on as
 * somebody else, and a later command fails over that.
 */
function lostIdentity(
	lines: readonly LogLine[],
	outline: Outline,
	failed: Command | null,
	own: number | null,
): number | null {
	if (failed === null) return null;
	if (own !== null && !speaksOfIdentity(plain(lines[own]?.text ?? ''))) return null;
	for (const {from, to} of outline.commands) {
		if (from >= failed.from) break;
		for (let at = from; at < to; at++) {
			const text = plain(lines[at]?.text ?? '');
			if (losesIdentity(text) && !outline.echoed.has(at) && weigh(text) === 'proof') return at;
		}
	}
	return null;
}

/** Where no command failed, the agent's own message is the evidence. */
function saidByAgent({contexts}: Outline): number | null {
	const first = contexts.find(({code}) => code !== '');
	return first === undefined || first.code === 'COMMAND_EXECUTION_ERROR' ? null : first.at;
}
