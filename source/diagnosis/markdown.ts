import type {FailureReport, ReportLine} from './report.ts';
import {comparisonWords, endingWords, gapSentence, retryWords} from './report-words.ts';

/** How many lines of a log a report quotes, and the longest that one of them may be; characters. */
const quoted = 10;
const longest = 300;

/** Failures as a chat or a ticket needs them, in Markdown: absolute times (UTC), links whole, nothing that formats by accident. */
export function markdownOf(reports: readonly FailureReport[]): string {
	return reports.map(sectionOf).join('\n');
}

function sectionOf(report: FailureReport): string {
	const {pipeline, stage, action, chain, lines, links, gap, masked} = report;
	const urls = [...new Set([links.log ?? links.pipeline, links.pipeline])];
	return [
		`### ✗ ${escaped(pipeline)} › ${escaped(stage)} › ${escaped(chain ?? action)} ${endingWords(report)}`,
		'',
		...facts(report).map(([name, value]) => `- **${name}**: ${value}`),
		'',
		...(lines.length > 0 ? [...fenced(mostTelling(lines).map(quotedLine)), ''] : []),
		...(gap === null ? [] : [escaped(gapSentence(gap)), '']),
		...(masked ? ['What looks like a secret is shown as \\*\\*\\*.', ''] : []),
		...urls.map(url => `<${url.replace(/[<>\s]/g, encodeURIComponent)}>`),
		'',
	].join('\n');
}

function facts(report: FailureReport): readonly (readonly [name: string, value: string])[] {
	const {cause, commit, subject, chain, action, message, build, phase, endedAt} = report;
	const rows: readonly (readonly [name: string, value: string | null])[] = [
		['execution', code(report.execution)],
		['action', chain === null ? null : code(action)],
		['commit', commit === null ? 'unknown' : `${code(commit)}${subject === null ? '' : ` ${code(subject)}`}`],
		['ended', endedAt === null ? null : utc(endedAt)],
		['build', build === null ? null : code(build)],
		['phase', phase === null ? null : code(phase)],
		['message', message === null ? null : code(cut(message))],
		['cause', causeWords(report)],
		['evidence', cause === null ? null : `${placeOf(cause.line)}${code(cut(cause.proof))}`],
		['advice', cause === null ? null : escaped(cause.known.advice)],
		['retry', retryWords(report) || null],
		['compared', comparisonWords(report, utc).map(escaped).join(' · ') || null],
	];
	return rows.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value] as const]));
}

/** Nothing where a person, or nobody, ended it: that is all there is to know. */
function causeWords({cause, ending}: FailureReport): string | null {
	if (cause === null) return ending === 'failed' ? 'unknown' : null;
	const {cause: words, sure} = cause.known;
	return `${escaped(words)}${sure === null ? '' : ` (${sure})`}`;
}

function placeOf(line: number | null): string {
	return line === null ? '' : `line ${line.toLocaleString('en-US')} `;
}

/** Of many lines the ones that tell most, in their order: what explains, other evidence, what is new, what stands near. */
export function mostTelling(lines: readonly ReportLine[], most = quoted): readonly ReportLine[] {
	const middle = Math.max(
		0,
		lines.findIndex(({explains}) => explains),
	);
	const rank = ({explains, error, novel}: ReportLine) => (explains ? 0 : error ? 1 : novel ? 2 : 3);
	return lines
		.map((line, index) => ({line, index, rank: rank(line), far: Math.abs(index - middle)}))
		.sort((a, b) => a.rank - b.rank || a.far - b.far)
		.slice(0, most)
		.sort((a, b) => a.index - b.index)
		.map(({line}) => line);
}

function quotedLine({line, text, novel}: ReportLine): string {
	return `${line === null ? '' : `${line.toLocaleString('en-US').padStart(7)} `}${novel ? '+' : ' '} ${cut(text)}`;
}

/** A block of code whose fence no line in it can end. */
function fenced(lines: readonly string[]): readonly string[] {
	const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
	return [fence, ...lines, fence];
}

/** A text as it stands, whatever it holds. */
export function code(text: string): string {
	const ticks = '`'.repeat(longestRun(text) + 1);
	const pad = /^`|`$/.test(text) ? ' ' : '';
	return `${ticks}${pad}${text}${pad}${ticks}`;
}

function longestRun(text: string): number {
	return Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
}

/** A text that formats nothing and hides nothing. */
export function escaped(text: string): string {
	return text.replace(/[\\`*[\]<>|~]|(?<!\w)_|_(?!\w)/g, '\\$&');
}

function cut(text: string): string {
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** `2026-11-21 12:00 UTC`; ms since the epoch in. */
export function utc(at: number): string {
	return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
