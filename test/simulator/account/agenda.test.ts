import fc from 'fast-check';
import {expect, it} from 'vitest';
import {createAgenda} from '../../../source/simulator/account/agenda.ts';

it('runs everything that is due in the order of time, then of entry', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({min: 0, max: 20})), fc.integer({min: 0, max: 20}), (times, until) => {
			const agenda = createAgenda(0);
			const ran: (readonly [number, number])[] = [];
			times.forEach((time, index) => {
				agenda.at(time, () => ran.push([agenda.now(), index]));
			});
			agenda.advanceTo(until);
			const due = times.map((time, index) => [time, index] as const).filter(([time]) => time <= until);
			expect(ran).toEqual(due.toSorted(([one, a], [other, b]) => one - other || a - b));
			expect(agenda.now()).toBe(until);
		}),
	);
});

it('runs what an act enters for its own time, and takes a past time for now', () => {
	const agenda = createAgenda(100);
	const ran: number[] = [];
	agenda.at(50, () => {
		ran.push(agenda.now());
		agenda.at(100, () => ran.push(agenda.now()));
	});
	agenda.advanceTo(100);
	agenda.advanceTo(90);
	expect(ran).toEqual([100, 100]);
	expect(agenda.now()).toBe(100);
});
