import type {FleetRow} from '../../source/domain/fleet.ts';
import {fleetState} from '../../source/domain/fleet-state.ts';
import {lookOfState} from '../../source/wording/fleet-state-words.ts';
import {bareNames, deployingNames, stageTitles} from '../../source/wording/fleet-table.ts';
import {type Detail, widestWord} from '../../source/wording/fleet-words.ts';
import {width} from '../../source/wording/spans.ts';

/** What the columns of the fleet are, in all rows the same. */
export interface FleetColumns {
	readonly name: number;
	readonly state: number;
	/** A column each; empty: the stages are marks in one column. */
	readonly stages: readonly StageColumn[];
	/** How many marks; 0: the stages have columns. */
	readonly marks: number;
	/** Beside the marks: the stage that is most urgent, with its commit. */
	readonly urgent: number;
	readonly lastRun: number;
	readonly mode: number;
	readonly remark: number;
}

export interface StageColumn {
	/** The stage; null: whichever takes in the sources. */
	readonly name: string | null;
	readonly title: string;
	readonly width: number;
	readonly detail: Detail;
}

/** Marker, glyph and a blank before the name. */
const before = 3;
/** `4m`, `120d`. */
const time = 4;
const gap = 2;
const widths = {sign: 1, commit: 9, age: 14, word: 15 + widestWord} as const satisfies Record<Detail, number>;

interface Choice {
	readonly source: Detail;
	readonly stage: Detail;
	readonly more: readonly ('lastRun' | 'mode')[];
	/** The least room that must be left for the remark. */
	readonly remark: number;
}

/** The first of these that fits is taken: what goes first is what is least missed. */
const choices: readonly Choice[] = [
	{source: 'age', stage: 'word', more: ['lastRun', 'mode'], remark: 30},
	{source: 'age', stage: 'word', more: ['lastRun'], remark: 30},
	{source: 'age', stage: 'age', more: ['lastRun', 'mode'], remark: 36},
	{source: 'age', stage: 'age', more: ['lastRun'], remark: 30},
	{source: 'age', stage: 'age', more: [], remark: 24},
	{source: 'sign', stage: 'age', more: [], remark: 14},
	{source: 'sign', stage: 'commit', more: [], remark: 20},
	{source: 'sign', stage: 'age', more: [], remark: 0},
	{source: 'sign', stage: 'commit', more: [], remark: 0},
];

/** The columns for rows of such names in so many columns. */
export function fleetColumns(
	rows: readonly FleetRow[],
	shorten: (name: string) => string,
	columns: number,
): FleetColumns {
	const names = deployingNames(rows);
	const name = Math.max(8, ...rows.map(({pipeline}) => width(shorten(pipeline))));
	const state = Math.max(7, ...rows.map(row => lookOfState(fleetState(row)).word.length));
	// What leads up to the stages, without the name.
	const fixed = before + gap + state + 1 + time;
	for (const choice of choices) {
		const lastRun = choice.more.includes('lastRun') ? time : 0;
		const mode = choice.more.includes('mode') ? modeWidth : 0;
		const taken = [lastRun, mode].reduce((sum, each) => sum + (each > 0 ? gap + each : 0), 0);
		// Titles are cut only where that is what makes the columns fit.
		for (const least of [bareNames(names).map(width), names.map(() => 0)]) {
			const stages = stageColumns(names, choice, least);
			const left = columns - fixed - name - taken - stages.reduce((sum, each) => sum + gap + each.width, 0);
			if (left < (choice.remark > 0 ? choice.remark + gap : 0)) continue;
			return {name, state, stages, marks: 0, urgent: 0, lastRun, mode, remark: remarkIn(left)};
		}
	}
	return withMarks(rows, {name, state, fixed, names}, columns);
}

const modeWidth = 'SUPERSEDED'.length;

/** A sentence of two words is worse than none. */
function remarkIn(left: number): number {
	return left - gap >= 12 ? left - gap : 0;
}

function stageColumns(
	names: readonly string[],
	{source, stage}: Choice,
	least: readonly number[],
): readonly StageColumn[] {
	const titles = stageTitles(
		names,
		names.map((_, index) => Math.max(widths[stage], least[index] ?? 0)),
	);
	return [
		{name: null, title: source === 'sign' ? '' : 'SOURCE', width: widths[source], detail: source},
		...names.map((name, index) => {
			const title = (titles[index] ?? name).toUpperCase();
			return {name, title, width: Math.max(widths[stage], width(title)), detail: stage};
		}),
	];
}

/** Where the stages find no room for a column each: a mark each, the most urgent one in words, and the names cut. */
function withMarks(
	rows: readonly FleetRow[],
	{
		name: wanted,
		state,
		fixed,
		names,
	}: {
		readonly name: number;
		readonly state: number;
		readonly fixed: number;
		readonly names: readonly string[];
	},
	columns: number,
): FleetColumns {
	const marks = Math.max(3, ...rows.map(({stages}) => stages.length));
	const room = columns - fixed - gap - marks;
	const name = Math.max(6, Math.min(wanted, room));
	const urgentWide = Math.max(0, ...bareNames(names).map(width)) + 8;
	const left = room - name;
	const urgent = left >= urgentWide + gap ? urgentWide : left >= 8 + gap ? 8 : 0;
	const remark = remarkIn(left - (urgent > 0 ? urgent + gap : 0));
	return {
		name: remark === 0 && urgent === 0 ? room : name,
		state,
		stages: [],
		marks,
		urgent,
		lastRun: 0,
		mode: 0,
		remark,
	};
}
