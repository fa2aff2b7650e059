import type {IBufferLine} from '@xterm/headless';
import {type Look, lookOf} from './colours.ts';

/** Neighbouring cells of a row that look alike; the columns count from 0. */
export interface Run {
	readonly column: number;
	readonly columns: number;
	readonly text: string;
	readonly look: Look;
}

/** Text that any monospaced font has at the same width; every other character gets a place of its own. */
const even = /^[\x21-\x7e·…–]+$/;
/** Shapes that fill their cell from side to side: the same ones in a row are one. */
const endless = /^(?:─+|▁+|▂+|▃+|▄+|▅+|▆+|▇+|█+)$/;
const same = (one: Look, other: Look) =>
	Object.entries(one).every(([key, value]) => other[key as keyof Look] === value);

/** The cells of a row, each a run; blanks too, as they may have a background. */
function cellsOf(line: IBufferLine): readonly Run[] {
	return Array.from({length: line.length}, (_, column) => {
		const cell = line.getCell(column);
		if (cell === undefined || cell.getWidth() === 0) return [];
		return {column, columns: cell.getWidth(), text: cell.getChars() || ' ', look: lookOf(cell)};
	}).flat();
}

/** Cells joined while they fit together, in the order of the row. */
function join(cells: readonly Run[], fits: (run: Run, next: Run) => boolean): readonly Run[] {
	const runs: Run[] = [];
	for (const cell of cells) {
		const last = runs.at(-1);
		const together = last !== undefined && last.column + last.columns === cell.column && fits(last, cell);
		if (together)
			runs[runs.length - 1] = {...last, columns: last.columns + cell.columns, text: last.text + cell.text};
		else runs.push(cell);
	}
	return runs;
}

/** What is painted behind the text of a row. */
export const backgrounds = (line: IBufferLine): readonly Run[] =>
	join(cellsOf(line), (run, next) => run.look.background === next.look.background).filter(
		({look}) => look.background !== null,
	);

/** The words and shapes of a row: runs that look alike, parted at blanks. */
export const words = (line: IBufferLine): readonly Run[] =>
	join(
		cellsOf(line).filter(({text}) => text !== ' '),
		(run, next) =>
			same(run.look, next.look) &&
			(endless.test(run.text + next.text) || (even.test(run.text) && even.test(next.text))),
	);
