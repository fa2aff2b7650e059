import type {FailureReport, ReportLine} from '../diagnosis/report.ts';
import {short} from '../domain/commit.ts';
import {comparisonWords, momentsAt} from '../wording/comparison-words.ts';
import {endingWord} from '../wording/failure-words.ts';
import {grouped, lineCount, sinceStart} from '../wording/log-numbers.ts';
import {causeUnknown, novelWords} from '../wording/novel-words.ts';
import {retryWords} from '../wording/retry-words.ts';
import {breakWords, type Span} from '../wording/spans.ts';
import type {Style} from '../wording/theme.ts';
import {clock, duration} from '../wording/words.ts';
import type {Paper} from './paper.ts';

/** Longest line of a log that is shown; characters. The terminal breaks it, so that it can be copied whole. */
const longest = 600;
const shortestLabel = 9;

/** A failure as rows of text: what failed and why, the lines that show it, and the link, whole on a row of its own. */
export function failureRows(report: FailureReport, now: number, paper: Paper): readonly string[] {
	const {lines, links} = report;
	return [
		...headRows(report, now, paper),
		...whyRows(whyOf(report, now), paper),
		...(lines.length === 0 ? [] : ['', ...lineRows(report, paper)]),
		'',
		links.log ?? links.pipeline,
	];
}

function headRows(report: FailureReport, now: number, {theme}: Paper): readonly string[] {
	const {pipeline, stage, action, chain, answer, execution, build, commit, subject, endedAt} = report;
	const kind = kindWords(report);
	const about = [
		kind,
		endedAt === null ? '' : `${clock(endedAt, now)}, ${duration(now - endedAt)} ago`,
		commit === null ? 'unknown commit' : `${short(commit)}${subject === null ? '' : ` ${subject}`}`,
	];
	const ids = [chain === null ? '' : action, `exec ${execution}`, build === null ? '' : `build ${build}`];
	return [
		theme.paint('bad', `✗ ${pipeline} › ${stage} › ${chain ?? action} ${endingWord(answer)}`),
		theme.paint('dim', `  ${about.filter(each => each !== '').join(' · ')}`),
		theme.paint('dim', `  ${ids.filter(each => each !== '').join(' · ')}`),
	];
}

/** What does the work where it is no build. */
function kindWords({provider, category, build}: FailureReport): string {
	if (category === 'Source') return `source${provider === null ? '' : ` (${provider})`}`;
	return build !== null || category === 'Approval' ? '' : (provider ?? '');
}

/** A label, what it says, and what must stay on one row: a line of a log. */
interface Why {
	readonly label: string;
	readonly style: Style;
	readonly text: string;
	readonly line?: true;
}

function whyOf(report: FailureReport, now: number): readonly Why[] {
	const {cause, consequences, gap, phase, message, command, read, whole, novel, lines, masked} = report;
	const retry = retryWords(cause?.known ?? null, report.newer, report.stage);
	const {compared, also} = comparisonWords(report.comparison, report, momentsAt(now));
	const advice = [cause?.known.advice ?? '', retry].filter(each => each !== '').join(' · ');
	const told = message === null ? 'failed without saying why' : message;
	const rows: readonly Why[] = [
		{
			label: phase ?? 'said',
			style: 'plain',
			text: `${told}${command === null ? '' : ` (${cut(command, 80)})`}`,
		},
		cause === null
			? {label: 'unknown', style: 'waiting', text: unknownWords(report)}
			: {label: cause.known.sure ?? 'known', style: 'bad', text: cause.known.cause},
		{
			label: 'proof',
			style: 'plain',
			text: cause === null ? '' : `${placeOf(cause.line)}${cause.proof}`,
			line: true,
		},
		...consequences.map(
			(each): Why => ({label: 'then', style: 'dim', text: `${placeOf(each.line)}${each.text}`, line: true}),
		),
		{label: 'do', style: 'good', text: advice},
		{label: 'compare', style: 'plain', text: compared},
		{label: 'also', style: 'plain', text: also},
		{label: 'log', style: 'waiting', text: gap?.words ?? ''},
		{
			label: 'log',
			style: 'plain',
			text: lines.length === 0 ? '' : shownWords(lines.length, read, whole, novel),
		},
		{label: 'masked', style: 'waiting', text: masked ? 'what looks like a secret is shown as ***' : ''},
	];
	return rows.filter(({text}) => text !== '');
}

/** Empty where a person, or nobody, ended it: that is all there is to know. */
function unknownWords({lines, answer, greenWhole}: FailureReport): string {
	if (answer !== null) return '';
	const shown = lines.filter(({novel}) => novel).length;
	return shown === 0 ? causeUnknown : `${novelWords(shown, greenWhole)} (+)`;
}

function shownWords(shown: number, read: number, whole: boolean, novel: number | null): string {
	const of = `${shown} of ${whole ? '' : 'the last '}${lineCount(read)}`;
	return novel === null ? of : `${of} · not in the last green log: ${grouped(novel)} (marked +)`;
}

function placeOf(line: number | null): string {
	return line === null ? '' : `line ${grouped(line)}  `;
}

function whyRows(whys: readonly Why[], {columns, theme}: Paper): readonly string[] {
	const labels = Math.max(shortestLabel, ...whys.map(({label}) => label.length));
	const width = Math.max(20, columns - labels - 3);
	return whys.flatMap(({label, style, text, line}) =>
		(line ? [cut(text, longest)] : breakWords(text, width)).map((row, index) => {
			const head = (index === 0 ? label : '').padEnd(labels);
			return `  ${theme.paint('dim', head)} ${theme.paint(style, row)}`.trimEnd();
		}),
	);
}

function lineRows({lines, buildStartedAt}: FailureReport, {theme}: Paper): readonly string[] {
	const start = buildStartedAt ?? lines[0]?.at ?? 0;
	const cells = lines.map(each => ({
		each,
		number: each.line === null ? '' : grouped(each.line),
		time: sinceStart(each.at - start),
	}));
	const numbers = Math.max(...cells.map(({number}) => number.length));
	const times = Math.max(...cells.map(({time}) => time.length));
	const paint = (spans: readonly Span[]) =>
		spans.map(span => (typeof span === 'string' ? span : theme.paint(span[1], span[0]))).join('');
	return cells.map(({each, number, time}) =>
		paint([
			[`${each.explains ? '▌' : ' '}`, 'bad'],
			[`${number.padStart(numbers)}  ${time.padEnd(times)} `, 'dim'],
			[each.novel ? '+ ' : '  ', 'good'],
			[cut(each.text, longest), styleOf(each)],
		]).trimEnd(),
	);
}

function styleOf({explains, error}: ReportLine): Style {
	return explains ? 'bad' : error ? 'waiting' : 'plain';
}

function cut(text: string, most: number): string {
	return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** What is said below all failures, or in their place. */
export function noteRows(note: string, {columns}: Paper): readonly string[] {
	return breakWords(note, columns);
}
