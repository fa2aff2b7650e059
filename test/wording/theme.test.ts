import {describe, expect, it} from 'vitest';
import {luminance} from '../../source/terminal/background.ts';
import {dependsOnGround, paletteFor} from '../../source/wording/choose-palette.ts';
import {type Palette, palettes} from '../../source/wording/palette.ts';
import {createTheme, type Style} from '../../source/wording/theme.ts';

type Colour = readonly [number, number, number];

/** What tells something, and what stands back. */
const telling = [
	...(['good', 'bad', 'gate', 'running', 'waiting', 'ended', 'mine'] as const),
	...(['trouble', 'cause', 'note', 'cursor'] as const),
] as const satisfies readonly Style[];
const quiet = ['dim', 'title', 'line'] as const satisfies readonly Style[];
const onOwnGround = ['match', 'flash-gate', 'flash-bad', 'flash-good'] as const satisfies readonly Style[];

/** The backgrounds of usual terminals: black, VS Code, One Dark, Ubuntu, Solarized; white, Solarized, One Light. */
const dark = ['#000000', '#1e1e1e', '#282c34', '#300a24', '#002b36'];
const light = ['#ffffff', '#fdf6e3', '#fafafa'];

/** What a style writes around its letters. */
function painted(palette: Palette, style: Style, level: 1 | 2 | 3 = 3): string {
	return createTheme({level, unicode: true, palette}).paint(style, 'x').replace('x', '');
}

/** The colours that are named: `38` of the letters, `48` of their ground. Null: none, the terminal's own. */
function named(sequence: string, which: '38' | '48'): Colour | null {
	const exact = new RegExp(`\\[${which};2;(\\d+);(\\d+);(\\d+)m`).exec(sequence)?.slice(1).map(Number);
	const [red, green, blue] = exact ?? [];
	if (red !== undefined && green !== undefined && blue !== undefined) return [red, green, blue];
	const number = new RegExp(`\\[${which};5;(\\d+)m`).exec(sequence)?.[1];
	return number === undefined ? null : of256(Number(number));
}

/** The fixed colours of xterm: a cube of six shades each, then grey. */
function of256(number: number): Colour {
	expect(number, 'one of the sixteen, which may be anything').toBeGreaterThanOrEqual(16);
	if (number >= 232) {
		const grey = 8 + 10 * (number - 232);
		return [grey, grey, grey];
	}
	const shade = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
	const at = number - 16;
	return [shade(Math.floor(at / 36)), shade(Math.floor(at / 6) % 6), shade(at % 6)];
}

const ofHex = (hex: string): Colour => {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16));
	return [red, green, blue];
};

/** The contrast ratio of two colours (WCAG 2.1). */
function contrast(one: Colour, other: Colour): number {
	const of = ([red, green, blue]: Colour) => luminance([red / 255, green / 255, blue / 255]) + 0.05;
	const [a, b] = [of(one), of(other)];
	return Math.max(a, b) / Math.min(a, b);
}

/** The lowest contrast of these styles on these backgrounds; styles that name no colour have the terminal's own. */
function lowest(
	palette: Palette,
	styles: readonly Style[],
	grounds: readonly string[],
	level: 2 | 3,
): number {
	const ratios = styles.flatMap(style => {
		const colour = named(painted(palette, style, level), '38');
		return colour === null ? [] : grounds.map(ground => contrast(colour, ofHex(ground)));
	});
	return Math.min(...ratios);
}

describe('the contrast', () => {
	it('is measured as WCAG does', () => {
		expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
		expect(contrast([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2);
	});

	it.each([
		['dark', dark],
		['light', light],
	] as const)(
		'of %s is 4.5 and more where text tells something, 3 and more where it stands back',
		(palette, grounds) => {
			for (const level of [2, 3] as const) {
				expect(lowest(palette, telling, grounds, level)).toBeGreaterThanOrEqual(4.5);
				expect(lowest(palette, quiet, grounds, level)).toBeGreaterThanOrEqual(3);
			}
			for (const style of telling) expect(named(painted(palette, style), '38'), style).not.toBeNull();
		},
	);

	it.each([
		['high-contrast-dark', dark],
		['high-contrast-light', light],
	] as const)('of %s is 7 and more, and nothing is dimmed', (palette, grounds) => {
		for (const level of [2, 3] as const)
			expect(lowest(palette, telling, grounds, level)).toBeGreaterThanOrEqual(level === 3 ? 7 : 4.5);
		for (const style of quiet) {
			expect(named(painted(palette, style), '38'), style).toBeNull();
			expect(painted(palette, style), style).not.toContain('[2m');
		}
		for (const style of ['good', 'bad', 'gate', 'running', 'ended'] as const)
			expect(painted(palette, style), style).toContain('[1m');
	});

	it('where nobody knows the background is 4.5 and more on black and on white, 3 and more on what lies between', () => {
		const all = [...telling, ...quiet];
		expect(lowest('neutral', all, ['#000000', '#ffffff'], 3)).toBeGreaterThanOrEqual(4.5);
		expect(lowest('neutral', all, [...dark, ...light], 3)).toBeGreaterThanOrEqual(3);
		expect(lowest('neutral', all, [...dark, ...light], 2)).toBeGreaterThanOrEqual(2.5);
		expect(lowest('neutral', all, ['#000000', '#ffffff'], 2)).toBeGreaterThanOrEqual(3.9);
	});

	it('of what has a ground of its own is 7 and more', () => {
		for (const palette of Object.keys(palettes) as Palette[]) {
			for (const style of onOwnGround) {
				const sequence = painted(palette, style);
				const [letters, ground] = [named(sequence, '38'), named(sequence, '48')];
				if (letters === null || ground === null) throw new Error(`${palette} ${style} names no colours`);
				expect(contrast(letters, ground), `${palette} ${style}`).toBeGreaterThanOrEqual(7);
			}
		}
	});
});

describe('the colours', () => {
	it('are the terminal’s own sixteen where it has no more and nothing was chosen', () => {
		for (const style of telling) expect(painted('neutral', style, 1)).toMatch(/\[(3|9)[0-7]m/);
		expect(painted('neutral', 'dim', 1)).toContain('[2m');
	});

	it('of a light ground are never yellow, white or bright, not even where there are only sixteen', () => {
		for (const style of [...telling, ...quiet])
			expect(painted('light', style, 1), style).not.toMatch(/\[(33|37|9\d)m/);
	});

	it('are none in a terminal without', () => {
		const theme = createTheme({level: 0, unicode: true, palette: 'light'});
		for (const style of telling) expect(theme.paint(style, 'x')).toBe('x');
	});
});

describe('the choice', () => {
	const level = 3;

	it('follows the background where that is known, and is readable on both where it is not', () => {
		expect(paletteFor('auto', {ground: 'light', level})).toBe('light');
		expect(paletteFor('auto', {ground: 'dark', level: 2})).toBe('dark');
		expect(paletteFor('auto', {ground: null, level})).toBe('neutral');
		expect(paletteFor('auto', {ground: 'dark', level: 1})).toBe('neutral');
		expect(paletteFor('high-contrast', {ground: 'light', level})).toBe('high-contrast-light');
		expect(paletteFor('high-contrast', {ground: null, level})).toBe('high-contrast-dark');
	});

	it('that was made is not made again', () => {
		expect(paletteFor('dark', {ground: 'light', level})).toBe('dark');
		expect(paletteFor('light', {ground: 'dark', level})).toBe('light');
		for (const asked of ['dark', 'light', 'mono'] as const) expect(dependsOnGround(asked, level)).toBe(false);
		expect(dependsOnGround('auto', level)).toBe(true);
		expect(dependsOnGround('auto', 1)).toBe(false);
		expect(dependsOnGround('high-contrast', 0)).toBe(false);
	});
});
