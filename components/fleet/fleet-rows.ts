import type {FleetRow} from '../../source/domain/fleet.ts';
import type {FleetGroup} from '../../source/domain/fleet-groups.ts';
import {fleetState, standsOut} from '../../source/domain/fleet-state.ts';
import type {Sha} from '../../source/domain/pipeline.ts';
import {shortened} from '../../source/wording/failure-words.ts';
import {countedTo, lookOfState, remarkOf, stateAge} from '../../source/wording/fleet-state-words.ts';
import {age, fleetCounts, lookOfStand, standCell} from '../../source/wording/fleet-words.ts';
import {fit, paintEnds, paintRow, type Span, widthOf} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {count} from '../../source/wording/words.ts';
import type {FleetColumns, StageColumn} from './fleet-columns.ts';

/** What all rows of the fleet are drawn with. */
export interface FleetPaper {
	readonly columns: FleetColumns;
	readonly total: number;
	readonly theme: Theme;
	readonly now: number;
	shorten(name: string): string;
	/** A stage's name without what all stages begin with. */
	stageName(stage: string): string;
	isFollowed(commit: Sha): boolean;
	/** What is older than two looks is dimmed and says its age. */
	isStale(row: FleetRow): boolean;
}

export function fleetHead({columns, total, theme}: FleetPaper): string {
	const {name, state, stages, marks, urgent, lastRun, mode, remark} = columns;
	const cells = [
		fit('PIPELINE', name),
		'  ',
		fit('STATE', state + 1 + 4),
		...stages.map(({title, width}) => `  ${fit(title, width)}`),
		marks > 0 ? `  ${fit(marks < 6 ? '' : 'STAGES', marks)}` : '',
		urgent > 0 ? `  ${fit(urgent > 8 ? 'STANDS IN' : 'COMMIT', urgent)}` : '',
		lastRun > 0 ? `  ${fit('RAN', lastRun, {align: 'right'})}` : '',
		mode > 0 ? `  ${fit('MODE', mode)}` : '',
		remark > 0 ? '  WHY' : '',
	];
	return paintRow(['   ', [cells.join(''), 'title']], total, theme);
}

export function fleetRowText(row: FleetRow, selected: boolean, paper: FleetPaper): string {
	const {columns, total, theme, now, shorten} = paper;
	const {name, state, stages, marks, urgent, lastRun, mode, remark} = columns;
	const look = lookOfState(fleetState(row));
	const stale = paper.isStale(row);
	const spans: readonly Span[] = [
		[look.glyph, look.style],
		' ',
		[fit(shorten(row.pipeline), name), selected || isPressing(row) ? 'bold' : 'plain'],
		'  ',
		[fit(look.word, state), look.style],
		' ',
		[fit(stateAge(row, now), 4, {align: 'right'}), 'dim'],
		...stages.flatMap(column => ['  ', ...stageCell(row, column, paper)]),
		...(marks > 0 ? ['  ', ...marksOf(row, marks)] : []),
		...(urgent > 0 ? ['  ', ...urgentCell(row, urgent, paper)] : []),
		...(lastRun > 0
			? ['  ', [fit(age(row.lastRun, now), lastRun, {align: 'right'}), row.idle ? 'waiting' : 'dim'] as const]
			: []),
		...(mode > 0 ? ['  ', [fit(row.mode ?? '?', mode), 'dim'] as const] : []),
		...(remark > 0 ? ['  ', remarkCell(row, remark, stale, now)] : []),
	];
	const marker: Span = selected ? ['▌', 'cursor'] : ' ';
	return paintRow([marker, ...(stale ? spans.map(dimmed) : spans)], total, theme);
}

function dimmed(span: Span): Span {
	return [typeof span === 'string' ? span : span[0], 'dim'];
}

function isPressing({urgency}: FleetRow): boolean {
	return urgency === 'failed' || urgency === 'gate';
}

function stageCell(row: FleetRow, {name, width, detail}: StageColumn, paper: FleetPaper): readonly Span[] {
	const stand =
		name === null
			? row.stages.findLast(({isSource}) => isSource)
			: row.stages.find(({stage, isSource}) => stage === name && !isSource);
	if (stand === undefined) return [' '.repeat(width)];
	const cell = standCell(stand, countedTo(stand.status, row, paper.now), detail, paper.isFollowed);
	return [...cell, ' '.repeat(Math.max(0, width - widthOf(cell)))];
}

function marksOf({stages}: FleetRow, columns: number): readonly Span[] {
	const marks = stages.slice(0, columns).map((stand): Span => {
		const {glyph, style} = lookOfStand(stand);
		return [glyph, style];
	});
	return [...marks, ' '.repeat(columns - marks.length)];
}

/** `Production acfd7c6`, or the commit alone where that is all the room. */
function urgentCell(row: FleetRow, columns: number, {stageName, isFollowed}: FleetPaper): readonly Span[] {
	const stand = fleetState(row).stand ?? row.stages.findLast(each => each.execution !== null);
	if (stand === undefined) return [' '.repeat(columns)];
	const stage = columns > 8 ? fit(stageName(stand.stage), columns - 8) : '';
	const [, ...commit] = standCell(stand, 0, 'commit', isFollowed);
	const cell: readonly Span[] = [stage, ...commit];
	return [...cell, ' '.repeat(Math.max(0, columns - widthOf(cell)))];
}

function remarkCell(row: FleetRow, columns: number, stale: boolean, now: number): Span {
	const old = stale && row.lookedAt !== null ? `as of ${age(row.lookedAt, now)} ago` : '';
	const words = [old, remarkOf(row, now)].filter(part => part !== '').join(' · ');
	return [fit(shortened(words, columns), columns), standsOut(row) ? 'plain' : 'dim'];
}

/** `▾ l-order  4 pipelines   1 failed, 2 gates`. */
export function groupRowText(
	{title, rows}: FleetGroup,
	{selected, open}: {readonly selected: boolean; readonly open: boolean},
	{total, theme}: FleetPaper,
): string {
	const counts = fleetCounts(rows).flatMap(([number, words, style]): readonly Span[] => [
		[`${number} ${words}`, style],
		'  ',
	]);
	const left: readonly Span[] = [
		selected ? ['▌', 'cursor'] : ' ',
		[open ? '▾' : '▸', 'dim'],
		' ',
		[title === '' ? 'others' : title.replace(/[-_./]+$/, ''), 'bold'],
		[`  ${count(rows.length, 'pipeline')}  `, 'dim'],
	];
	const told: readonly Span[] = counts.length > 0 ? counts : [['nothing runs, nothing is wrong', 'dim']];
	return paintEnds([...left, ...told], [], total, theme);
}
