import fc from 'fast-check';
import {expect, it} from 'vitest';
import {atTheTop, placed, type Standing} from '../../hooks/use-window.ts';

const tops = (cursors: readonly number[], count: number, height: number) => {
	let place: Standing = atTheTop;
	return cursors.map(at => {
		place = placed(place, {count, height, at, key: `row ${at}`});
		return place.top;
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

it('leaves what is seen where it is when rows come and go above it, but at the top shows what comes', () => {
	const seen = {count: 100, height: 10, at: 55, key: 'ours'};
	const before = placed({top: 50, at: 55, key: 'ours'}, seen);
	expect(before.top).toBe(50);
	expect(placed(before, {...seen, count: 102, at: 57}).top).toBe(52);
	expect(placed(before, {...seen, count: 90, at: 45}).top).toBe(40);
	expect(placed(before, {...seen, at: 1}).top).toBe(0);
	const first = placed(atTheTop, {...seen, at: 4});
	expect(placed(first, {...seen, count: 101, at: 5}).top).toBe(0);
});

it('shows the selected row in any list, and no row beyond it', () => {
	const extent = fc
		.record({
			count: fc.integer({min: 1, max: 60}),
			height: fc.integer({min: 1, max: 30}),
			at: fc.nat(59),
			key: fc.constantFrom('ours', 'theirs', null),
		})
		.filter(({count, at}) => at < count);
	fc.assert(
		fc.property(fc.array(extent, {minLength: 1, maxLength: 8}), extents => {
			let place: Standing = atTheTop;
			for (const each of extents) {
				place = placed(place, each);
				expect(place.top).toBeLessThanOrEqual(each.at);
				expect(place.top + each.height).toBeGreaterThan(each.at);
				expect(place.top).toBeGreaterThanOrEqual(0);
				expect(place.top).toBeLessThanOrEqual(Math.max(0, each.count - each.height));
			}
		}),
	);
});
