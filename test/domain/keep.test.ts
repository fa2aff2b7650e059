import fc from 'fast-check';
import {expect, it} from 'vitest';
import {amend, keep} from '../../source/domain/keep.ts';

it('gives what is equal the identity that it had, at any depth', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (before, other) => {
			expect(keep(before, structuredClone(before))).toBe(before);
			expect(keep(before, other)).toEqual(other);
		}),
	);
});

it('keeps the parts that did not change', () => {
	const before = {a: {x: 1}, b: [{y: 1}, {y: 2}]};
	const after = keep(before, {a: {x: 1}, b: [{y: 1}, {y: 3}]});
	expect(after).not.toBe(before);
	expect(after.a).toBe(before.a);
	expect(after.b[0]).toBe(before.b[0]);
	expect(after.b[1]).toEqual({y: 3});
	expect(keep<object>({a: undefined}, {b: undefined})).toEqual({b: undefined});
});

it('amends only by what is different', () => {
	const before: {a: number; b: number | null} = {a: 1, b: null};
	expect(amend(before, {a: 1})).toBe(before);
	expect(amend(before, {b: 2})).toEqual({a: 1, b: 2});
});
