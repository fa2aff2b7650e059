import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fitSegments} from '../../components/segments.ts';
import {toAscii} from '../../source/wording/ascii.ts';
import {breakHard, breakWords, fit, paintEnds, paintRow, width} from '../../source/wording/spans.ts';
import {createTheme} from '../../source/wording/theme.ts';

const theme = createTheme({level: 3, unicode: true});
const text = fc.string({unit: fc.constantFrom('a', ' ', '名', '…', '-'), maxLength: 60});
const columns = fc.integer({min: 1, max: 50});

describe('a row', () => {
	it('has exactly the columns asked for, whatever stands in it', () => {
		fc.assert(
			fc.property(text, text, columns, (left, right, size) => {
				expect(width(fit(left, size))).toBe(size);
				expect(width(paintRow([left, [right, 'bad']], size, theme))).toBe(size);
				expect(width(paintEnds([left], [[right, 'dim']], size, theme))).toBe(size);
			}),
		);
	});

	it('parts its two ends by a blank, and cuts nothing that needs none', () => {
		const ends = (left: string, right: string) => paintEnds([left], [right], 20, theme);
		expect(ends('pipeline > timeline', 'looked')).toBe('pipeline > t… looked');
		expect(ends('fourteen is it', 'looked')).toBe('fourteen is … looked');
		expect(ends('thirteen are ', 'looked')).toBe('thirteen are  looked');
		expect(ends('fourteen with ', 'looked')).toBe('fourteen with looked');
		expect(ends('fourteen is it', ' again')).toBe('fourteen is it again');
	});

	it('breaks a link hard and adds nothing', () => {
		const link = 'https://example.com/a?b=c';
		expect(breakHard(link, 10)).toEqual(['https://ex', 'ample.com/', 'a?b=c']);
		fc.assert(
			fc.property(fc.stringMatching(/^https:[a-z/?=&-]{0,80}$/), columns, (url, size) => {
				expect(breakHard(url, size).join('')).toBe(url);
			}),
		);
	});

	it('breaks words at blanks, and hard only where it must', () => {
		expect(breakWords('one two three', 7)).toEqual(['one two', 'three']);
		expect(breakWords('a-very-long-word', 6)).toEqual(['a-very', '-long-', 'word']);
	});

	it('has a sign of one column for each sign it is drawn with', () => {
		const drawn = '·…│─┬┴▌✓✗▲◐◇‖■⇢↷';
		expect(toAscii(drawn)).toMatch(/^[ -~]+$/);
		expect(toAscii(drawn)).toHaveLength(drawn.length);
		expect(toAscii('名 é')).toBe('名 é');
	});
});

it('breaks a word of any signs between them, into rows that fit', () => {
	const signs = fc.constantFrom('👩‍👩‍👧‍👦', '🏳️‍🌈', '🇩🇪', '日', 'e\u0301', 'a');
	fc.assert(
		fc.property(
			fc.array(signs, {minLength: 1, maxLength: 40}),
			fc.integer({min: 2, max: 20}),
			(word, columns) => {
				const rows = breakHard(word.join(''), columns);
				expect(rows.join('')).toBe(word.join(''));
				for (const row of [...rows, ...breakWords(word.join(''), columns)]) {
					expect(row.isWellFormed()).toBe(true);
					expect(width(row)).toBeLessThanOrEqual(columns);
				}
			},
		),
	);
});

describe('segments', () => {
	const segments = [
		{spans: ['GATE'], keep: Infinity},
		{spans: ['commit'], keep: 3},
		{spans: ['waits'], keep: 2},
		{spans: [''], keep: 9},
	];
	it('go in the order in which they matter least', () => {
		expect(fitSegments(segments, 40).join('')).toBe('GATE · commit · waits');
		expect(fitSegments(segments, 20).join('')).toBe('GATE · commit');
		expect(fitSegments(segments, 8).join('')).toBe('GATE');
		expect(fitSegments(segments, 2).join('')).toBe('GATE');
	});
});
