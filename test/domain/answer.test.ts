import {expect, it} from 'vitest';
import {answerOf} from '../../source/domain/answer.ts';
import type {ActionRun} from '../../source/domain/pipeline.ts';
import {run} from '../fixtures.ts';

const week = 7 * 24 * 60;
const approval = (minutes: number, over: Partial<ActionRun> = {}) =>
	run('Deploy', 'Approve', 'Failed', [minutes, 0], over);

it('takes an approval that stayed open for its whole time for expired, whatever is said', () => {
	expect(answerOf(approval(week), null)).toEqual({kind: 'expired', after: week * 60_000});
	expect(answerOf(approval(30, {by: 'alice', summary: 'no'}), 30)).toEqual({
		kind: 'expired',
		after: 30 * 60_000,
	});
});

it('takes one that ended sooner for rejected, with the words of its reviewer', () => {
	expect(answerOf(approval(20, {summary: 'not before Monday '}), null)).toEqual({
		kind: 'rejected',
		by: null,
		words: 'not before Monday',
	});
	const failure = {code: null, message: 'rejected'};
	expect(answerOf(approval(29, {by: 'alice', failure}), 30)).toEqual({
		kind: 'rejected',
		by: 'alice',
		words: 'rejected',
	});
});

it('claims nothing where neither the clock nor a name tells', () => {
	const unknown = (words: string) => ({kind: 'unknown', words});
	expect(answerOf(approval(20, {startedAt: null}), 30)).toEqual(unknown(''));
	expect(answerOf(approval(20, {summary: 'The approval timed out.'}), null)).toEqual(
		unknown('The approval timed out.'),
	);
	expect(answerOf(approval(20, {summary: 'timed out too often', by: 'alice'}), null).kind).toBe('rejected');
});
