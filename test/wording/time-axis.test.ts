import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Spell} from '../../source/domain/spells.ts';
import {axisOf} from '../../source/wording/time-axis.ts';

const minute = 60_000;
const at = (from: number, to: number): Spell => ({from: from * minute, to: to * minute});
const none = {ahead: [], usual: 0};

describe('an axis of time', () => {
	it('cuts a wait of days short, and gives work the same room before and after it', () => {
		const axis = axisOf(at(0, 2910), [at(0, 20), at(2900, 2910)], 100, none);
		const [before, behind] = [axis.at(20 * minute), axis.at(2900 * minute)];
		expect(before / (100 - behind)).toBeCloseTo(2, 0);
		expect(before).toBeGreaterThan(50);
		expect(axis.breaks).toHaveLength(1);
		expect(axis.ticks.map(({label}) => label)).toContain('2d00h');
	});

	it('leaves a short wait as long as it is', () => {
		const axis = axisOf(at(0, 22), [at(0, 10), at(11, 22)], 110, none);
		expect(axis.breaks).toEqual([]);
		expect(axis.at(11 * minute)).toBe(55);
		expect(axis.ticks.map(({column, label}) => [column, label])).toEqual([
			[0, '0'],
			[10, '2m'],
			[20, '4m'],
			[30, '6m'],
			[40, '8m'],
			[50, '10m'],
			[60, '12m'],
			[70, '14m'],
			[80, '16m'],
			[90, '18m'],
			[100, '20m'],
		]);
	});

	it('reaches as far as what is usual ends', () => {
		const axis = axisOf(at(0, 5), [at(0, 5)], 100, {ahead: [{time: 0, ms: 10 * minute}], usual: 0});
		expect(axis.at(5 * minute)).toBe(50);
		expect(axis.after(0, 10 * minute)).toBe(100);
	});

	it('keeps the order of time and its columns, whatever there is', () => {
		const spell = fc
			.tuple(fc.nat(1000), fc.nat(400))
			.map(([from, length]): Spell => ({from: from * 1000, to: (from + length) * 1000}));
		fc.assert(
			fc.property(fc.array(spell, {maxLength: 8}), fc.integer({min: 1, max: 150}), (busy, columns) => {
				const whole = {from: 0, to: Math.max(0, ...busy.map(({to}) => to))};
				const axis = axisOf(whole, busy, columns, none);
				let last = 0;
				for (let time = 0; time <= whole.to; time += Math.max(1000, whole.to / 50)) {
					const column = axis.at(time);
					expect(column).toBeGreaterThanOrEqual(last);
					expect(column).toBeLessThanOrEqual(columns);
					last = column;
				}
				for (const [index, {column, label}] of axis.ticks.entries()) {
					expect(column + label.length).toBeLessThanOrEqual(columns);
					const before = axis.ticks[index - 1];
					if (before !== undefined) expect(column).toBeGreaterThan(before.column + before.label.length);
				}
			}),
		);
	});
});
