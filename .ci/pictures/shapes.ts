/** A point in a cell, or a size: parts of its width and its height. */
type Pair = readonly [number, number];

const [left, right, up, down, middle]: readonly Pair[] = [
	[0, 0.5],
	[1, 0.5],
	[0.5, 0],
	[0.5, 1],
	[0.5, 0.5],
];

/** Lines of boxes, as the ends that they reach from the middle of their cell. */
const arms: Readonly<Record<string, readonly (Pair | undefined)[]>> = {
	'─': [left, right],
	'│': [up, down],
	'┌': [right, down],
	'┐': [left, down],
	'└': [right, up],
	'┘': [left, up],
	'├': [up, down, right],
	'┤': [up, down, left],
	'┬': [left, right, down],
	'┴': [left, right, up],
	'┼': [left, right, up, down],
};

/** Where the lines of a box's character go from the middle of its cell; undefined for any other character. */
export const linesOf = (character: string): readonly Pair[] | undefined =>
	arms[character]?.flatMap(end => (end === undefined ? [] : [end]));

export const centre: Pair = middle ?? [0.5, 0.5];

/** The part of its cell that a block fills: x, y, width, height as parts of it; undefined for any other character. */
export function blockOf(character: string): readonly [number, number, number, number] | undefined {
	const code = character.codePointAt(0) ?? 0;
	if (code >= 0x2581 && code <= 0x2588) return [0, 1 - (code - 0x2580) / 8, 1, (code - 0x2580) / 8];
	if (code >= 0x2589 && code <= 0x258f) return [0, 0, (0x2590 - code) / 8, 1];
	return undefined;
}
