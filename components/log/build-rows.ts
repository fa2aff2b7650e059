import type {LogView} from '../../hooks/log-view.ts';
import type {LogSource} from '../../hooks/use-log-target.ts';
import type {KnownCause} from '../../source/domain/cause.ts';
import type {ActionProgress} from '../../source/domain/progress.ts';
import {causeWords, shortened, workWords} from '../../source/wording/failure-words.ts';
import {breakWords, fit, paintEnds, paintRow, type Span, width, widthOf} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {nameOf, troubleWords} from '../../source/wording/words.ts';
import {fitSegments} from '../segments.ts';
import {phaseSegments, standingOf, usualPhase} from './build-words.ts';
import type {Why} from './use-why.ts';
import {whyRows} from './why-rows.ts';

export interface BuildRowsOptions {
	readonly source: LogSource;
	/** Null: nothing failed. */
	readonly why: Why | null;
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
		...(!hasWhy(rows) || view.folded ? [] : whyBlock(options)),
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

function phaseRow({source: {build, usual}, columns, now, theme}: BuildRowsOptions): readonly string[] {
	if (build === null || build.phases.length === 0) return [];
	const drawn = (widest: number) => phaseSegments(build, now, widest, usual);
	const words = usualPhase(build, now, usual);
	const room = columns - 2 - (words === '' ? 0 : width(words) + 3);
	const fits = [12, 8, 5, 3]
		.map(drawn)
		.find(segments => segments.reduce((sum, {spans}) => sum + widthOf(spans) + 2, -2) <= room);
	const spans = fitSegments(fits ?? drawn(2), columns - 2, '  ');
	const isThere = words !== '' && widthOf(spans) + width(words) + 4 <= columns;
	const ends: readonly Span[] = isThere ? [[` ${words} `, 'dim']] : [];
	return [paintEnds([' ', ...spans], ends, columns, theme)];
}

/**
 * The first failed phase and what it says: the reason first, or the known cause where there is no room for why, then the
 * command whose script is left out. Of an action without a build: what did not work.
 */
function failureRow(options: BuildRowsOptions): readonly string[] {
	const {why, source} = options;
	const {action} = source;
	if (action?.state === 'Failed' && action.run?.build === null) return workRow(action, options);
	if (why === null) return [];
	const {phase, command, reason} = why.findings.diagnosis;
	const cause = hiddenCause(options);
	const what = cause?.cause ?? reason ?? 'failed, and nothing says why';
	return headed([phase ?? '', cause?.sure ?? ''], what, command === null ? '' : ` · ${command}`, options);
}

/** What did not work, where no build tells of phases. */
function workRow(action: ActionProgress, options: BuildRowsOptions): readonly string[] {
	const known = hiddenCause(options);
	const {failed} = workWords(action);
	const what = known?.cause ?? causeWords(action);
	// An approval's words tell all; a known cause needs the room more than who did the work.
	const isTold = action.category === 'Approval' ? what !== '' : known !== null && options.columns < 80;
	return headed([isTold ? '' : failed, known?.sure ?? ''], what, '', options);
}

/** `BUILD · certain: what failed`: two rows of it where it is the only place that says so, and there are rows to spare. */
function headed(
	heads: readonly string[],
	what: string,
	after: string,
	options: BuildRowsOptions,
): readonly string[] {
	const {columns, rows, theme} = options;
	const text = what.replace(/\s+/g, ' ').trim();
	const head = heads.filter(word => word !== '').join(' · ');
	const label: Span = [head === '' || text === '' ? head : `${head}: `, 'bad'];
	const short = shortened(text, columns - widthOf([label]) - 2);
	const broken = breakWords(short, Math.max(20, columns - widthOf([label]) - 2));
	const isLast = hiddenCause(options) !== null && rows >= 12 && broken.length > 1;
	if (!isLast) return [paintRow([' ', label, short, [after, 'dim']], columns, theme)];
	const [first = '', ...rest] = broken;
	return [
		paintRow([' ', label, first], columns, theme),
		paintRow([' '.repeat(1 + widthOf([label])), rest.join(' ')], columns, theme),
	];
}

/** The known cause where there is no room for why. */
function hiddenCause({why, rows}: BuildRowsOptions): KnownCause | null {
	if (why === null || hasWhy(rows)) return null;
	return why.findings.diagnosis.known?.cause ?? null;
}

/** Whether a screen of so many rows has room for what is known of why. */
function hasWhy(rows: number): boolean {
	return rows >= 20;
}

/** Why, under its title: at most six rows, fewer where the log would have no room. */
function whyBlock({why, columns, rows, now, theme}: BuildRowsOptions): readonly string[] {
	if (why === null) return [];
	const told = whyRows(why, {columns, now, theme, most: rows < 24 ? 4 : 6});
	return told.length === 0 ? [] : [ruleRow([['why', 'title']], columns, theme), ...told];
}

/** A line across the screen with words in it. */
export function ruleRow(words: readonly Span[], columns: number, theme: Theme): string {
	const inside = widthOf(words) === 0 ? [] : [' ', ...words, ' '];
	const rest = Math.max(0, columns - 1 - widthOf(inside));
	return paintRow([['─', 'line'], ...inside, ['─'.repeat(rest), 'line']], columns, theme);
}
