import {describe, expect, it} from 'vitest';
import type {ActionCategory} from '../../source/domain/pipeline.ts';
import type {ActionProgress} from '../../source/domain/progress.ts';
import {answerWords, causeWords, stateWord, workWords} from '../../source/wording/failure-words.ts';
import {run} from '../fixtures.ts';

const action = (
	category: ActionCategory,
	provider: string,
	over: Partial<ActionProgress> = {},
): ActionProgress => ({
	stage: 'Deploy',
	name: 'Act',
	chain: null,
	category,
	provider,
	timeoutMinutes: null,
	runOrder: 1,
	state: 'Failed',
	run: run('Deploy', 'Act', 'Failed', [9, 8]),
	...over,
});

describe('an approval', () => {
	const minute = 60_000;
	it('is said to be rejected, by whom and why', () => {
		expect(
			answerWords({
				kind: 'rejected',
				by: 'arn:aws:sts::123456789012:assumed-role/Admin/alice',
				words: 'not\nbefore Monday',
			}),
		).toBe('rejected by alice: "not before Monday"');
		expect(answerWords({kind: 'rejected', by: null, words: ''})).toBe('rejected');
	});

	it.each([
		[7 * 24 * 60, '7 days'],
		[24 * 60, '1 day'],
		[120, '2 hours'],
		[90, '90 minutes'],
	])('is said to be expired after %i minutes', (minutes, spelled) => {
		expect(answerWords({kind: 'expired', after: minutes * minute})).toBe(
			`expired: nobody answered in ${spelled}`,
		);
	});

	it('is told in a word and in a line', () => {
		const rejected = action('Approval', 'Manual', {
			run: run('Deploy', 'Act', 'Failed', [9, 8], {
				by: 'alice',
				summary: 'no',
				failure: {code: 'X', message: 'y'},
			}),
		});
		expect(stateWord(rejected)).toBe('rejected');
		expect(causeWords(rejected)).toBe('rejected by alice: "no"');
		expect(stateWord({...rejected, timeoutMinutes: 1})).toBe('expired');
		expect(stateWord({...rejected, state: 'Waiting'})).toBe('waits for approval');
	});
});

it('says of other actions what they say themselves', () => {
	const failure = {code: 'JobFailed', message: 'out of disk'};
	expect(causeWords(action('Build', 'CodeBuild', {run: run('d', 'a', 'Failed', [2, 1], {failure})}))).toBe(
		'out of disk',
	);
	expect(causeWords(action('Build', 'CodeBuild', {run: null}))).toBe('');
});

it('names what did the work, by its provider or else its category', () => {
	expect(workWords(action('Invoke', 'Lambda')).failed).toBe('the Lambda function failed');
	expect(workWords(action('Deploy', 'CloudFormation')).more).toContain('event of the stack');
	expect(workWords(action('Source', 'S3')).failed).toBe('the source could not be taken in');
	expect(workWords(action('Deploy', 'constructor')).failed).toBe('the deployment failed');
});
