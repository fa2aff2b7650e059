import type {TimelineSource} from '../../hooks/use-timeline.ts';
import type {Commit} from '../../source/domain/commit.ts';
import {short} from '../../source/domain/commit.ts';
import {commitOf} from '../../source/domain/execution.ts';
import type {State} from '../../source/domain/state.ts';
import {isMoving} from '../../source/domain/status.ts';
import {rowKey} from '../../source/domain/timeline.ts';
import {actionLooks} from '../../source/wording/glyphs.ts';
import {actionWords, executionLook, historyWords} from '../../source/wording/history-words.ts';
import {paintEnds, paintRow, type Span, widthOf} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {duration, troubleWords} from '../../source/wording/words.ts';
import {filled} from '../list-pane.ts';
import {ruleRow} from '../log/build-rows.ts';
import {fitSegments} from '../segments.ts';
import {stripRows} from './strip-rows.ts';
import {executionSegments, rowSegments, shareSegments} from './timeline-words.ts';
import {waterfallHeight, waterfallRows} from './waterfall-rows.ts';

export interface TimelineRowsOptions {
	readonly source: TimelineSource;
	readonly pipeline: string;
	readonly tracked: readonly Commit[];
	readonly commits: State['commits'];
	readonly columns: number;
	/** How many rows there are. */
	readonly rows: number;
	/** ms since the epoch. */
	readonly now: number;
	readonly theme: Theme;
}

/** From so many columns on there is room for bars on an axis of time. */
const roomForBars = 60;

/** The whole page in exactly `rows` rows: the last executions as a strip, the selected one's waterfall, what it adds up to. */
export function timelineRows(options: TimelineRowsOptions): readonly string[] {
	const {source, rows, columns, theme} = options;
	const below = belowRows(options);
	const head = [titleRow(options), ...troubleRows(options)];
	const {timeline} = source;
	const above = stripPart(options);
	const room = rows - head.length - above.length - below.length;
	const wanted = timeline === null ? 1 : waterfallHeight(timeline);
	const lower = actionPart(options, room - wanted);
	const height = Math.max(1, room - lower.length);
	const falling =
		timeline === null
			? [paintRow([' ', ['no execution is known yet', 'dim']], columns, theme)]
			: waterfallRows({
					timeline,
					selected: source.row === null ? null : rowKey(source.row),
					columns,
					height,
					theme,
				});
	// A row of the waterfall that comes and goes with an execution must not move what stands below it.
	const reserved = lower.length === 0 ? height : Math.max(wanted, falling.length);
	const page = [...head, ...above, ...filled(falling, columns, reserved), ...below, ...lower];
	return filled(page, columns, rows);
}

function titleRow({source, pipeline, columns, now, theme, rows}: TimelineRowsOptions): string {
	const {history, execution, timeline} = source;
	const past = history?.executions.find(({id}) => id === execution?.id) ?? null;
	if (rows < 12 && past !== null && execution !== null) {
		const place = placeOf(source);
		const told = {past, place, commit: null, mine: false, now};
		const [state, , commit] = executionSegments(execution, told);
		const right = fitSegments(
			[state, commit].filter(each => each !== undefined),
			columns - 12,
		);
		return paintEnds([' ', [pipeline, 'bold']], [' ', ...right, ' '], columns, theme);
	}
	const asOf = timeline?.asOf ?? null;
	const age: Span = asOf === null ? '' : [`looked ${duration(now - asOf)} ago `, 'dim'];
	const id: Span = execution === null || columns < 110 ? '' : [`exec ${execution.id}  `, 'dim'];
	return paintEnds([' ', [`${pipeline} › timeline`, 'bold']], [id, age], columns, theme);
}

function troubleRows({source: {trouble}, columns, theme}: TimelineRowsOptions): readonly string[] {
	return trouble === null
		? []
		: [
				paintRow(
					[' ? ', [`${troubleWords(trouble)}: what it would tell is unknown`, 'trouble']],
					columns,
					theme,
				),
			];
}

/** `3 of 20`, counted from the newest. */
function placeOf({history, execution}: TimelineSource): string {
	const executions = history?.executions ?? [];
	const at = executions.findIndex(({id}) => id === execution?.id);
	return at < 0 ? 'before these' : `${at + 1} of ${executions.length}`;
}

/** Rows of the bars by the rows of the page. */
function barsIn(rows: number): number {
	return [49, 44, 40, 34, 30, 22, 17, 12].filter(least => rows >= least).length;
}

/** The strip with what it adds up to, and which of its executions is shown below. */
function stripPart(options: TimelineRowsOptions): readonly string[] {
	const {source, columns, rows, theme} = options;
	const {history, execution} = source;
	if (history === null || history.executions.length === 0) return [];
	const cells = history.executions.map(each => {
		const {glyph, style} = executionLook(each);
		const {id, length, gateWait, commit} = each;
		return {id, glyph, style, length, gateWait, commit: commit === null ? '?' : short(commit)};
	});
	const numbered = rows >= 17 && columns >= roomForBars;
	const strip = stripRows({
		cells,
		selected: execution?.id ?? null,
		columns,
		bars: barsIn(rows),
		numbered,
		theme,
	});
	return rows < 12 ? strip : [sumsRow(options), ...strip, selectedRow(options)];
}

/** How the selected action fared in the same executions, where there are rows to spare for it. */
function actionPart({source, columns, theme}: TimelineRowsOptions, spare: number): readonly string[] {
	const {row, past, execution} = source;
	const bars = Math.min(9, spare - 3);
	if (row === null || past.length < 2 || bars < 2 || columns < roomForBars) return [];
	const cells = past.map(({execution: id, state, length}) => {
		const {glyph, style} = actionLooks[state];
		return {id, glyph, style, length: state === 'NotStarted' ? undefined : length};
	});
	const words = actionWords(row, past);
	const title = ruleRow([[words, 'title']], columns, theme);
	return [
		title,
		...stripRows({cells, selected: execution?.id ?? null, columns, bars, numbered: true, theme}),
	];
}

function sumsRow({source: {history, record, trouble}, columns, theme}: TimelineRowsOptions): string {
	const words = history === null ? [] : historyWords(history, trouble === null && record?.pastRuns === null);
	const title: Span = [`last ${history?.executions.length ?? 0}`, 'title'];
	const segments = words.map((word, index) => ({spans: [[word, 'plain'] as const], keep: 9 - index}));
	return ruleRow(
		[title, ...(segments.length === 0 ? [] : [' · ', ...fitSegments(segments, columns - 14)])],
		columns,
		theme,
	);
}

function selectedRow({source, tracked, commits, columns, now, theme}: TimelineRowsOptions): string {
	const {execution, history} = source;
	const past = history?.executions.find(({id}) => id === execution?.id) ?? null;
	if (execution === null) return ruleRow([], columns, theme);
	const sha = commitOf(execution)?.sha ?? null;
	const segments = executionSegments(execution, {
		past: past ?? {...unplaced, id: execution.id, status: execution.status},
		place: placeOf(source),
		commit: sha === null ? null : (commits[sha] ?? null),
		mine: sha !== null && tracked.some(each => sha.startsWith(each.sha)),
		now,
	});
	return ruleRow(fitSegments(segments, columns - 4), columns, theme);
}

/** An execution older than those of the strip. */
const unplaced = {
	atGate: false,
	commit: null,
	rollback: false,
	length: null,
	gateWait: null,
	startedAt: null,
} as const;

/** What the selected row is about, and what became of the time. */
function belowRows({source, columns, rows, now, theme}: TimelineRowsOptions): readonly string[] {
	const {timeline, execution, row, trouble} = source;
	const moving = execution !== null && isMoving(execution.status);
	const bars = columns >= roomForBars;
	const shares = fitSegments(
		shareSegments(timeline?.whole ? timeline.shares : null, {moving, bars}),
		columns - 2,
	);
	const unread: Span =
		timeline?.whole === false
			? [trouble === null ? 'its actions are being read…' : 'its actions are not known', 'note']
			: '';
	const sums = paintRow([' ', ...(widthOf(shares) === 0 ? [unread] : shares)], columns, theme);
	if (rows < 17) return [sums];
	const about = row === null ? [] : fitSegments(rowSegments(row, now), columns - 2);
	return [ruleRow([], columns, theme), paintRow([' ', ...about], columns, theme), sums];
}
