import fc from 'fast-check';
import {expect, it} from 'vitest';
import {movedTop} from '../../hooks/use-window.ts';

const tops = (cursors: readonly number[], count: number, height: number) => {
	let top = 0;
	return cursors.map(at => {
		top = movedTop(top, {count, height, at});
		return top;
	});
};

it('stays where it is until the selected row comes near an edge, and then moves with it', () => {
	expect(tops([0, 5, 6, 7, 8, 7, 6, 5, 4], 100, 10)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1]);
	expect(tops([50, 49, 48, 47, 46, 45, 44, 43, 42], 100, 10)).toEqual([43, 43, 43, 43, 43, 43, 42, 41, 40]);
});

it('shows the first and the last row without rows beyond them', () => {
	expect(tops([99, 96, 0], 100, 10)).toEqual([90, 90, 0]);
	expect(tops([2, -1], 3, 10)).toEqual([0, 0]);
});

it('shows the selected row in any list, and no row beyond it', () => {
	const extent = fc
		.record({count: fc.integer({min: 1, max: 60}), height: fc.integer({min: 1, max: 30}), at: fc.nat(59)})
		.filter(({count, at}) => at < count);
	fc.assert(
		fc.property(fc.nat(100), extent, (before, {count, height, at}) => {
			const top = movedTop(before, {count, height, at});
			expect(top).toBeLessThanOrEqual(at);
			expect(top + height).toBeGreaterThan(at);
			expect(top).toBeGreaterThanOrEqual(0);
			expect(top).toBeLessThanOrEqual(Math.max(0, count - height));
		}),
	);
});
