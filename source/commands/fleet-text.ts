import type {FleetRow} from '../domain/fleet.ts';
import type {ScopeRecord} from '../domain/state.ts';
import {fleetTable} from '../wording/fleet-table.ts';
import {
	closedWords,
	failureWords,
	fleetCounts,
	gateWords,
	idleWords,
	lackingWords,
	lookOfStand,
	unseenWords,
} from '../wording/fleet-words.ts';
import {closedLook, stageLooks} from '../wording/glyphs.ts';
import {fit, widthOf} from '../wording/spans.ts';
import {type Cell, painted, tableRows, tableWidth} from '../wording/table.ts';
import {count, troubleWords} from '../wording/words.ts';
import {type PageOf, pageOf} from './fleet-json.ts';
import type {Paper} from './paper.ts';

/** The fleet as text: one line of what it is and how many need somebody, then a row a pipeline with what stands out below it. */
export function fleetLines(
	scope: ScopeRecord,
	rows: readonly FleetRow[],
	now: number,
	{columns, theme}: Paper,
	page: PageOf,
): readonly string[] {
	const table = fleetTable(rows, now, columns);
	const remarks = rows.map((row): Cell => [[idleWords(row, now) ?? '', 'waiting']]);
	const beside = table.rows.map((cells, index) => [...cells, remarks[index] ?? []]);
	const titles = table.titles === null ? [] : [table.titles];
	const isBeside = tableWidth([...titles, ...beside]) <= columns;
	const drawn = tableRows([...titles, ...(isBeside ? beside : table.rows)], theme);
	const body = drawn.slice(titles.length);
	return [
		...headerOf(scope, rows).map(line => painted(line, theme)),
		'',
		...drawn.slice(0, titles.length),
		...rows.flatMap((row, index) => [
			body[index] ?? '',
			...(isBeside || !row.idle ? [] : [painted(['  ', ...(remarks[index] ?? [])], theme)]),
			...notesOf(row, now, page).map(note => painted(cutNote(note, columns), theme)),
		]),
	];
}

function headerOf({account, region, trouble}: ScopeRecord, rows: readonly FleetRow[]): readonly Cell[] {
	const parts = fleetCounts(rows).flatMap(([number, words, style], index): Cell => {
		return [index === 0 ? ': ' : ', ', [`${number} ${words}`, style]];
	});
	const where = [account ?? [], region].flat().join(' ');
	const header: Cell = [[where, 'bold'], ` · ${count(rows.length, 'pipeline')}`, ...parts];
	const common = trouble === null ? [] : [`${troubleWords(trouble)}: ${trouble.message}`];
	return [header, ...[...common, ...lackingWords(rows)].map((words): Cell => [[`? ${words}`, 'trouble']])];
}

/** What stands below a row: a sentence, or a link, which is never cut. */
type Note = {readonly sentence: Cell} | {readonly link: string};

/** What failed, which gates are open and what is closed; the page where that is seen follows the last that it shows. */
function notesOf(row: FleetRow, now: number, page: PageOf): readonly Note[] {
	const told: readonly (readonly [sentence: Cell, link: string | null])[] = [
		...row.stages.flatMap(stand =>
			failureWords(stand, now).map(
				words =>
					[[[lookOfStand(stand).glyph, 'bad'], ` ${words}`], pageOf(row, stand.execution, page)] as const,
			),
		),
		...row.gates.map(
			gate =>
				[
					[[stageLooks.Gate.glyph, 'gate'], ` ${gateWords(gate, now)}`],
					pageOf(row, gate.execution, page),
				] as const,
		),
		...row.stages.flatMap(stand => {
			const words = closedWords(stand, now);
			return words === null ? [] : [[[[closedLook.glyph, closedLook.style], ` ${words}`], null] as const];
		}),
		...unseenWords(row).map(words => [[['?', 'trouble'], ` ${words}`], null] as const),
	];
	return told.flatMap(([sentence, link], index): readonly Note[] => {
		const isLast = link !== null && told[index + 1]?.[1] !== link;
		return [{sentence}, ...(isLast ? [{link}] : [])];
	});
}

function cutNote(note: Note, columns: number): Cell {
	if ('link' in note) return ['    ', [note.link, 'dim']];
	const row: Cell = ['  ', ...note.sentence];
	const excess = widthOf(row) - columns;
	if (excess <= 0) return row;
	// The sign stays as it is: what is cut is the end of the sentence.
	return row.map((span, index) =>
		index === row.length - 1 && typeof span === 'string'
			? fit(span, Math.max(10, widthOf([span]) - excess))
			: span,
	);
}
