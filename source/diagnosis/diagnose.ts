import {type Build, failedPhase} from '../domain/build.ts';
import type {KnownCause, Recognise} from '../domain/cause.ts';
import type {LogLine} from '../domain/log.ts';
import type {Failure} from '../domain/pipeline.ts';
import {type Found, search} from './explain.ts';
import {type GreenLog, novelLines} from './green.ts';
import {linesOf} from './known-cause.ts';
import {type Outline, outlineOf} from './outline.ts';
import {firstLine, type Reason, reasonOf} from './reason.ts';
import {relevantLines} from './relevant.ts';
import {scriptsIn} from './scripts.ts';

/** What a failed build's log tells. Numbers are indexes of its lines. */
export interface Diagnosis {
	/** The first phase that failed; later failures are its consequences. */
	readonly phase: string | null;
	/** Why, the exit status first; scripts are left out. */
	readonly reason: string | null;
	/** The first line of the command that failed. */
	readonly command: string | null;
	/** The known cause that the evidence or the failure's own words show; null: none is known. */
	readonly known: Known | null;
	/** The lines worth reading, in the log's order: 10 to 30 where the log has so many. */
	readonly relevant: readonly number[];
	/** The first line of real evidence; null where the log has none. */
	readonly explaining: number | null;
	/** Where to open the log: what explains the failure, else where the failed command ended. */
	readonly start: number | null;
	/** Every line that is evidence, in the log's order. */
	readonly errors: readonly number[];
	/** Of these the ones that only follow from what explains the failure. */
	readonly consequences: readonly number[];
	/** The lines that the last green log does not have; null: there is none to compare with. */
	readonly novel: readonly number[] | null;
}

/** A known cause and what proves it. */
export interface Known {
	readonly cause: KnownCause;
	/** The line of the log; null: the failure's message. */
	readonly line: number | null;
	readonly text: string;
}

/** What is known beside the log itself. */
export interface Knowledge {
	readonly recognise?: Recognise;
	/** What the last succeeded run of the same action printed; null: there is none, or it is not read. */
	readonly green?: GreenLog | null;
}

/** Finds in a log what made a build fail. Takes time in proportion to the log's length; never throws. */
export function diagnose(
	lines: readonly LogLine[],
	build: Build | null,
	failure: Failure | null,
	{recognise = () => null, green = null}: Knowledge = {},
): Diagnosis {
	const phase = build === null ? null : failedPhase(build);
	const failures = [...(phase?.messages ?? []), ...(failure === null ? [] : [failure])];
	const told = failures.map(({code, message}) => reasonOf(message, code)).filter(reason => reason !== null);
	const scripts = [...told.flatMap(({script}) => script ?? []), ...scriptsIn(lines)];
	const outline = outlineOf(lines, scripts);
	const broken = phase?.name ?? outline.completed.find(({succeeded}) => !succeeded)?.phase ?? null;
	const clues = search(lines, outline, {phase: broken, ended: phase?.status ?? build?.status ?? null});
	const evidence = evidenceIn(lines, outline, clues).map(at => ({line: at, text: lines[at]?.text ?? ''}));
	const known = knownIn(
		[...evidence, ...failures.flatMap(linesOf).map(text => ({line: null, text}))],
		recognise,
	);
	const found = explainedBy(known?.line ?? null, clues);
	const reason = told[0] ?? reasonInLog(outline, found);
	return {
		phase: broken,
		reason: reason?.text ?? null,
		command: firstLine(reason?.script ?? found.command?.script ?? '') || null,
		known,
		relevant: relevantLines(lines, outline, found),
		explaining: found.explaining,
		start: found.explaining ?? found.end,
		errors: found.errors,
		consequences: found.errors.filter(at => found.explaining !== null && at > found.explaining),
		novel: green === null ? null : novelLines(lines, green),
	};
}

function reasonInLog({contexts}: Outline, {end}: Found): Reason | null {
	const context =
		contexts.find(({code, at}) => code !== '' && at >= (end ?? 0)) ?? contexts.find(({code}) => code !== '');
	return context === undefined ? null : reasonOf(context.message, context.code);
}

/** Where a known cause may show: in evidence alone, or, where no line is, in what was printed around the end. */
function evidenceIn(lines: readonly LogLine[], outline: Outline, clues: Found): readonly number[] {
	const {explaining, errors} = clues;
	if (explaining === null && errors.length === 0)
		return relevantLines(lines, outline, clues).filter(at => !outline.agent.has(at));
	return [...new Set([...(explaining === null ? [] : [explaining]), ...errors])].sort((a, b) => a - b);
}

function knownIn(said: readonly Omit<Known, 'cause'>[], recognise: Recognise): Known | null {
	const found = recognise(said.map(({text}) => text));
	const proof = found === null ? undefined : said[found.at];
	return found === null || proof === undefined ? null : {cause: found.cause, ...proof};
}

/** What proves a known cause explains more than the first error. */
function explainedBy(line: number | null, clues: Found): Found {
	if (line === null) return clues;
	return {...clues, explaining: line, errors: clues.errors.length > 0 ? clues.errors : [line]};
}
