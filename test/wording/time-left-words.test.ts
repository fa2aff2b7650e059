import {describe, expect, it} from 'vitest';
import {
	bar,
	leftSentence,
	leftWords,
	roughly,
	took,
	usualWords,
} from '../../source/wording/time-left-words.ts';

const [second, minute] = [1000, 60_000];
const time = (usual: number, left: number, over = 0) => ({
	usual: usual * minute,
	left: left * minute,
	over: over * minute,
});

describe('the time left', () => {
	it.each([
		[0, '0s'],
		[7.4 * second, '7s'],
		[23 * second, '25s'],
		[58 * second, '60s'],
		[94 * second, '90s'],
		[106 * second, '2m'],
		[3.4 * minute, '3m'],
		[3.6 * minute, '4m'],
		[59.6 * minute, '1h00m'],
		[95 * minute, '1h35m'],
	])('of %i ms is about %s', (ms, words) => {
		expect(roughly(ms)).toBe(words);
	});

	it('is a guess, more where what stands in front runs over, and by how much it is over where nothing is left', () => {
		expect(leftWords(time(8, 4))).toBe('~4m');
		expect(leftWords(time(8, 4, 2))).toBe('~4m+');
		expect(leftWords(time(8, 0, 3))).toBe('3m over');
		expect(leftWords(time(8, 0))).toBe('~0s');
		expect(leftSentence(time(8, 4))).toBe('~4m left');
		expect(leftSentence(time(8, 0, 3))).toBe('3m over the usual 8m');
	});

	it('is drawn as a bar that never gets longer than it is', () => {
		expect(bar(time(8, 8))).toBe('········');
		expect(bar(time(8, 3.1))).toBe('▇▇▇▇····');
		expect(bar(time(8, 0, 9))).toBe('▇▇▇▇▇▇▇▇');
		expect(bar(time(0, 0))).toBe('▇▇▇▇▇▇▇▇');
	});
});

it('tells what something took to the second', () => {
	expect([49, 120, 350, 3600, 3720].map(seconds => usualWords(seconds * second))).toEqual([
		'usual 49s',
		'usual 2m',
		'usual 5m50s',
		'usual 1h',
		'usual 1h02m',
	]);
	expect([49, 84, 3720].map(seconds => took(seconds * second))).toEqual(['49s', '1m24s', '1h02m']);
});
