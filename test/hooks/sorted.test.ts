import fc from 'fast-check';
import {expect, it} from 'vitest';
import {beyond, firstFrom, indexIn, nearest} from '../../hooks/sorted.ts';

it('finds in ascending numbers what going through them one by one finds', () => {
	const ascending = fc
		.uniqueArray(fc.integer({min: 0, max: 60}), {maxLength: 30})
		.map(list => list.sort((a, b) => a - b));
	fc.assert(
		fc.property(ascending, fc.integer({min: -2, max: 62}), (list, wanted) => {
			const at = list.findIndex(each => each >= wanted);
			expect(firstFrom(list, wanted)).toBe(at < 0 ? list.length : at);
			expect(indexIn(list, wanted)).toBe(list.indexOf(wanted));
			expect(beyond(list, wanted, 1)).toBe(list.find(each => each > wanted) ?? null);
			expect(beyond(list, wanted, -1)).toBe(list.findLast(each => each < wanted) ?? null);
			const distance = Math.min(...list.map(each => Math.abs(each - wanted)));
			if (list.length > 0) expect(Math.abs(nearest(list, wanted) - wanted)).toBe(distance);
		}),
	);
});
