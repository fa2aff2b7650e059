/** The word among `words` that was probably meant, or null when none is near. */
export function nearest(typed: string, words: Iterable<string>): string | null {
	let best: string | null = null;
	let least = Math.min(3, Math.floor(typed.length / 3) + 1);
	for (const word of words) {
		const steps = distance(typed.toLowerCase(), word);
		if (steps < least || (steps === least && best === null)) {
			best = word;
			least = steps;
		}
	}
	return best;
}

/** How many letters must be put in, taken out, replaced or swapped with their neighbour (optimal string alignment). */
function distance(from: string, to: string): number {
	const rows = [Array.from({length: to.length + 1}, (_, column) => column)];
	const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
	for (let row = 1; row <= from.length; row++) {
		const cells = [row];
		rows.push(cells);
		for (let column = 1; column <= to.length; column++) {
			const same = from[row - 1] === to[column - 1];
			const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			cells.push(
				Math.min(
					at(row - 1, column) + 1,
					at(row, column - 1) + 1,
					at(row - 1, column - 1) + (same ? 0 : 1),
					swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
	}
	return at(from.length, to.length);
}
