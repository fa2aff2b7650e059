import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {LogLine} from '../../source/domain/log.ts';
import {LogLines} from '../../source/domain/log-lines.ts';

const line = fc.record({
	at: fc.integer({min: 0, max: 2_000_000_000_000}),
	text: fc.oneof(
		fc.string(),
		fc.string({unit: 'grapheme'}),
		fc.constantFrom('', 'größer', '日本語', '🚀 ✓', '\u001b[31mred\u001b[0m'),
	),
});
const step = fc.record({where: fc.constantFrom('before', 'after'), page: fc.array(line, {maxLength: 400})});

it('holds what was put in, in its order, however it came', () => {
	fc.assert(
		fc.property(fc.array(step, {maxLength: 6}), steps => {
			let lines = LogLines.none;
			let plain: readonly LogLine[] = [];
			for (const {where, page} of steps) {
				lines = where === 'before' ? lines.prepend(page) : lines.append(page);
				plain = where === 'before' ? [...page, ...plain] : [...plain, ...page];
			}
			expect(lines.length).toBe(plain.length);
			expect([...lines]).toEqual(plain);
			expect(lines.slice()).toEqual(plain);
			const [from, to] = [Math.floor(plain.length / 3), Math.ceil(plain.length / 2)];
			expect(lines.texts(from, to)).toEqual(plain.slice(from, to).map(({text}) => text));
			for (const index of [0, from, to, plain.length - 1]) {
				expect(lines.text(index)).toBe(plain[index]?.text ?? '');
				expect(lines.at(index)).toBe(plain[index]?.at ?? null);
			}
		}),
	);
});

const some = (from: number, to: number) =>
	Array.from({length: to - from}, (_, index) => ({at: index, text: `line ${from + index}`}));

describe('a log that grows', () => {
	const begun = LogLines.of(some(0, 10));

	it('is another one: the one before stays what it was', () => {
		begun.append(some(10, 20));
		begun.prepend(some(-10, 0));
		expect(begun.texts(0)).toEqual(some(0, 10).map(({text}) => text));
	});

	it('tells how many lines have come before its former first one', () => {
		expect(begun.append(some(10, 12)).shiftSince(begun)).toBe(0);
		const longer = begun.prepend(some(-7, 0)).append(some(10, 12));
		expect(longer.shiftSince(begun)).toBe(7);
		expect(longer.prepend(some(-9, -7)).shiftSince(begun)).toBe(9);
		expect(longer.shiftSince(LogLines.none)).toBe(0);
	});

	it('is not taken for another log with the same lines', () => {
		expect(LogLines.of(some(0, 10)).shiftSince(begun)).toBeNull();
	});
});

it('gives nothing for lines that there are not', () => {
	const lines = LogLines.of(some(0, 3));
	expect([lines.text(-1), lines.text(3), lines.at(3), lines.texts(2, 9)]).toEqual(['', '', null, ['line 2']]);
	expect(LogLines.none.texts(0)).toEqual([]);
});

it('takes little more room than its characters for a million lines', () => {
	const page = some(0, 10_000).map(({at}) => ({at, text: 'x'.repeat(100)}));
	let lines = LogLines.none;
	const before = process.memoryUsage();
	for (let pages = 0; pages < 20; pages++) lines = lines.prepend(page);
	const {arrayBuffers} = process.memoryUsage();
	expect(lines.length).toBe(200_000);
	expect(arrayBuffers - before.arrayBuffers).toBeLessThan(200_000 * 130);
});
