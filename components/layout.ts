/** How the split view uses a terminal of a size. */
export type Layout =
	/** List and detail side by side, a line between them. */
	| {readonly kind: 'side'}
	/** The detail under the list. */
	| {readonly kind: 'stacked'}
	/** The list alone; the detail takes the whole screen in its turn. */
	| {readonly kind: 'list'}
	/** Too small to be of use. */
	| {readonly kind: 'tiny'};

/** The smallest terminal in which the screen is of use. */
export const smallest = {columns: 40, rows: 10};

/** What a detail needs beside the list: an execution's id and its commit on one row. */
const leastDetail = 58;
/** Wider lists gain nothing. */
const widestList = 84;

/** Two panes side by side, the list as wide as it is by itself or as its names want it, as long as the detail has its room. */
export function besideEachOther(
	columns: number,
	wanted = 0,
): {readonly list: number; readonly detail: number} {
	const usual = Math.max(46, Math.min(widestList, columns - 75));
	const list = Math.max(usual, Math.min(wanted, widestList, columns - 1 - leastDetail));
	return {list, detail: columns - list - 1};
}

/**
 * How many rows announcements may take between a header of so many rows and the footer: a third of all, and no more than
 * they leave to the list.
 */
export function bannerRoom(layout: Layout, rows: number, header: number): number {
	const free = rows - header - 1;
	return Math.min(Math.floor(rows / 3), Math.floor(leftFor(layout, free)));
}

/** How many rows the banner can take of those that are free until the list has no more than it: two rules go off, and half to a detail below. */
function leftFor({kind}: Layout, free: number): number {
	switch (kind) {
		case 'side':
			return (free - 2) / 2;
		case 'stacked':
			return (free - 2) / 3;
		case 'list':
		case 'tiny':
			return free / 2;
	}
}

export function layoutOf(columns: number, rows: number): Layout {
	if (columns >= 100 && rows >= 8) {
		return {kind: 'side'};
	}
	if (columns < smallest.columns || rows < smallest.rows) return {kind: 'tiny'};
	return {kind: columns < 100 && rows >= 24 ? 'stacked' : 'list'};
}
