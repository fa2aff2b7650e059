import type {Answer} from '../domain/answer.ts';
import type {Build} from '../domain/build.ts';
import type {KnownCause} from '../domain/cause.ts';
import type {Comparison} from '../domain/comparison.ts';
import type {Newer} from '../domain/failed.ts';
import type {LogGap, LogLine} from '../domain/log.ts';
import type {ActionCategory, ActionRun, ExecutionId, PipelineName, Sha} from '../domain/pipeline.ts';
import {plain} from '../terminal/sanitise.ts';
import {withoutColour} from '../terminal/text.ts';
import type {Diagnosis} from './diagnose.ts';
import {withoutSecrets} from './secrets.ts';

/** A line of a log, ready to be handed on: without colours and secrets, cut at 4,000 characters. */
export interface ReportLine {
	/** When it was written; ms since the epoch, UTC. */
	readonly at: number;
	/** Its number in the log, from 1; null: the log was not read from its beginning. */
	readonly line: number | null;
	readonly text: string;
	/** Whether it is the one that explains the failure. */
	readonly explains: boolean;
	/** Whether it is evidence. */
	readonly error: boolean;
	/** Whether the last green log does not have it; false too where there is none to compare with. */
	readonly novel: boolean;
}

/** A known cause with what proves it. */
export interface ReportCause {
	readonly known: KnownCause;
	/** The line, or the failure's own words. */
	readonly proof: string;
	/** The line's number, from 1; null: not known, or it is no line. */
	readonly line: number | null;
	/** Whether the proof is a line of the log. */
	readonly inLog: boolean;
}

/** One failed action with all that is known of it, ready to be handed on. Times are ms since the epoch, UTC. */
export interface FailureReport {
	readonly pipeline: PipelineName;
	readonly execution: ExecutionId;
	readonly stage: string;
	readonly action: string;
	readonly chain: string | null;
	/** The chains of the stage by the names of their actions. */
	readonly chains: ReadonlyMap<string, string>;
	/** How an approval was answered; null: it is none. */
	readonly answer: Answer['kind'] | null;
	/** What does the work, as the provider says (`CodeBuild`, `CloudFormation`); null: not known. */
	readonly provider: string | null;
	readonly category: ActionCategory;
	readonly commit: Sha | null;
	/** The first line of the commit's message. */
	readonly subject: string | null;
	readonly startedAt: number | null;
	readonly endedAt: number | null;
	/** `project:uuid`; null: no build did the work. */
	readonly build: string | null;
	/** When the build's first phase began, which the times of lines are counted from. */
	readonly buildStartedAt: number | null;
	/** The first phase that failed. */
	readonly phase: string | null;
	/** Why, the exit status first, on one line; the script is left out. Null: nothing is said. */
	readonly message: string | null;
	/** The first line of the command that failed. */
	readonly command: string | null;
	readonly cause: ReportCause | null;
	/** The first few lines that only follow from what explains the failure. */
	readonly consequences: readonly ReportLine[];
	/** The lines worth reading, in the log's order: 10 to 30 where the log has so many. */
	readonly lines: readonly ReportLine[];
	/** How many lines of the log are in no green log; null: there is none to compare with. */
	readonly novel: number | null;
	/** Whether the last green log was read whole. */
	readonly greenWhole: boolean;
	/** How many lines of the log were read, and whether that is all of it. */
	readonly read: number;
	readonly whole: boolean;
	/** Why there is no log (or no more of it), in words; null: nothing keeps us from it. */
	readonly gap: {readonly kind: LogGap['kind']; readonly words: string} | null;
	/** Null: not asked. */
	readonly comparison: Comparison | null;
	readonly newer: Newer;
	readonly links: Links;
	/** Whether something that looked like a secret was masked. */
	readonly masked: boolean;
}

/** Pages of the console, whole. */
export interface Links {
	/** What shows most of the failure: the build's log, else what did the work. */
	readonly log: string | null;
	/** The page of the pipeline, of the execution where it is PARALLEL. */
	readonly pipeline: string;
}

/** Lines of a log, however they are kept. */
interface Lines {
	readonly length: number;
	slice(from: number, to: number): readonly LogLine[];
}

/** What a report is made of. */
export interface Failing {
	readonly pipeline: PipelineName;
	readonly execution: ExecutionId;
	readonly commit: Sha | null;
	readonly subject: string | null;
	readonly run: ActionRun;
	/** How an approval was answered, with the words for it in place of what the diagnosis tells; null: it is none. */
	readonly answer: {readonly kind: Answer['kind']; readonly words: string} | null;
	/** What does the work, as the provider says; null: not known. */
	readonly provider: string | null;
	readonly category: ActionCategory;
	readonly chains: ReadonlyMap<string, string>;
	readonly build: Build | null;
	/** The lines as far as they were read; null: none were. */
	readonly log: {readonly lines: Lines; readonly fromStart: boolean} | null;
	readonly gap: FailureReport['gap'];
	readonly diagnosis: Diagnosis;
	readonly comparison: Comparison | null;
	readonly newer: Newer;
	readonly links: Links;
}

/** How many consequences are named. */
const mostConsequences = 3;
/** Longest text that is handed on; characters. */
const longest = 4000;
/** So much of it is the end of a longer one. */
const atEnd = 800;

/** The report of a failed action. Everything in it is masked and fit to be shown or handed on. Pure. */
export function reportOf(failing: Failing): FailureReport {
	const {run, chains, build, log, diagnosis} = failing;
	const {said, saidOrNull, hasMasked} = createExport();
	const linesAt = createLines(failing, said);
	const told = {
		chain: chains.get(run.action) ?? null,
		subject: saidOrNull(failing.subject),
		message: saidOrNull(failing.answer?.words ?? diagnosis.reason ?? run.summary),
		command: saidOrNull(diagnosis.command),
		cause: causeOf(failing, said),
		gap: failing.gap === null ? null : {...failing.gap, words: said(failing.gap.words)},
		consequences: linesAt(diagnosis.consequences.slice(0, mostConsequences)),
		lines: linesAt(diagnosis.relevant),
	};
	return {
		...told,
		pipeline: failing.pipeline,
		execution: failing.execution,
		stage: run.stage,
		action: run.action,
		chains,
		answer: failing.answer?.kind ?? null,
		provider: failing.provider ?? (run.build === null ? null : 'CodeBuild'),
		category: failing.category,
		commit: failing.commit,
		startedAt: run.startedAt,
		endedAt: run.changedAt,
		build: run.build,
		buildStartedAt: build?.startedAt ?? null,
		phase: diagnosis.phase,
		novel: diagnosis.novel?.length ?? null,
		greenWhole: diagnosis.greenWhole,
		read: log?.lines.length ?? 0,
		whole: log?.fromStart ?? false,
		comparison: failing.comparison,
		newer: failing.newer,
		links: failing.links,
		masked: hasMasked(),
	};
}

function causeOf({diagnosis: {known}, log}: Failing, said: (text: string) => string): ReportCause | null {
	if (known === null) return null;
	return {
		known: {...known.cause, cause: said(known.cause.cause), advice: said(known.cause.advice)},
		proof: said(known.text).trim(),
		line: known.line === null || !log?.fromStart ? null : known.line + 1,
		inLog: known.line !== null,
	};
}

/** Cleans texts, and remembers whether one of them held a secret. */
function createExport() {
	let masked = false;
	const clean = (text: string) => {
		const bare = plain(withoutColour(text));
		const shown = withoutSecrets(bare);
		masked ||= shown !== bare;
		return shown;
	};
	// More is cleaned than is shown, and no word is begun in its middle, so that no part of a secret stays unknown.
	const endOf = (text: string) => clean(text.slice(-longest).replace(/^\S+/, '')).slice(-atEnd);
	const said = (text: string) => {
		if (text.length > longest) return `${clean(text.slice(0, longest - atEnd))} … ${endOf(text)}`;
		return clean(text);
	};
	const saidOrNull = (text: string | null) => (text === null ? '' : said(text).trim()) || null;
	return {said, saidOrNull, hasMasked: () => masked};
}

function createLines({log, diagnosis}: Failing, said: (text: string) => string) {
	const novel = new Set(diagnosis.novel ?? []);
	const errors = new Set(diagnosis.errors);
	return (indexes: readonly number[]): readonly ReportLine[] =>
		indexes.flatMap(index => {
			const [line] = log?.lines.slice(index, index + 1) ?? [];
			if (log === null || line === undefined) return [];
			return {
				at: line.at,
				line: log.fromStart ? index + 1 : null,
				text: said(line.text).trimEnd(),
				explains: index === diagnosis.explaining,
				error: errors.has(index),
				novel: novel.has(index),
			};
		});
}
