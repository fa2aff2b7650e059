import type {RuleRun} from '../../source/domain/pipeline.ts';
import {
	isGate,
	rowKey,
	shownRows,
	spellOf,
	type Timeline,
	type TimelineRow,
	type TimelineStage,
} from '../../source/domain/timeline.ts';
import {barSigns, lane, type Piece} from '../../source/wording/bar.ts';
import {stateWord} from '../../source/wording/failure-words.ts';
import {actionLooks, type Look, stageLooks} from '../../source/wording/glyphs.ts';
import {isUnusual} from '../../source/wording/history-words.ts';
import {ruleWords} from '../../source/wording/rule-words.ts';
import {breakWords, fit, paintRow, type Span, width} from '../../source/wording/spans.ts';
import type {Style, Theme} from '../../source/wording/theme.ts';
import {type Axis, axisOf} from '../../source/wording/time-axis.ts';
import {took} from '../../source/wording/time-left-words.ts';
import {duration, nameOf} from '../../source/wording/words.ts';
import {windowed} from '../list-pane.ts';

export interface WaterfallOptions {
	readonly timeline: Timeline;
	/** The key of the selected row. */
	readonly selected: string | null;
	readonly columns: number;
	readonly height: number;
	readonly theme: Theme;
}

/** The widths of the columns before the bars, and of the bars (0: there is no room for any). */
interface Columns {
	readonly name: number;
	readonly word: number;
	readonly took: number;
	readonly usual: number;
	readonly bars: number;
}

interface Line {
	readonly key: string | null;
	readonly text: string;
}

/** Fewer columns of bars tell nothing. */
const leastBars = 18;

/** A row for each try of each action under its stage, with bars on one axis of time; as high as needed, at most `height`. */
export function waterfallRows(options: WaterfallOptions): readonly string[] {
	const {timeline, height, selected} = options;
	const columns = columnsOf(options);
	const axis = axisFor(timeline, columns.bars);
	const blocks = timeline.stages.map(stage => stageLines(stage, columns, axis, options));
	const head = headRow(columns, axis, options);
	const lines = blocks.flat();
	const room = height - head.length;
	const loose = lines.length + blocks.length - 1 <= room;
	const blank: Line = {key: null, text: ' '.repeat(options.columns)};
	const all = loose ? blocks.flatMap((block, index) => (index === 0 ? block : [blank, ...block])) : lines;
	const hidden = all.length > room;
	const shown = hidden ? room - 1 : room;
	const seen = windowed(all, shown, placeIn(all, selected, shown)).map(({text}) => text);
	return [...head, ...seen, ...(hidden ? [moreRow(all.length - seen.length, options)] : [])];
}

/** Where the selected row is; what stands below the last that can be selected, such as rules, is seen with that one. */
function placeIn(lines: readonly Line[], selected: string | null, height: number): number {
	const at = lines.findIndex(({key}) => key !== null && key === selected);
	const isLast = at >= 0 && at === lines.findLastIndex(({key}) => key !== null);
	return isLast ? Math.min(lines.length - 1, at + Math.floor(height / 2)) : at;
}

/** How many rows all of it takes once every stage is reached, with a blank one between two stages. */
export function waterfallHeight({stages}: Timeline): number {
	return 1 + stages.reduce((sum, stage) => sum + stageHeight(stage) + 1, -1);
}

function stageHeight({name, rows, rules}: TimelineStage): number {
	if (rules.length > 0) return 1 + rows.length + rules.length;
	return rows.length === 1 && rows[0]?.name === name ? 1 : 1 + rows.length;
}

function moreRow(hidden: number, {columns, theme}: WaterfallOptions): string {
	return paintRow(
		[
			['   ', 'plain'],
			[`${hidden} more rows, j k`, 'dim'],
		],
		columns,
		theme,
	);
}

/** A stage that is one action of its own name is one row with it. */
function isSingle({name, rows, rules}: TimelineStage): boolean {
	return rules.length === 0 && rows.length === 1 && rows[0]?.name === name && rows[0].run !== null;
}

function columnsOf({timeline, columns}: WaterfallOptions): Columns {
	const rows = timeline.stages.flatMap(stage => shownRows(stage));
	const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(text => width(text)));
	const words = widest(rows.map(wordOf));
	const times = Math.max(4, widest(rows.map(tookWords)));
	const usuals = Math.max(widest(rows.map(usualWords)), rows.length > 0 ? 5 : 0);
	const fixed = 5 + gap(words) + gap(times) + gap(usuals);
	const names = widest([...rows.map(nameWords), ...timeline.stages.map(stageName)]);
	const name = Math.min(names, Math.max(10, columns >= 100 ? 32 : Math.floor(columns * 0.34)));
	const bars = columns - fixed - name - 3;
	return bars >= leastBars
		? {name, word: words, took: times, usual: usuals, bars}
		: {name: Math.max(6, Math.min(names, columns - fixed)), word: words, took: times, usual: usuals, bars: 0};
}

const stageName = (stage: TimelineStage) => (isSingle(stage) ? '' : stage.name.slice(0, 16));

/** A column and what parts it from the one before. */
function gap(columns: number): number {
	return columns === 0 ? 0 : columns + 2;
}

function axisFor({span, stages}: Timeline, columns: number): Axis | null {
	if (span === null || columns === 0) return null;
	const rows = stages.flatMap(stage => stage.rows);
	const busy = rows.filter(row => !isGate(row)).flatMap(spellOf);
	const ahead = rows.flatMap(({from, usual}) =>
		from === null || usual === null ? [] : [{time: from, ms: usual}],
	);
	const usual = Math.max(0, ...rows.map(row => row.usual ?? 0));
	return axisOf(span, busy, columns - 1, {ahead, usual});
}

/** What stands in the columns, and the time since the beginning over the bars. */
function headRow(
	columns: Columns,
	axis: Axis | null,
	{columns: total, theme}: WaterfallOptions,
): readonly string[] {
	const {name, word} = columns;
	const labels: readonly Span[] = [
		[fit('     action', 5 + name + gap(word)), 'dim'],
		['  ', 'plain'],
		[fit('took', columns.took, {align: 'right'}), 'dim'],
		'  ',
		[fit('usual', columns.usual, {align: 'right'}), 'dim'],
	];
	if (axis === null) return [paintRow(labels, total, theme)];
	const cells = Array.from({length: columns.bars}, () => ' ');
	for (const {column, label} of axis.ticks)
		for (const [at, sign] of [...label].entries()) cells[column + at] = sign;
	for (const {from, to} of axis.breaks) {
		const free = cells.findIndex((cell, at) => at > from && at < to && cell === ' ' && cells[at - 1] === ' ');
		if (free >= 0) cells[free] = barSigns.break;
	}
	return [paintRow([...labels, '   ', [cells.join(''), 'dim']], total, theme)];
}

function stageLines(
	stage: TimelineStage,
	columns: Columns,
	axis: Axis | null,
	options: WaterfallOptions,
): readonly Line[] {
	const rows = shownRows(stage).map(row => ({
		key: rowKey(row),
		text: rowText(row, isSingle(stage), columns, axis, options),
	}));
	if (isSingle(stage)) return rows;
	return [
		{key: null, text: stageText(stage, options)},
		...rows,
		...stage.rules.flatMap(rule => ruleLines(rule, options)),
	];
}

/** A rule that did not hold, in as many rows as it takes, three at most. */
function ruleLines(rule: RuleRun, {columns, theme}: WaterfallOptions): readonly Line[] {
	const {glyph, style} = stageLooks.Failed;
	return breakWords(ruleWords(rule), columns - 6)
		.slice(0, 3)
		.map((row, index) => ({
			key: null,
			text: paintRow(['   ', index === 0 ? [glyph, style] : ' ', ' ', [row, style]], columns, theme),
		}));
}

const placeLooks = {
	entered: null,
	waits: {...stageLooks.Waiting, word: 'waits outside'},
	ahead: null,
	missed: stageLooks.NotReached,
	refused: {...stageLooks.Failed, word: 'refused by a condition'},
	skipped: {...stageLooks.Skipped, word: 'skipped by a condition'},
	unread: {...stageLooks.Unknown, word: 'not read yet'},
} as const satisfies Record<TimelineStage['place'], Look | null>;

function stageText({name, place}: TimelineStage, {columns, theme}: WaterfallOptions): string {
	const look = placeLooks[place];
	const title: Span = [name, place === 'entered' ? 'bold' : 'dim'];
	if (look === null) return paintRow([' ', title], columns, theme);
	return paintRow(
		[' ', [look.glyph, look.style], ' ', title, [`  ${look.word}`, look.style]],
		columns,
		theme,
	);
}

function rowText(
	row: TimelineRow,
	single: boolean,
	columns: Columns,
	axis: Axis | null,
	{columns: total, theme, selected}: WaterfallOptions,
): string {
	const {glyph, style} = actionLooks[row.state];
	const chosen = rowKey(row) === selected;
	return paintRow(
		[
			chosen ? ['▌', 'cursor'] : ' ',
			single ? '' : '  ',
			[glyph, style],
			' ',
			[nameCell(row, columns.name + (single ? 2 : 0)), chosen ? 'bold' : row.run === null ? 'dim' : 'plain'],
			columns.word === 0 ? '' : ['  ', 'plain'],
			[fit(wordOf(row), columns.word), style],
			'  ',
			[fit(tookWords(row), columns.took, {align: 'right'}), isOver(row) ? 'waiting' : 'plain'],
			'  ',
			[fit(usualWords(row), columns.usual, {align: 'right'}), 'dim'],
			...(axis === null ? [] : ['   ', ...lane(piecesOf(row, axis), columns.bars)]),
		],
		total,
		theme,
	);
}

/** Whether it took longer than usual by more than chance. */
function isOver({from, to, usual}: TimelineRow): boolean {
	return from !== null && to !== null && usual !== null && isUnusual(to - from, usual) && to - from > usual;
}

function nameWords(row: TimelineRow): string {
	return row.attempts === 1 ? nameOf(row) : `${nameOf(row)} try ${row.attempt}`;
}

/** The name in so many columns; which try it is, is never cut. */
function nameCell(row: TimelineRow, columns: number): string {
	const attempt = nameWords(row).slice(nameOf(row).length);
	return width(nameWords(row)) <= columns
		? fit(nameWords(row), columns)
		: fit(nameOf(row), columns - attempt.length) + attempt;
}

/** How it stands in a word, where that is not what is hoped for. */
function wordOf(row: TimelineRow): string {
	switch (row.state) {
		case 'Succeeded':
			return isGate(row) ? 'approved' : '';
		case 'Waiting':
			return 'waiting';
		case 'NotStarted':
		case 'Running':
		case 'Failed':
		case 'Abandoned':
		case 'Unknown':
			return stateWord(row);
	}
}

function tookWords({from, to, open}: TimelineRow): string {
	if (from === null || to === null) return '';
	return open ? duration(to - from) : took(to - from);
}

function usualWords({usual}: TimelineRow): string {
	return usual === null ? '' : took(usual);
}

/** The bar of a row, the mark of its usual length on it or behind it, and that it goes on. */
function piecesOf(row: TimelineRow, axis: Axis): readonly Piece[] {
	const {from, to, open, usual} = row;
	if (from === null) return [];
	const gate = isGate(row);
	const begin = axis.at(from);
	const end = Math.max(begin + 1, axis.at(to ?? from));
	const mark = usual === null ? null : Math.max(begin, axis.after(from, usual));
	const style: Style = gate && row.state === 'Succeeded' ? 'dim' : actionLooks[row.state].style;
	return [
		...(open && mark !== null && mark > end ? [{from: end, to: mark, sign: '·', style: 'dim' as const}] : []),
		{from: begin, to: end, sign: gate ? barSigns.people : barSigns.work, style},
		...(mark === null ? [] : [{from: mark, to: mark + 1, sign: barSigns.mark, style: 'plain' as const}]),
		...(open ? [{from: end, to: end + 1, sign: barSigns.open, style}] : []),
	];
}
