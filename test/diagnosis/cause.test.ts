import {expect, it} from 'vitest';
import {causeOf} from '../../source/diagnosis/cause.ts';
import {scriptFailure} from '../busy-day.ts';
import {run} from '../fixtures.ts';

const failed = (over: Parameters<typeof run>[4]) => run('Deploy', 'Deploy', 'Failed', [2, 1], over);

it('is the reason of a failure, without the script that its message repeats', () => {
	expect(causeOf(failed({failure: scriptFailure}))).toBe('exit status 1');
	expect(causeOf(failed({failure: {code: null, message: '\n stack is locked\nby somebody'}}))).toBe(
		'stack is locked',
	);
});

it('is what a reviewer said where no failure is told', () => {
	expect(causeOf(failed({summary: 'not before Monday\nsee #812'}))).toBe('not before Monday');
	expect(causeOf(failed({failure: {code: 'JobFailed', message: 'out of disk'}, summary: 'ended'}))).toBe(
		'out of disk',
	);
	expect(causeOf(failed({}))).toBe('');
});
