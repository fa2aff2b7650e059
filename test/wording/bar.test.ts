import fc from 'fast-check';
import {expect, it} from 'vitest';
import {lane, upright} from '../../source/wording/bar.ts';
import {widthOf} from '../../source/wording/spans.ts';

const text = (spans: ReturnType<typeof lane>) =>
	spans.map(span => (typeof span === 'string' ? span : span[0])).join('');

it('draws pieces on a lane of exactly its columns, the later ones over the earlier', () => {
	const work = {from: 2, to: 6, sign: '▇', style: 'good'} as const;
	const mark = {from: 4, to: 5, sign: '┊', style: 'plain'} as const;
	expect(text(lane([work, mark], 8))).toBe('  ▇▇┊▇  ');
	expect(text(lane([{...work, to: 99}], 5))).toBe('  ▇▇▇');
	fc.assert(
		fc.property(
			fc.integer({min: 0, max: 40}),
			fc.integer({min: -5, max: 50}),
			fc.nat(50),
			(columns, from, length) => {
				expect(widthOf(lane([{...work, from, to: from + length}, mark], columns))).toBe(columns);
			},
		),
	);
});

it('draws an upright bar in eighths, and whatever there is at least in one', () => {
	expect(upright(1, 2, 2)).toEqual([' ', '█']);
	expect(upright(3, 4, 2)).toEqual(['▄', '█']);
	expect(upright(0.001, 100, 2)).toEqual([' ', '▁']);
	expect(upright(0, 100, 1)).toEqual([' ']);
	expect(upright(0, 0, 1)).toEqual([' ']);
	expect(upright(200, 100, 2)).toEqual(['█', '█']);
});
