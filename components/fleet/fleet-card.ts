import {commitOf} from '../../source/domain/execution.ts';
import type {FleetRow} from '../../source/domain/fleet.ts';
import type {PipelineRecord} from '../../source/domain/record.ts';
import {executionIn} from '../../source/domain/stage-run.ts';
import type {StageStand} from '../../source/domain/stands.ts';
import {countedTo} from '../../source/wording/fleet-state-words.ts';
import {
	closedWords,
	failureWords,
	gateWords,
	idleWords,
	lookOfStand,
	standCell,
	unseenWords,
} from '../../source/wording/fleet-words.ts';
import {closedLook, stageLooks} from '../../source/wording/glyphs.ts';
import {breakHard, fit, paintEnds, paintRow, type Span, width, widthOf} from '../../source/wording/spans.ts';
import {duration, modeWords} from '../../source/wording/words.ts';
import {filled} from '../list-pane.ts';
import type {FleetPaper} from './fleet-rows.ts';
import {runRows} from './run-rows.ts';

/** What is known of one pipeline without asking for more: its stages, what stands out, its link and its last runs, in exactly `height` rows. */
export function fleetCard(
	row: FleetRow,
	record: PipelineRecord,
	url: string,
	height: number,
	paper: FleetPaper,
): readonly string[] {
	const {total: columns, theme, now, isFollowed} = paper;
	const told = [titleRow(row, paper), ...stageRows(row, record, paper)];
	const link = breakHard(url, columns).map(each => fit(each, columns));
	const rows = [...told, ...(told.length + link.length <= height ? link : [])];
	const room = height - rows.length - 1;
	const head = paintRow([' ', ['last runs', 'title']], columns, theme);
	const runs =
		room < 1
			? []
			: [head, ...runRows(record.executions, room, {columns, theme, now, shown: null, isFollowed})];
	return filled([...rows, ...runs], columns, height);
}

function titleRow(row: FleetRow, {total, theme, now, isStale}: FleetPaper): string {
	const {pipeline, mode, lastRun, lookedAt} = row;
	const told = [
		lookedAt !== null && isStale(row) ? `as of ${duration(now - lookedAt)} ago` : '',
		mode === null ? '' : modeWords[mode],
		lastRun === null ? '' : `last run ${duration(now - lastRun)} ago`,
		lookedAt === null ? 'not looked at' : '',
	].filter(part => part !== '');
	const ends = [told, told.slice(0, 1), []].map(parts => parts.join(' · '));
	const end = ends.find(each => width(pipeline) + width(each) + 4 <= total) ?? '';
	return paintEnds([' ', [pipeline, 'bold']], [[` ${end} `, 'dim']], total, theme);
}

function stageRows(row: FleetRow, record: PipelineRecord, paper: FleetPaper): readonly string[] {
	const {total, theme, now} = paper;
	const wide = Math.min(Math.max(0, ...row.stages.map(({stage}) => width(stage))), Math.floor(total / 3));
	const note = (glyph: string, style: 'bad' | 'gate' | 'waiting' | 'trouble', words: string) =>
		paintRow(['   ', [glyph, style], ' ', words], total, theme);
	const idle = idleWords(row, now);
	return [
		...row.stages.flatMap(stand => [
			stageRow(stand, wide, row, record, paper),
			...failureWords(stand, now).map(words => note(stageLooks.Failed.glyph, 'bad', words)),
			...row.gates
				.filter(({stage}) => stage === stand.stage)
				.map(gate => note(stageLooks.Gate.glyph, 'gate', gateWords(gate, countedTo('Gate', row, now)))),
			...[closedWords(stand, now) ?? []].flat().map(words => note(closedLook.glyph, 'waiting', words)),
		]),
		...unseenWords(row).map(words => note('?', 'trouble', words)),
		...(idle === null ? [] : [note(stageLooks.NotReached.glyph, 'waiting', idle)]),
	];
}

/** `✓ DeployStaging     acfd7c6  4m  succeeded  feat: batch inserts`. */
function stageRow(
	stand: StageStand,
	wide: number,
	row: FleetRow,
	record: PipelineRecord,
	{total, theme, now, isFollowed}: FleetPaper,
): string {
	const {word, style} = lookOfStand(stand);
	const [sign = '', ...cell] = standCell(stand, countedTo(stand.status, row, now), 'age', isFollowed);
	const execution = stand.execution === null ? null : executionIn(record, stand.execution);
	const subject = execution === null ? '' : (commitOf(execution)?.subject ?? '');
	const told: readonly Span[] = [
		' ',
		sign,
		' ',
		fit(stand.stage, wide),
		' ',
		...cell,
		' '.repeat(Math.max(0, 13 - widthOf(cell))),
		'  ',
		[total >= 70 ? fit(word, 19) : '', style],
		subject,
	];
	return paintRow(told, total, theme);
}
