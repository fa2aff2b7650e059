import {type Build, failedPhase} from '../domain/build.ts';
import type {LogLine} from '../domain/log.ts';
import type {Failure} from '../domain/pipeline.ts';
import {type Found, search} from './explain.ts';
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
	/** The lines worth reading, in the log's order: 10 to 30 where the log has so many. */
	readonly relevant: readonly number[];
	/** The first line of real evidence; null where the log has none. */
	readonly explaining: number | null;
	/** Where to open the log: what explains the failure, else where the failed command ended. */
	readonly start: number | null;
	/** Every line that is evidence, in the log's order. */
	readonly errors: readonly number[];
}

/** Finds in a log what made a build fail. Takes time in proportion to the log's length; never throws. */
export function diagnose(lines: readonly LogLine[], build: Build | null, failure: Failure | null): Diagnosis {
	const phase = build === null ? null : failedPhase(build);
	const told = [
		...(phase?.messages ?? []).map(({code, message}) => reasonOf(message, code)),
		failure === null ? null : reasonOf(failure.message, failure.code),
	].filter(reason => reason !== null);
	const scripts = [...told.flatMap(({script}) => script ?? []), ...scriptsIn(lines)];
	const outline = outlineOf(lines, scripts);
	const broken = phase?.name ?? outline.completed.find(({succeeded}) => !succeeded)?.phase ?? null;
	const found = search(lines, outline, {phase: broken, ended: phase?.status ?? build?.status ?? null});
	const reason = told[0] ?? reasonInLog(outline, found);
	return {
		phase: broken,
		reason: reason?.text ?? null,
		command: firstLine(reason?.script ?? found.command?.script ?? '') || null,
		relevant: relevantLines(lines, outline, found),
		explaining: found.explaining,
		start: found.explaining ?? found.end,
		errors: found.errors,
	};
}

function reasonInLog({contexts}: Outline, {end}: Found): Reason | null {
	const context =
		contexts.find(({code, at}) => code !== '' && at >= (end ?? 0)) ?? contexts.find(({code}) => code !== '');
	return context === undefined ? null : reasonOf(context.message, context.code);
}
