import {describe, expect, it} from 'vitest';
import {answerTo} from '../../source/domain/answer.ts';
import type {ActionRun} from '../../source/domain/pipeline.ts';
import {run} from '../fixtures.ts';
import {action} from '../pipeline-model.ts';

const week = 7 * 24 * 60;
/** How an approval was answered that was open for so many minutes, of those that it has: seven days without. */
const answer = (minutes: number, over: Partial<ActionRun> = {}, of: number | null = null) =>
	answerTo(
		run('Deploy', 'Approve', 'Failed', [minutes, 0], {build: null, ...over}),
		action('Approve', {category: 'Approval', timeoutMinutes: of}),
	);

describe('how an approval was answered', () => {
	it('is told by the clock: nobody can reject what has expired, whatever is said', () => {
		const after = (minutes: number) => ({kind: 'expired', after: minutes * 60_000});
		expect(answer(week)).toEqual(after(week));
		expect(answer(week - 1, {by: 'dana'})?.kind).toBe('rejected');
		expect(answer(30, {by: 'alice', summary: 'no'}, 30)).toEqual(after(30));
		expect(answer(29.99, {by: 'dana'}, 30)).toEqual(after(30));
		expect(answer(29, {by: 'dana'}, 30)?.kind).toBe('rejected');
	});

	it('comes with the words of the reviewer who ended it sooner', () => {
		expect(answer(20, {summary: 'not before Monday '})).toEqual({
			kind: 'rejected',
			by: null,
			words: 'not before Monday',
		});
		const failure = {code: null, message: 'rejected'};
		expect(answer(29, {by: 'alice', failure}, 30)).toEqual({
			kind: 'rejected',
			by: 'alice',
			words: 'rejected',
		});
	});

	it('is left open where neither the clock nor a name tells', () => {
		const unknown = (words: string) => ({kind: 'unknown', words});
		expect(answer(20, {startedAt: null}, 30)).toEqual(unknown(''));
		const timedOut = 'The approval timed out.';
		expect(answer(20, {summary: timedOut})).toEqual(unknown(timedOut));
		expect(answer(20, {summary: timedOut, by: 'alice'})?.kind).toBe('rejected');
	});

	it('is asked of approvals that failed, and of nothing else', () => {
		const own = run('Deploy', 'Approve', 'Failed', [week, 0], {category: 'Approval'});
		expect(answerTo(own, null)?.kind).toBe('expired');
		expect(answer(5, {status: 'InProgress'})).toBeNull();
		const deploy = run('Deploy', 'DeployTaiko', 'Failed', [week, 0]);
		expect(answerTo(deploy, action('DeployTaiko'))).toBeNull();
	});
});
