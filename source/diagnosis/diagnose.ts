import {type Build, failedPhase} from '../domain/build.ts';
import type {KnownCause, Recognise} from '../domain/cause.ts';
import type {LogLine} from '../domain/log.ts';
import type {Failure} from '../domain/pipeline.ts';
import {agentLines} from './agent.ts';
import {type Found, search} from './explain.ts';
import {type GreenLog, isNovel, novelLines} from './green.ts';
import {type Outline, outlineOf} from './outline.ts';
import {firstLine, type Reason, reasonOf} from './reason.ts';
import {relevantLines} from './relevant.ts';
import {commandsIn, type Said, saidOf} from './said.ts';
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
	/** Whether that green log was read whole: else what it lacks may stand in the rest. */
	readonly greenWhole: boolean;
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
	const agent = agentLines(lines);
	const scripts = [...told.flatMap(({script}) => script ?? []), ...scriptsIn(lines, agent)];
	const outline = outlineOf(lines, agent, scripts);
	const broken = phase?.name ?? outline.completed.find(({succeeded}) => !succeeded)?.phase ?? null;
	const said = saidOf(failures, outline, phase ?? null, build?.status ?? null);
	const novel = green === null ? null : novelLines(lines, green);
	const found = search(lines, outline, {
		phase: broken,
		endedAt: phase?.endedAt ?? null,
		cut: said.some(({cuts}) => cuts),
		texts: said.map(({text}) => text),
		scripts,
		recognise,
		green: novel === null ? null : green,
	});
	const isNew = (text: string) => green === null || novel === null || isNovel(text, green);
	const silent = found.explaining === null ? commandsIn(failures, outline) : [];
	const known = knownOf(lines, said, found, recognise) ?? guessed(silent, recognise);
	const explaining = known?.line ?? found.explaining;
	const reason = told[0] ?? reasonInLog(outline, found);
	return {
		phase: broken,
		reason: reason?.text ?? null,
		command: firstLine(reason?.script ?? found.command?.script ?? '') || null,
		known,
		relevant: relevantLines(lines, outline, {...found, explaining, known}, novel),
		explaining,
		start: explaining ?? found.end,
		errors: found.errors,
		consequences: found.errors.filter(
			at => explaining !== null && at > explaining && isNew(lines[at]?.text ?? ''),
		),
		novel,
		greenWhole: green?.whole ?? false,
	};
}

function reasonInLog({contexts}: Outline, {end}: Found): Reason | null {
	const context =
		contexts.find(({code, at}) => code !== '' && at >= (end ?? 0)) ?? contexts.find(({code}) => code !== '');
	return context === undefined ? null : reasonOf(context.message, context.code);
}

/**
 * What a phase says of its end is about this failure and nothing else: where it says more than that a command failed, it
 * comes first. Else the message counts that explains the failure, and behind it all that phase and action say.
 */
function knownOf(
	lines: readonly LogLine[],
	said: readonly Said[],
	{known, ending}: Found,
	recognise: Recognise,
): Known | null {
	const recognised = (from: readonly Said[]) => {
		const texts = said.map(({text}) => text);
		const found = recognise(
			from.map(({text}) => text),
			texts,
		);
		const proof = found === null ? undefined : from[found.at];
		return found === null || proof === undefined
			? null
			: {
					cause: found.cause,
					line: proof.line,
					text: proof.line === null ? proof.quote : (lines[proof.line]?.text ?? ''),
				};
	};
	const special = recognised(said.filter(({special}) => special));
	if (special !== null) return special;
	const own = known === null ? null : {...known, text: lines[known.line]?.text ?? ''};
	if (own !== null && own.cause.sure !== 'guess') return own;
	const rest = doubted(recognised(said), ending);
	return rest !== null && (own === null || rest.cause.sure !== 'guess') ? rest : own;
}

/** A status alone proves little where the command itself says why it ended. */
function doubted(known: Known | null, ending: Found['ending']): Known | null {
	if (known === null || ending === 'silent' || !isStatus.test(known.text)) return known;
	if (ending === 'said' && signalled.test(known.text)) return null;
	return {...known, cause: {...known.cause, sure: 'guess'}};
}

/** A program that was killed says nothing more; one whose command was not found is told of by the shell. */
const signalled = /\bexit status (?:12[89]|1[3-9]\d)\W*$/;
const isStatus = /\bexit status \d+\W*$/;

function guessed(commands: readonly string[], recognise: Recognise): Known | null {
	const found = recognise(commands);
	const text = commands[found?.at ?? -1];
	return found?.cause.sure !== 'guess' || text === undefined ? null : {cause: found.cause, line: null, text};
}
