import fc from 'fast-check';
import {expect, it} from 'vitest';
import {covered, gapsIn, joined, type Spell} from '../../source/domain/spells.ts';

const spell = fc
	.tuple(fc.integer({min: 0, max: 100}), fc.integer({min: 0, max: 30}))
	.map(([from, length]): Spell => ({from, to: from + length}));
const spells = fc.array(spell, {maxLength: 12});
const whole: Spell = {from: 20, to: 90};

it('joins what touches, and counts what overlaps once', () => {
	fc.assert(
		fc.property(spells, all => {
			const result = joined(all);
			for (const [index, {from}] of result.entries())
				expect(from).toBeGreaterThan(result[index - 1]?.to ?? -1);
			const units = Array.from({length: 140}, (_, at) => all.some(({from, to}) => at >= from && at < to));
			expect(covered(all)).toBe(units.filter(Boolean).length);
		}),
	);
});

it('leaves of a whole exactly what no spell covers', () => {
	fc.assert(
		fc.property(spells, all => {
			const clipped = all
				.map(({from, to}) => ({from: Math.max(from, whole.from), to: Math.min(to, whole.to)}))
				.filter(({from, to}) => to > from);
			const gaps = gapsIn(whole, all);
			expect(covered(gaps) + covered(clipped)).toBe(whole.to - whole.from);
			for (const {from, to} of gaps) expect(to).toBeGreaterThan(from);
		}),
	);
});
