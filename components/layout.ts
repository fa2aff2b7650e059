/** How the split view uses a terminal of a size. */
export type Layout =
	/** List and detail side by side, a line between them. */
	| {readonly kind: 'side'; readonly list: number; readonly detail: number}
	/** The detail under the list. */
	| {readonly kind: 'stacked'}
	/** The list alone; the detail takes the whole screen in its turn. */
	| {readonly kind: 'list'}
	/** Too small to be of use. */
	| {readonly kind: 'tiny'};

/** The smallest terminal in which the screen is of use. */
export const smallest = {columns: 40, rows: 10};

export function layoutOf(columns: number, rows: number): Layout {
	if (columns >= 100 && rows >= 8) {
		const list = Math.max(46, Math.min(84, columns - 75));
		return {kind: 'side', list, detail: columns - list - 1};
	}
	if (columns < smallest.columns || rows < smallest.rows) return {kind: 'tiny'};
	return {kind: columns < 100 && rows >= 24 ? 'stacked' : 'list'};
}
