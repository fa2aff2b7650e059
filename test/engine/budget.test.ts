import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {answered, createBudget, take, throttled} from '../../source/engine/budget.ts';

describe('a budget', () => {
	it('gives a burst at once, then one after the other', () => {
		let budget = createBudget(2, 0, 3);
		for (let n = 0; n < 3; n++) {
			const taken = take(budget, 0);
			expect(taken.wait).toBe(0);
			budget = taken.budget;
		}
		expect(take(budget, 0).wait).toBe(500);
		expect(take(budget, 500).wait).toBe(0);
	});

	it('is halved by throttling, gives nothing at once then, and recovers with good answers', () => {
		const slow = throttled(createBudget(1, 0), 0);
		expect(slow.allowed).toBe(0.5);
		expect(take(slow, 0).wait).toBe(2000);
		let budget = slow;
		for (let n = 0; n < 10; n++) budget = answered(budget, 0);
		expect(budget.allowed).toBe(1);
	});

	it('is never so slow that it stands still', () => {
		let budget = createBudget(1, 0);
		for (let n = 0; n < 100; n++) budget = throttled(budget, 0);
		expect(take(budget, 0).wait).toBe(20_000);
	});

	it('goes on when the clock was set back', () => {
		let budget = createBudget(1, 3600_000, 1);
		budget = take(budget, 3600_000).budget;
		const back = take(budget, 0);
		expect(back.wait).toBe(1000);
		expect(take(back.budget, 1000).wait).toBe(0);
	});

	it('never lets more through than the rate and the burst allow', () => {
		const step = fc.record({
			ms: fc.integer({min: 0, max: 5000}),
			what: fc.constantFrom('take', 'take', 'take', 'throttled', 'answered'),
		});
		fc.assert(
			fc.property(
				fc.double({min: 0.1, max: 50, noNaN: true}),
				fc.array(step, {maxLength: 200}),
				(rate, steps) => {
					let [budget, now, taken] = [createBudget(rate, 0), 0, 0];
					for (const {ms, what} of steps) {
						now += ms;
						if (what === 'take') {
							const answer = take(budget, now);
							if (answer.wait === 0) taken++;
							else expect(take(answer.budget, now + answer.wait).wait).toBe(0);
							budget = answer.budget;
						} else budget = what === 'throttled' ? throttled(budget, now) : answered(budget, now);
						expect(budget.allowed).toBeLessThanOrEqual(rate);
						expect(taken).toBeLessThanOrEqual((rate * now) / 1000 + budget.burst + 1e-6);
					}
				},
			),
		);
	});
});
