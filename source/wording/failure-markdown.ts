import type {FailureReport, ReportLine} from '../diagnosis/report.ts';
import {comparisonWords} from './comparison-words.ts';
import {endingWord} from './failure-words.ts';
import {grouped} from './log-numbers.ts';
import {code, escaped, type Fact, factList, fenced, link, utc} from './markdown.ts';
import {novelWords} from './novel-words.ts';
import {retryWords} from './retry-words.ts';

/** How many lines of a log a report quotes, and the longest that one of them may be; characters. */
const quoted = 10;
const longest = 300;

/** Failures as a chat or a ticket needs them, in Markdown: absolute times (UTC), links whole, nothing that formats by accident. */
export function markdownOf(reports: readonly FailureReport[]): string {
	return reports.map(sectionOf).join('\n');
}

function sectionOf(report: FailureReport): string {
	const {pipeline, stage, action, chain, answer, lines, links, gap, masked} = report;
	const urls = [...new Set([links.log ?? links.pipeline, links.pipeline])];
	return [
		`### ✗ ${escaped(pipeline)} › ${escaped(stage)} › ${escaped(chain ?? action)} ${endingWord(answer)}`,
		'',
		...factList(facts(report)),
		'',
		...(lines.length > 0 ? [...fenced(mostTelling(lines).map(quotedLine)), ''] : []),
		...(gap === null ? [] : [escaped(gap.words), '']),
		...(masked ? ['What looks like a secret is shown as \\*\\*\\*.', ''] : []),
		...urls.map(link),
		'',
	].join('\n');
}

function facts(report: FailureReport): readonly Fact[] {
	const {cause, commit, subject, stage, chain, action, message, build, phase, endedAt, newer} = report;
	const {compared, also} = comparisonWords(report.comparison, report, {ago: utc, time: utc});
	return [
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
		['retry', retryWords(cause?.known ?? null, newer, stage)],
		['compared', escaped(compared)],
		['also', escaped(also)],
	];
}

/** Nothing where a person, or nobody, ended it: that is all there is to know. */
function causeWords({cause, answer, lines, greenWhole}: FailureReport): string | null {
	if (cause === null) {
		const shown = mostTelling(lines).filter(({novel}) => novel).length;
		if (answer !== null) return null;
		return shown === 0 ? 'unknown' : `unknown: ${novelWords(shown, greenWhole)} (+)`;
	}
	const {cause: words, sure} = cause.known;
	return `${escaped(words)}${sure === null ? '' : ` (${sure})`}`;
}

function placeOf(line: number | null): string {
	return line === null ? '' : `line ${grouped(line)} `;
}

/** Of many lines the ones that tell most, in their order: what explains, other evidence, what is new, what stands near. */
function mostTelling(lines: readonly ReportLine[], most = quoted): readonly ReportLine[] {
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
	return `${line === null ? '' : `${grouped(line).padStart(7)} `}${novel ? '+' : ' '} ${cut(text)}`;
}

function cut(text: string): string {
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
