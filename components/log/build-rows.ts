import type {LogView} from '../../hooks/log-view.ts';
import type {LogSource} from '../../hooks/use-log-target.ts';
import type {Diagnosis, Known} from '../../source/diagnosis/diagnose.ts';
import {withoutColour} from '../../source/terminal/text.ts';
import {fit, paintRow, type Span, width, widthOf} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {nameOf, troubleWords} from '../../source/wording/words.ts';
import {fitSegments} from '../segments.ts';
import {phaseSegments, standingOf} from './build-words.ts';
import {beginning, undated} from './line-text.ts';
import {grouped} from './log-words.ts';

export interface BuildRowsOptions {
	readonly source: LogSource;
	/** Null: nothing failed. */
	readonly diagnosis: Diagnosis | null;
	readonly view: LogView;
	readonly columns: number;
	/** Rows of the whole screen: what is of less use goes first. */
	readonly rows: number;
	/** ms since the epoch. */
	readonly now: number;
	readonly theme: Theme;
}

/** Everything above the log: the action, its build, the phases, what failed and what is known of why. */
export function buildRows(options: BuildRowsOptions): readonly string[] {
	const {source, rows, columns, theme, view} = options;
	const {trouble} = source;
	return [
		headerRow(options),
		...(trouble === null ? [] : [paintRow([' ? ', [troubleWords(trouble), 'trouble']], columns, theme)]),
		...(rows < 24 || source.build === null
			? []
			: [paintRow([' ', [source.build.id, 'dim']], columns, theme)]),
		...(rows < 13 ? [] : phaseRow(options)),
		...(rows < 8 ? [] : failureRow(options)),
		...(!hasWhy(rows) || view.folded ? [] : whyRows(options)),
	];
}

function headerRow({source, columns, now, theme}: BuildRowsOptions): string {
	const {pipeline, stage, action} = source.target;
	const name = source.action === null ? action : nameOf(source.action);
	const standing = fitSegments(
		standingOf(source, now),
		Math.max(12, columns - width(pipeline) - width(name) - 8),
	);
	const room = columns - widthOf(standing) - 3;
	const titles = [[pipeline, stage, name].join(' › '), [pipeline, name].join(' › ')];
	const title = titles.find(each => width(each) <= room) ?? `${name} · ${pipeline}`;
	return paintRow([' ', [fit(title, Math.max(1, room)), 'bold'], ' ', ...standing], columns, theme);
}

function phaseRow({source: {build}, columns, now, theme}: BuildRowsOptions): readonly string[] {
	if (build === null || build.phases.length === 0) return [];
	const room = columns - 2;
	const fits = [12, 8, 5, 3]
		.map(widest => phaseSegments(build, now, widest))
		.find(segments => segments.reduce((sum, {spans}) => sum + widthOf(spans) + 2, -2) <= room);
	const spans = fitSegments(fits ?? phaseSegments(build, now, 2), room, '  ');
	return [paintRow([' ', ...spans], columns, theme)];
}

/**
 * The first failed phase and what it says: the reason first, or the known cause where there is no room for why, then the
 * command whose script is left out.
 */
function failureRow({diagnosis, columns, rows, theme}: BuildRowsOptions): readonly string[] {
	if (diagnosis === null) return [];
	const {phase, command, known} = diagnosis;
	const reason = hasWhy(rows) ? diagnosis.reason : (known?.cause.cause ?? diagnosis.reason);
	const what = reason ?? 'failed, and nothing says why';
	return [
		paintRow(
			[
				' ',
				[phase === null ? '' : `${phase}: `, 'bad'],
				what.replace(/\s+/g, ' '),
				[command === null ? '' : ` · ${command}`, 'dim'],
			],
			columns,
			theme,
		),
	];
}

/** Whether a screen of so many rows has room for what is known of why. */
function hasWhy(rows: number): boolean {
	return rows >= 20;
}

/** What is known of why. Without a known cause none is claimed: the line is the first evidence, no more. */
function whyRows({diagnosis, view, columns, theme}: BuildRowsOptions): readonly string[] {
	if (diagnosis === null || (diagnosis.known === null && view.content.lines.length === 0)) return [];
	const {explaining, errors, start, known} = diagnosis;
	const lines = view.content.lines;
	const row = (label: string, ...spans: readonly Span[]) =>
		paintRow([' ', [label.padEnd(10), 'dim'], ...spans], columns, theme);
	const quote = (label: string, line: number) =>
		row(
			label,
			[`line ${grouped(line + 1)}  `, 'dim'],
			withoutColour(beginning(undated(lines[line]?.text ?? ''), columns)).trim(),
		);
	const rule = ruleRow([['why', 'title']], columns, theme);
	const next = errors.find(line => line > (explaining ?? 0) + 1 && !lines[line]?.text.startsWith(' '));
	const later = next === undefined || explaining === null ? [] : [quote('later', next)];
	if (known !== null) {
		const {cause, line, text} = known;
		return [
			rule,
			row(cause.sure ?? 'cause', cause.cause),
			line === null ? row('proof', ['message  ', 'dim'], text) : quote('proof', line),
			...later,
			row('do', cause.advice, [retryWords(cause), 'dim']),
		];
	}
	if (explaining === null) {
		const where = start === null ? '' : `; it ends at line ${grouped(start + 1)}`;
		return [rule, row('unknown', `no line of the log explains it${where}`)];
	}
	return [
		rule,
		row('unknown', 'the cause is not known; this is what the log shows first'),
		quote('shows', explaining),
		...later,
	];
}

function retryWords({retryHelps}: Known['cause']): string {
	return retryHelps === null ? '' : retryHelps ? ' · a retry helps' : ' · a retry will not help';
}

/** A line across the screen with words in it. */
export function ruleRow(words: readonly Span[], columns: number, theme: Theme): string {
	const inside = widthOf(words) === 0 ? [] : [' ', ...words, ' '];
	const rest = Math.max(0, columns - 1 - widthOf(inside));
	return paintRow([['─', 'line'], ...inside, ['─'.repeat(rest), 'line']], columns, theme);
}
