import type {ExecutionLeft} from '../source/domain/estimate.ts';
import type {Follow} from '../source/domain/follow.ts';
import type {StageProgress} from '../source/domain/progress.ts';
import {isPressing} from '../source/domain/select.ts';
import type {Standing} from '../source/domain/standing.ts';
import {shortened} from '../source/wording/failure-words.ts';
import {stageLooks} from '../source/wording/glyphs.ts';
import {fit, paintRow, type Span, width} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {bar, barWidth, leftWords} from '../source/wording/time-left-words.ts';
import {type Describe, duration, lookOf, named, reasonIn} from '../source/wording/words.ts';
import {rowMarker} from './row-marker.ts';

type Reason = Extract<Standing, {kind: 'NotTriggered'}>['reason'];

/** Why several pipelines are none of the commit's business. */
const reasons = {
	'other-repository': 'other repositories',
	'no-execution': 'no execution',
	paths: 'its paths untouched',
	'file-filter': 'file filters',
} as const satisfies Record<Reason, string>;

/** `3 not triggered (other repositories)`, `5 not triggered (2 other repositories, 3 no execution)`. */
export function foldedWords(folded: readonly Follow[]): string {
	const each = folded.flatMap(({standing}) =>
		standing.kind === 'NotTriggered' ? reasons[standing.reason] : [],
	);
	const counts = [...Map.groupBy(each, reason => reason)];
	const why = counts.map(([reason, {length}]) => (counts.length === 1 ? reason : `${length} ${reason}`));
	return `${folded.length} not triggered (${why.join(', ')})`;
}

/** The widths of the list's columns, in all rows the same. */
export interface Columns {
	readonly name: number;
	readonly stages: number;
	readonly chains: number;
	readonly state: number;
	readonly time: number;
	/** The bar of how far it has come, and the time left; 0: none. */
	readonly bar: number;
	readonly left: number;
	readonly reason: number;
}

/** How long what carries the commit in a pipeline still takes; null: not known. */
export type LeftOf = (follow: Follow) => ExecutionLeft | null;

/** Marker and glyph before the name, and a column between two columns. */
const before = 3;

/** What stands beside the name and the marks of the stages in a usual row, `2/3 Running 4m 3m over`. */
export const besideNames = before + ' 2/3 Running  24m 13m over '.length;

/** The widths that rows of these pipelines need; `besides`: the names of others in the same list. */
export function columnsOf(
	follows: readonly Follow[],
	{shorten, leftOf}: {shorten: (name: string) => string; leftOf: LeftOf},
	columns: number,
	besides: readonly string[] = [],
): Columns {
	// Most of them are the same few.
	const widest = (texts: readonly string[], least: number) =>
		Math.max(least, ...[...new Set(texts)].map(width));
	const stages = Math.max(3, ...follows.map(follow => follow.stages.length));
	const chains = widest(follows.map(chainsDone), 3);
	const state = widest(
		follows.map(({standing}) => lookOf(standing).word),
		7,
	);
	const time = widest(follows.map(sinceOf), leastTime);
	const fixed = before + stages + chains + state + time + 4;
	const names = widest([...follows.map(({pipeline}) => pipeline), ...besides].map(shorten), 8);
	const wanted = widest(
		follows.map(leftOf).map(left => (left === null ? '' : leftWords(left))),
		0,
	);
	// A name that cannot be read is worse than no time left.
	const needed = wanted === 0 ? 0 : Math.max(wanted, width(leftTitle));
	const left = columns - fixed - needed - 1 >= Math.min(names, readable) ? needed : 0;
	const barred = left > 0 && columns >= roomForBar ? barWidth : 0;
	const room = columns - fixed - taken(left) - taken(barred);
	const name = Math.max(6, Math.min(names, room));
	const rest = room - name - 2;
	const same = {stages, chains, state, time, bar: barred, left};
	// A reason of two words is worse than none; then the room is the names'.
	return rest >= 14
		? {name, ...same, reason: rest}
		: {name: Math.max(name, Math.min(room, names + 9)), ...same, reason: 0};
}

const leftTitle = 'LEFT';
/** `14s`, `24m`, and a column for the next digit. */
const leastTime = 4;
/** Of a name so many columns tell which it is. */
const readable = 10;
/** From here on there is room for a bar beside the reason. */
const roomForBar = 84;

/** A column and what parts it from the one before. */
function taken(column: number): number {
	return column === 0 ? 0 : column + 1;
}

/** `2/3` of the stage that the execution is in, or came to last; a stage at whose gate it stands is still ahead of it. */
function chainsDone({stages}: Follow): string {
	const here = stages.findLast(({state, done}) => !ahead.includes(state) && (state !== 'Gate' || done !== 0));
	return here === undefined || here.total === 0 ? '' : `${here.done ?? '?'}/${here.total}`;
}

/** Stages in which nothing has begun. */
const ahead: readonly StageProgress['state'][] = ['NotReached', 'Unknown', 'Waiting'];

/** What the row says beside the reason: how long it stands so, counted to the last look. */
export function sinceOf({standing, asOf}: Follow): string {
	const since = 'since' in standing ? standing.since : null;
	return since === null || asOf === null ? '' : duration(asOf - since);
}

export function headRow(columns: Columns, total: number, theme: Theme): string {
	const cells = [
		fit('PIPELINE', columns.name),
		fit('STAGES', columns.stages + 1 + columns.chains),
		fit('STATE', columns.state),
		fit('', columns.time),
		...(columns.left === 0 ? [] : [fit(leftTitle, taken(columns.bar) + columns.left)]),
	];
	return paintRow(
		[
			['   ', 'title'],
			[cells.join(' '), 'title'],
		],
		total,
		theme,
	);
}

export interface RowLook {
	readonly selected: boolean;
	/** Whether the list has the keys. */
	readonly active: boolean;
	/** How old it is, where that is older than two looks: then it is dimmed and says so. Null: it is fresh. */
	readonly age: string | null;
	/** Whether what keeps it from being seen is said of all of them already. */
	readonly common: boolean;
}

export function pipelineRow(
	follow: Follow,
	columns: Columns,
	total: number,
	{selected, active, age, common}: RowLook,
	{
		theme,
		shorten,
		describe,
		leftOf,
	}: {theme: Theme; shorten: (name: string) => string; describe: Describe; leftOf: LeftOf},
): string {
	const look = lookOf(follow.standing);
	const own = reasonIn(common ? {...follow, trouble: null} : follow, describe);
	const reason = [age === null ? '' : `as of ${age} ago`, own].filter(part => part !== '').join(' · ');
	const [name, tag] = nameCell(follow, shorten, columns);
	const dimmed = (span: Span): Span =>
		age !== null ? [typeof span === 'string' ? span : span[0], 'dim'] : span;
	const spans: Span[] = [
		[look.glyph, look.style],
		' ',
		selected ? [name, 'bold'] : name,
		[tag, 'ended'],
		' ',
		...stageMarks(follow, columns.stages),
		' ',
		fit(chainsDone(follow), columns.chains),
		' ',
		[fit(look.word, columns.state), look.style],
		' ',
		...(oldSpans(age, columns) ?? [
			[fit(sinceOf(follow), columns.time, {align: 'right'}), 'dim'] as const,
			...leftSpans(leftOf(follow), columns),
		]),
	];
	if (columns.reason > 0)
		spans.push('  ', [
			fit(shortened(reason, columns.reason), columns.reason),
			isPressing(follow) ? 'plain' : 'dim',
		]);
	const marker = rowMarker({selected, active});
	return paintRow([marker, ...spans.map(dimmed)], total, theme);
}

/** Without a column for reasons its age stands in place of times that have stopped; null: it is fresh, or finds no room. */
function oldSpans(age: string | null, {time, bar: barred, left, reason}: Columns): readonly Span[] | null {
	if (age === null || reason > 0) return null;
	const room = time + taken(barred) + taken(left);
	const words = [`as of ${age} ago`, `as of ${age}`, `${age} ago`].find(each => width(each) <= room);
	return words === undefined ? null : [fit(words, room, {align: 'right'})];
}

/** The bar, where there is one, and the time left. */
function leftSpans(left: ExecutionLeft | null, columns: Columns): readonly Span[] {
	if (columns.left === 0) return [];
	const words = left === null ? '' : leftWords(left);
	const drawn = left === null ? '' : bar(left);
	const style = words.startsWith('~') ? 'dim' : 'waiting';
	return [
		...(columns.bar === 0
			? []
			: [' ', [fit(drawn, columns.bar), left?.over ? 'waiting' : 'running'] as const]),
		' ',
		[fit(words, columns.left), style],
	];
}

/** The name, and where there is no column for reasons, who carries the commit. */
function nameCell(
	{pipeline, carriedBy}: Follow,
	shorten: (name: string) => string,
	columns: Columns,
): readonly [string, string] {
	const name = shorten(pipeline);
	const tag = carriedBy === null || columns.reason > 0 ? '' : ` ⇢${named(carriedBy.commit)}`;
	return width(name) + width(tag) > columns.name
		? [fit(name, columns.name), '']
		: [name, fit(tag, columns.name - width(name))];
}

function stageMarks({stages, standing}: Follow, columns: number): readonly Span[] {
	const closed = standing.kind === 'Behind' && standing.obstacle.kind === 'transition-closed';
	const marks = stages.slice(0, columns).map((stage): Span => {
		const look = stage.state === 'Waiting' && closed ? lookOf(standing) : stageLooks[stage.state];
		return [look.glyph, look.style];
	});
	return [...marks, ' '.repeat(columns - marks.length)];
}
