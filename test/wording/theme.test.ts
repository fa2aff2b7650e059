import {describe, expect, it} from 'vitest';
import {createTheme, type Style} from '../../source/wording/theme.ts';

const states: readonly Style[] = ['good', 'bad', 'gate', 'running', 'waiting', 'ended', 'trouble', 'cause'];
const painted = (palette: 'auto' | 'dark' | 'light' | 'high-contrast', style: Style, level: 1 | 2 | 3 = 3) =>
	createTheme({level, unicode: true, palette}).paint(style, 'x').replace('x', '');

/** The colours of the letters, as the numbers of SGR. */
const colours = (text: string) =>
	[...text.matchAll(/\[(9[0-7]|3[0-7]|38;5;\d+)m/g)].map(([, colour]) => colour);

describe('the colours', () => {
	it('are the terminal’s own sixteen where nothing was chosen', () => {
		const theme = createTheme({level: 3, unicode: true});
		for (const style of states) expect(painted('auto', style)).toBe(theme.paint(style, 'x').replace('x', ''));
		expect(painted('auto', 'dim')).toContain('[2m');
	});

	it('of a chosen ground differ in what stands back and what is told', () => {
		for (const style of ['dim', 'title', 'line', 'good', 'running', 'waiting', 'ended', 'cause'] as const)
			expect(
				new Set([painted('auto', style), painted('dark', style), painted('light', style)]).size,
				style,
			).toBe(3);
	});

	it('of a light ground are never yellow, white or bright, not even where there are only sixteen', () => {
		for (const style of [...states, 'mine', 'note', 'cursor'] as const)
			for (const level of [1, 2, 3] as const)
				for (const colour of colours(painted('light', style, level)))
					expect(colour, `${style} ${level}`).not.toMatch(/^(33|37|9\d)$/);
	});

	it('of high contrast are bright and bold, and nothing is dimmed', () => {
		for (const style of states) {
			expect(painted('high-contrast', style), style).toContain('[1m');
			expect(colours(painted('high-contrast', style)), style).toEqual([expect.stringMatching(/^9[0-7]$/)]);
		}
		for (const style of ['dim', 'title', 'line'] as const)
			expect(painted('high-contrast', style), style).not.toContain('[2m');
	});

	it('are none in a terminal without', () => {
		const theme = createTheme({level: 0, unicode: true, palette: 'light'});
		for (const style of states) expect(theme.paint(style, 'x')).toBe('x');
	});
});
