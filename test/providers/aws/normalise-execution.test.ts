import {describe, expect, it} from 'vitest';
import {
	normaliseExecutions,
	normaliseOneExecution,
} from '../../../source/providers/aws/normalise-execution.ts';
import {normaliseSummary} from '../../../source/providers/aws/normalise-summary.ts';

const sha = 'acfd7c635f76c9e523438af9f629f543196cfad9';

describe('ListPipelineExecutions', () => {
	it('keeps every revision, the time and AWS’s own word', () => {
		const [execution] = normaliseExecutions({
			pipelineExecutionSummaries: [
				{
					pipelineExecutionId: 'e1',
					status: 'Superseded',
					startTime: new Date(1795204981185),
					lastUpdateTime: new Date(1795205662100),
					sourceRevisions: [
						{actionName: 'Config', revisionId: 'v7', revisionSummary: 'Amazon S3 version id: v7'},
						{actionName: 'Running'},
						{
							actionName: 'Code',
							revisionId: sha,
							revisionSummary: '{"ProviderType":"GitHub","CommitMessage":"fix: y"}',
						},
					],
					trigger: {triggerType: 'WebhookV2'},
					executionType: 'STANDARD',
				},
			],
		});
		expect(execution).toEqual({
			id: 'e1',
			status: 'Superseded',
			said: 'Superseded',
			startedAt: 1795204981185,
			updatedAt: 1795205662100,
			revisions: [
				{action: 'Config', sha: 'v7', subject: 'Amazon S3 version id: v7'},
				{action: 'Code', sha, subject: 'fix: y'},
			],
			rollback: false,
			stopReason: null,
		});
	});

	it('tells rollbacks, reasons, and words it does not know', () => {
		const executions = normaliseExecutions({
			pipelineExecutionSummaries: [
				{pipelineExecutionId: 'e1', status: 'Succeeded', executionType: 'ROLLBACK'},
				{pipelineExecutionId: 'e2', status: 'Succeeded', trigger: {triggerType: 'AutomatedRollback'}},
				{pipelineExecutionId: 'e3', status: 'Stopped', stopTrigger: {reason: 'hotfix\nfirst'}},
				{pipelineExecutionId: 'e4', status: 'Hibernating'},
				{status: 'InProgress'},
				{pipelineExecutionId: 'e5'},
			],
		});
		expect(executions).toMatchObject([
			{id: 'e1', rollback: true, revisions: []},
			{id: 'e2', rollback: true},
			{id: 'e3', rollback: false, stopReason: 'hotfix first'},
			{id: 'e4', status: 'Unknown', said: 'Hibernating'},
			{id: 'e5', status: 'Unknown', said: 'Unknown'},
		]);
	});
});

describe('GetPipelineExecution', () => {
	it('names an artifact, which is no action', () => {
		expect(
			normaliseOneExecution({
				pipelineExecution: {
					pipelineExecutionId: 'e1',
					status: 'InProgress',
					artifactRevisions: [
						{name: 'source_output', revisionId: sha, revisionSummary: 'plain subject\n\nbody'},
					],
				},
			}),
		).toMatchObject({
			revisions: [{action: null, sha, subject: 'plain subject'}],
			startedAt: null,
			stopReason: null,
		});
	});

	it('may name nothing', () => {
		expect(normaliseOneExecution({})).toBeNull();
	});
});

describe('a summary', () => {
	const wrapped = (message: string) => JSON.stringify({ProviderType: 'GitHub', CommitMessage: message});

	it.each([
		['plain text', 'fix: z', 'fix: z'],
		['several lines', 'fix: z\r\n\r\nbody', 'fix: z'],
		['an empty first line', '\n  \nfix: z', 'fix: z'],
		['JSON', wrapped('feat: "quoted" \\ back'), 'feat: "quoted" \\ back'],
		['JSON with several lines', wrapped('feat: a\nb'), 'feat: a'],
		['JSON that hides an escape sequence', wrapped('feat: \u001b]0;x\u0007a\u202eb'), 'feat: ab'],
		['JSON cut in the message', wrapped('feat: a "b" and much more').slice(0, -10), 'feat: a "b" and m'],
		['JSON cut in an escape', `{"CommitMessage":"feat: \\u00e9t\\u00`, 'feat: ét'],
		['JSON cut behind a backslash', `{"CommitMessage":"feat: a\\`, 'feat: a'],
		['JSON cut before the message', '{"ProviderType":"GitHub","Comm', null],
		['JSON without a message', '{"ProviderType":"GitHub"}', null],
		['JSON with another thing for a message', '{"CommitMessage":7}', null],
		['nothing', '', null],
		['only white space', ' \n ', null],
		['a number', 7, null],
		['a missing one', undefined, null],
	])('of %s', (_, summary, expected) => expect(normaliseSummary(summary)).toBe(expected));
});
