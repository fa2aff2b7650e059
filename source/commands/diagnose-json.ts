import type {FailureReport, ReportCause, ReportLine} from '../diagnosis/report.ts';
import {canRetryHelp, type Newer} from '../domain/failed.ts';
import type {Trouble} from '../domain/trouble.ts';
import {calledIn} from '../wording/comparison-words.ts';
import {retryWords} from '../wording/retry-words.ts';
import {type Frame, iso, troubleJson} from './frame.ts';

/** What is told of the look itself. */
export interface DiagnosisFrame {
	/** ms since the epoch; null: nothing was read. */
	readonly asOf: number | null;
	readonly account: string | null;
	readonly region: string;
	readonly trouble: Trouble | null;
	readonly pipeline: string;
	readonly execution: string | null;
	/** AWS's own word. */
	readonly status: string | null;
	readonly commit: string | null;
	readonly stage: string | null;
	/** What there is to say beside the failures; null: nothing. */
	readonly note: string | null;
	readonly url: string | null;
}

/** What failed, as one JSON object; what is not known is null. */
export function diagnosisJson(about: DiagnosisFrame, reports: readonly FailureReport[]) {
	const {asOf, account, region, trouble, pipeline, execution, stage, status, commit, note, url} = about;
	const frame: Frame = {v: 1, asOf: iso(asOf), account, region, trouble: troubleJson(trouble)};
	return {
		...frame,
		pipeline,
		execution,
		status,
		commit,
		stage,
		failures: reports.map(failureJson),
		note,
		url,
	};
}

function failureJson(report: FailureReport) {
	const {action, chain, build, phase, message, links, answer, provider, startedAt, endedAt} = report;
	const {stage, command, cause, lines, consequences, novel, read, whole, gap, newer, masked} = report;
	return {
		stage,
		action,
		chain,
		ending: answer === null || answer === 'unknown' ? 'failed' : answer,
		provider,
		build,
		phase,
		message,
		command,
		startedAt: iso(startedAt),
		endedAt: iso(endedAt),
		cause: cause === null ? null : causeJson(cause, newer),
		retry: retryWords(cause?.known ?? null, newer, stage) || null,
		newer: newer.kind === 'entered' ? {execution: newer.execution, commit: newer.commit} : null,
		lines: lines.map(lineJson),
		consequences: consequences.map(lineJson),
		compare: compareJson(report),
		log: {lines: read, whole, novel, gap: gap === null ? null : {kind: gap.kind, message: gap.words}},
		masked,
		url: links.log ?? links.pipeline,
	};
}

function causeJson({known, proof, line}: ReportCause, newer: Newer) {
	const {id, cause, sure, advice} = known;
	return {id, cause, sure, evidence: proof, line, advice, retryHelps: canRetryHelp(known, newer)};
}

function lineJson({at, line, text, explains, error, novel}: ReportLine) {
	return {at: iso(at), line, text, explains, error, novel};
}

function compareJson({comparison, chains}: FailureReport) {
	if (comparison === null) return null;
	const {lastGreen, earlier, passed, same} = comparison;
	return {
		passed: passed.map(action => calledIn({chains}, action)),
		lastGreen: lastGreen === null ? null : {...lastGreen, at: iso(lastGreen.at)},
		earlier,
		same: same.map(each => ({...each, at: iso(each.at)})),
	};
}
