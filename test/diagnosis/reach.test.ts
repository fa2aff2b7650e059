import {describe, expect, it} from 'vitest';
import {holdsFailure} from '../../source/diagnosis/reach.ts';
import {build, failing, log, phase} from './build-log.ts';

const broken = build('Failed', phase('BUILD', 'Failed', 'exit status 1'));
const late = build('TimedOut', phase('BUILD', 'TimedOut', 'timed out'));
const post = ['> Entering phase POST_BUILD', '> Running command echo done', 'done'];

describe('whether enough of a log was read from its end', () => {
	it('is so once the failed command is there with its beginning', () => {
		const end = ['error: no', ...failing('BUILD', 'make'), ...post];
		expect(holdsFailure(log(...end), broken)).toBe(false);
		expect(holdsFailure(log('> Running command make', ...end), broken)).toBe(true);
	});

	it('is not so while only later phases are there', () => {
		expect(holdsFailure(log(...post), broken)).toBe(false);
		expect(holdsFailure(log('a line', 'another'), broken)).toBe(false);
	});

	it('is so with the last command of a build that was cut off, which nothing says failed', () => {
		expect(holdsFailure(log('still going'), late)).toBe(false);
		expect(holdsFailure(log('> Running command make', 'still going'), late)).toBe(true);
	});

	it('is so with enough lines where the agent says nothing', () => {
		const lines = (count: number) => log(...Array.from({length: count}, (_, at) => `line ${at}`));
		const ending = (afterSeconds: number) =>
			build('Failed', {...phase('BUILD', 'Failed'), endedAt: (lines(1)[0]?.at ?? 0) + afterSeconds * 1000});
		expect(holdsFailure(lines(1999), ending(5000))).toBe(false);
		expect(holdsFailure(lines(2000), ending(5000))).toBe(true);
		expect(holdsFailure(lines(4000), ending(1000))).toBe(false);
	});
});
