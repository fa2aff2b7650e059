import {sharedStart} from '../domain/chain.ts';
import type {FleetRow} from '../domain/fleet.ts';
import type {StageStand} from '../domain/stands.ts';
import {type Detail, lookOfStand, nameCell, standCell} from './fleet-words.ts';
import {fit, widthOf} from './spans.ts';
import {type Cell, tableWidth} from './table.ts';

/** The titles of a fleet's columns (none where a row is marks only), and its rows, cell by cell. */
export interface FleetTable {
	readonly titles: readonly Cell[] | null;
	readonly rows: readonly (readonly Cell[])[];
}

/** How much the source's cells and the others say: the first that leaves all names whole is taken. */
const details: readonly (readonly [source: Detail, stage: Detail])[] = [
	['age', 'age'],
	['sign', 'age'],
	['sign', 'commit'],
];

/** One row a pipeline, one column a stage, in at most `columns` as long as the names allow it. */
export function fleetTable(rows: readonly FleetRow[], now: number, columns: number): FleetTable {
	const names = deployingNames(rows);
	for (const [source, stage] of details) {
		const cells = rows.map(row => [
			nameCell(row),
			cellOf(
				row.stages.findLast(({isSource}) => isSource),
				now,
				source,
			),
			...names.map(name => cellOf(row.stages.find(isNamed(name)), now, stage)),
		]);
		const titles = titlesOf(cells, names, source);
		if (tableWidth([titles, ...cells]) <= columns) return {titles, rows: cells};
	}
	const marks = ({stages}: FleetRow): Cell =>
		stages.map(stand => [lookOfStand(stand).glyph, lookOfStand(stand).style]);
	return {titles: null, rows: rows.map(row => [nameCell(row), marks(row)])};
}

function isNamed(name: string) {
	return ({stage, isSource}: StageStand) => stage === name && !isSource;
}

function cellOf(stand: StageStand | undefined, now: number, detail: Detail): Cell {
	return stand === undefined ? [] : standCell(stand, now, detail);
}

/** The names of all stages but the sources, each once, in an order that keeps the pipelines' own as far as they agree. */
export function deployingNames(rows: readonly FleetRow[]): readonly string[] {
	const names: string[] = [];
	for (const {stages} of rows) {
		const own = stages.filter(({isSource}) => !isSource).map(({stage}) => stage);
		for (const [index, name] of own.entries()) {
			if (names.includes(name)) continue;
			const next = own.slice(index + 1).find(each => names.includes(each));
			names.splice(next === undefined ? names.length : names.indexOf(next), 0, name);
		}
	}
	return names;
}

/** To how much a stage's name may be cut. */
const shortest = 6;

/** The stages' names over their columns. */
function titlesOf(
	rows: readonly (readonly Cell[])[],
	names: readonly string[],
	source: Detail,
): readonly Cell[] {
	const widths = names.map((_, index) => Math.max(0, ...rows.map(row => widthOf(row[index + 2] ?? []))));
	const titles = stageTitles(names, widths);
	return [
		[],
		source === 'sign' ? [] : [['Source', 'title']],
		...titles.map((title): Cell => [[title, 'title']]),
	];
}

/** What stands over columns of such widths: what all names begin with is left out where one would have to be cut. */
export function stageTitles(names: readonly string[], widths: readonly number[]): readonly string[] {
	const isTight = names.some((name, index) => name.length > (widths[index] ?? 0));
	return (isTight ? bareNames(names) : names).map((name, index) =>
		cut(name, Math.max(shortest, widths[index] ?? 0)),
	);
}

/** Stages without what all their names begin with, as long as something is left of each. */
export function bareNames(names: readonly string[]): readonly string[] {
	const start = names.length > 1 ? sharedStart(names) : '';
	return names.some(name => name.length === start.length)
		? names
		: names.map(name => name.slice(start.length));
}

function cut(text: string, columns: number): string {
	return text.length <= columns ? text : fit(text, columns);
}
