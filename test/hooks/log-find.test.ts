import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Find, find, findOn, isSearching, matchesIn, shiftFind} from '../../hooks/log-find.ts';
import {LogLines} from '../../source/domain/log-lines.ts';

const of = (texts: readonly string[]) => LogLines.of(texts.map((text, at) => ({at, text})));
const numbered = (length: number) => of(Array.from({length}, (_, index) => `line ${index}`));

function toEnd(search: Find, lines: LogLines): Find {
	let found = search;
	while (isSearching(found, lines)) found = findOn(found, lines);
	return found;
}

describe('a search', () => {
	it('finds all lines that match, wherever it begins', () => {
		const texts = fc.array(fc.constantFrom('an error', 'fine', 'ERROR', '\u001b[31mer\u001b[0mror'), {
			maxLength: 60,
		});
		fc.assert(
			fc.property(texts, fc.nat(60), fc.boolean(), (all, place, regex) => {
				const lines = of(all);
				const {scan} = toEnd(find('error', regex, Math.min(place, all.length)), lines);
				expect([...scan.hits]).toEqual(all.flatMap((text, at) => (text === 'fine' ? [] : [at])));
			}),
		);
	});

	it('looks ahead of its place first, a part of the log at a time', () => {
		const lines = numbered(50_000);
		const first = findOn(find('line', false, 20_000), lines);
		expect(first.scan).toMatchObject({from: 20_000, place: 20_000});
		expect(first.scan.hits[0]).toBe(20_000);
		expect(first.scan.hits.length).toBeLessThan(10_000);
		expect(isSearching(first, lines)).toBe(true);
		expect(toEnd(first, lines).scan.hits).toHaveLength(50_000);
	});

	it('goes on with lines that come before and behind', () => {
		const lines = numbered(100);
		const found = toEnd(find('line 7', false, 50), lines);
		const longer = lines.prepend([{at: 0, text: 'line 7'}]).append([{at: 0, text: 'line 7'}]);
		const shifted = shiftFind(found, longer.shiftSince(lines) ?? 0);
		expect(isSearching(shifted, longer)).toBe(true);
		expect([...toEnd(shifted, longer).scan.hits]).toEqual([
			0,
			8,
			...Array.from({length: 10}, (_, n) => 71 + n),
			101,
		]);
	});

	it('gives up a pattern that goes back and forth over a line', () => {
		const lines = of([`${'a'.repeat(40)}!`]);
		const began = performance.now();
		const found = toEnd(find('(a+)+$', true, 0), lines);
		expect(found.problem).toMatch(/takes too long/);
		expect(isSearching(found, lines)).toBe(false);
		expect(performance.now() - began).toBeLessThan(5000);
	});

	it('marks nothing where a pattern takes too long', () => {
		expect(matchesIn([`${'a'.repeat(40)}!`, 'a'], find('(a+)+$', true, 0))).toEqual([[], []]);
	});

	it('marks each match in a text once more after it has searched', () => {
		const search = toEnd(find('b', false, 0), of(['abcb']));
		expect(matchesIn(['abcb', 'x'], search)).toEqual([
			[
				[1, 2],
				[3, 4],
			],
			[],
		]);
	});
});
