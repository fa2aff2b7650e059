import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {patience, turnOf, type Waiting} from '../../source/engine/turns.ts';
import {urgencies} from '../../source/providers/provider.ts';

const waiting = (...urgent: readonly Waiting['urgency'][]) => urgent.map(urgency => ({urgency, since: 0}));

describe('whose turn it is', () => {
	it('is that of the most urgent, and of these the one that came first', () => {
		const queue = waiting('background', 'settled', 'finding', 'moving', 'moving', 'finding');
		expect(turnOf(queue, 0, 0)).toBe(3);
		expect(turnOf([...queue, {urgency: 'now', since: 1}], 1, 0)).toBe(6);
		expect(turnOf(waiting('background', 'settled'), 0, 3)).toBe(1);
	});

	it('is one time in four that of the one that waited longest, if that was long', () => {
		const queue = [...waiting('settled'), {urgency: 'now' as const, since: patience.usual}];
		const turns = (now: number) => [0, 1, 2, 3].map(turn => turnOf(queue, now, turn));
		expect(turns(patience.usual - 1)).toEqual([1, 1, 1, 1]);
		expect(turns(patience.usual)).toEqual([1, 1, 1, 0]);
	});

	it('comes to the background in the gaps, and after minutes without any', () => {
		const queue = [...waiting('background'), {urgency: 'settled' as const, since: patience.background}];
		const last = (now: number) => turnOf(queue, now, 3);
		expect(last(patience.background - 1)).toBe(1);
		expect(last(patience.background)).toBe(0);
		expect(turnOf(waiting('background'), 0, 0)).toBe(0);
	});

	it('comes to everybody in the end, whatever else comes', () => {
		const urgency = fc.constantFrom(...urgencies);
		fc.assert(
			fc.property(urgency, fc.array(urgency, {minLength: 1200, maxLength: 1200}), (first, later) => {
				const queue: (Waiting & {mine?: true})[] = [{urgency: first, since: 0, mine: true}];
				for (const [turn, urgency] of later.entries()) {
					const now = turn * 1000;
					queue.push({urgency, since: now});
					if (queue.splice(turnOf(queue, now, turn), 1)[0]?.mine) return;
				}
				throw new Error('it was never served');
			}),
			{numRuns: 30},
		);
	});
});
