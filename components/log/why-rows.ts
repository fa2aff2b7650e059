import type {Known} from '../../source/diagnosis/diagnose.ts';
import {withoutColour} from '../../source/terminal/text.ts';
import {
	calledIn,
	greenWords,
	hitWords,
	momentsAt,
	passedWords,
} from '../../source/wording/comparison-words.ts';
import {grouped} from '../../source/wording/log-numbers.ts';
import {causeUnknown, novelWords} from '../../source/wording/novel-words.ts';
import {retryWords} from '../../source/wording/retry-words.ts';
import {breakWords, paintEnds, paintRow, type Span} from '../../source/wording/spans.ts';
import type {Style, Theme} from '../../source/wording/theme.ts';
import {fitSegments} from '../segments.ts';
import type {Findings} from './findings.ts';
import {beginning, undated} from './line-text.ts';
import type {Why} from './use-why.ts';

export interface WhyOptions {
	readonly columns: number;
	/** The most rows that there is room for. */
	readonly most: number;
	/** ms since the epoch. */
	readonly now: number;
	readonly theme: Theme;
}

/** A row that goes when room is short; the lowest `keep` goes first. */
interface Kept {
	readonly text: string;
	readonly keep: number;
}

/** How many lines are shown where no cause is known: what explains the failure, and what is new. */
const mostShown = 3;
/** Columns of the words before a row. */
const labelled = 11;

/** What is known of why, the most useful rows of it. Without a known cause none is claimed: then it is what the log shows. */
export function whyRows(why: Why, options: WhyOptions): readonly string[] {
	const painter = createPainter(why, options);
	const {known} = why.findings.diagnosis;
	const told = known === null ? painter.unknown() : painter.known(known);
	return most([...told, ...painter.beside()], options.most);
}

function most(rows: readonly Kept[], limit: number): readonly string[] {
	const kept = [...rows].sort((a, b) => b.keep - a.keep).slice(0, limit);
	return rows.filter(row => kept.includes(row)).map(({text}) => text);
}

function createPainter(why: Why, {columns, now, theme}: WhyOptions) {
	const {findings, comparison, place, newer} = why;
	const {diagnosis} = findings;
	const room = Math.max(20, columns - labelled - 1);
	const row = (label: string, keep: number, ...spans: readonly Span[]): Kept => ({
		keep,
		text: paintRow([' ', [label.padEnd(labelled - 1), 'dim'], ...spans], columns, theme),
	});
	const told = (label: string, text: string, keep: number, style: Style = 'plain'): readonly Kept[] => {
		const [first = '', ...rest] = breakWords(oneLine(text), room);
		const second = rest.length === 0 ? [] : [row('', keep - 0.5, [rest.join(' '), style])];
		return [row(label, keep, [first, style]), ...second];
	};
	const quote = (label: string, line: number, keep: number, remark = ''): Kept => {
		const text = withoutColour(beginning(undated(findings.text(line)), columns)).trim();
		const place: Span = [`line ${grouped(line + 1)}  `, 'dim'];
		const right: readonly Span[] = remark === '' || columns < 100 ? [] : [[`  ${remark} `, 'dim']];
		return {
			keep,
			text: paintEnds([' ', [label.padEnd(labelled - 1), 'dim'], place, text], right, columns, theme),
		};
	};
	const then = (shown: readonly number[]): readonly Kept[] => {
		const {count, first} = findings.consequences;
		const which = count < 2 ? 'a consequence' : `one of ${grouped(count)} consequences`;
		return first === null || shown.includes(first)
			? []
			: [quote('then', first, 1, `${which}, not the cause`)];
	};
	const retry = (known: Known | null) =>
		place === null ? '' : retryWords(known?.cause ?? null, newer, place.stage);
	const advice = (known: Known): readonly Kept[] => {
		const [words, again] = [oneLine(known.cause.advice), retry(known)];
		const both = [words, again].filter(part => part !== '').join(' · ');
		if (both === '') return [];
		const rows = breakWords(both, room);
		if (rows.length <= 2 || again === '' || words === '') return told('do', both, 7);
		// It may say that the advice comes too late, so it is never what is cut.
		return [row('do', 7, words), row('', 6.5, again)];
	};
	const fitted = (label: string, keep: number, ...parts: readonly (readonly [string, number])[]) => {
		const segments = parts.map(([text, keep]) => ({spans: [text], keep}));
		const spans = fitSegments(segments, columns - labelled - 1);
		return spans.length === 0 ? [] : [row(label, keep, ...spans)];
	};
	const newLines = (findings.novel?.first ?? []).slice(
		0,
		diagnosis.explaining === null ? mostShown : mostShown - 1,
	);
	return {
		known(known: Known): readonly Kept[] {
			const {cause, line, text} = known;
			const proof =
				line === null ? row('proof', 6, ['message  ', 'dim'], oneLine(text)) : quote('proof', line, 6);
			return [...told(cause.sure ?? 'cause', cause.cause, 9, 'bold'), proof, ...then([]), ...advice(known)];
		},
		unknown(): readonly Kept[] {
			const {explaining} = diagnosis;
			const again = retry(null);
			return [
				...told('unknown', unknownWords(findings), 9),
				...(explaining === null ? [] : [quote('shows', explaining, 7)]),
				...newLines.map((line, index) => quote(index === 0 ? 'new' : '', line, 5 - index * 0.1)),
				...then(newLines),
				...(again === '' ? [] : told('do', again, 2)),
			];
		},
		beside(): readonly Kept[] {
			if (comparison === null || place === null) return [];
			const moments = momentsAt(now);
			const {others, before, since} = hitWords(comparison, place, moments);
			const green = greenWords(comparison, moments, calledIn(place, place.action));
			return [
				...fitted('compare', 3, [passedWords(comparison, place), 2], [green, 3]),
				...fitted('also', 4, [others, 3], [before, 1], [since, 2]),
			];
		},
	};
}

/** That the cause is not known, and what a green log makes of that. */
function unknownWords({diagnosis, length, novel}: Findings): string {
	const {explaining, start, greenWhole} = diagnosis;
	if (length === 0) return 'what it says of itself tells of no known cause';
	if (novel !== null) {
		const {count} = novel;
		if (count === 0) return 'every line stands in the last green log too';
		return `${novelWords(count, greenWhole)}${count > mostShown ? ', these first' : ''}`;
	}
	if (explaining !== null) return `${causeUnknown}; this is what the log shows first`;
	return `no line of the log explains it${start === null ? '' : `; it ends at line ${grouped(start + 1)}`}`;
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
