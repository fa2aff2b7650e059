import {expect} from 'vitest';

/** Longest text that the edge lets through, but for lines of logs; characters. */
export const longest = 20_000;

const controls = /[\p{Cc}\u2028\u2029]/u;
/** What turns or hides the text around it. */
const invisible =
	/[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e0fff}]/u;
/** Times, in ms since the epoch, and counts: a few years can be added without leaving what a date can hold. */
const greatest = 1e15;

/** What sets colours and weights, as lines of logs may. */
export const colours = new RegExp(`${String.fromCharCode(27)}[[0-9;:]*m`, 'g');

/** What of a text a terminal would obey, or no terminal could show; null: nothing. */
export function unclean(text: string): string | null {
	if (!text.isWellFormed()) return 'half a character';
	const found = controls.exec(text) ?? invisible.exec(text);
	return found === null ? null : `U+${found[0].codePointAt(0)?.toString(16).padStart(4, '0')}`;
}

/** That every text in what the edge lets through is clean and not too long, and every number is one. */
export function expectSound(value: unknown, place = ''): void {
	if (typeof value === 'string') {
		const isLine = /\.lines\.\d+\.text$/.test(place);
		const bare = isLine ? value.replace(colours, '') : value.replaceAll('\n', '');
		if (unclean(bare) !== null)
			expect.fail(`${place}: ${unclean(bare)} in ${JSON.stringify(value.slice(0, 200))}`);
		if (!isLine && value.length > longest) expect.fail(`${place} has ${value.length} characters`);
	} else if (typeof value === 'number') {
		if (!(value >= 0 && value <= greatest)) expect.fail(`${place} is ${value}`);
	} else if (typeof value === 'object' && value !== null) {
		for (const [name, each] of Object.entries(value)) expectSound(each, `${place}.${name}`);
	} else if (typeof value !== 'boolean' && value !== null) expect.fail(`${place} is ${typeof value}`);
}

/** That rows without colours are one row each, and nothing that a terminal would obey. */
export function expectCleanRows(rows: readonly string[], face: string): void {
	for (const row of rows) {
		const found = unclean(row);
		if (found !== null) expect.fail(`${face}: ${found} in ${JSON.stringify(row.slice(0, 300))}`);
	}
}

/** That an object is printed as one line of JSON, and that what is read of it is clean. */
export function expectCleanJson(value: unknown, face: string): void {
	const line = JSON.stringify(value);
	if (/[\p{Cc}]/u.test(line)) expect.fail(`${face}: a control character in the line`);
	const check = (each: unknown, place: string): void => {
		if (typeof each === 'string') {
			const found = unclean(each);
			if (found !== null) expect.fail(`${face} ${place}: ${found} in ${JSON.stringify(each.slice(0, 200))}`);
		} else if (typeof each === 'object' && each !== null)
			for (const [name, inner] of Object.entries(each)) check(inner, `${place}.${name}`);
	};
	check(JSON.parse(line), '');
}
