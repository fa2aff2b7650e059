import {describe, expect, it} from 'vitest';
import {isBuildId, normaliseRow, normaliseRuns} from '../../../source/providers/aws/normalise-action.ts';

const build = 'web-staging-build-1c9d0aa:fd8eeb8e-380d-4468-a23b-b563931952f9';
const token = '1a2b3c4d-573f-4ea7-a67e-0123456789ab';
const type = (category: string, provider: string) => ({
	actionTypeId: {category, owner: 'AWS', provider, version: '1'},
});

describe('ListActionExecutions', () => {
	const runs = normaliseRuns({
		actionExecutionDetails: [
			{
				pipelineExecutionId: 'e1',
				actionExecutionId: 'a2',
				stageName: 'Staging',
				actionName: 'Deploy',
				startTime: new Date(1795205000600),
				lastUpdateTime: new Date(1795205661255),
				status: 'Failed',
				input: {
					...type('Build', 'CodeBuild'),
					configuration: {EnvironmentVariables: '[{"value":"hunter2"}]'},
				},
				output: {
					executionResult: {
						externalExecutionId: build,
						externalExecutionSummary: 'Build terminated with state: FAILED',
						externalExecutionUrl: 'https://console.aws.amazon.com/codebuild/home',
						errorDetails: {code: 'JobFailed', message: 'exit status 255'},
					},
					outputVariables: {PASSWORD: 'hunter2'},
				},
			},
			{
				actionExecutionId: 'a1',
				stageName: 'Production',
				actionName: 'Approve',
				status: 'InProgress',
				input: type('Approval', 'Manual'),
				output: {
					executionResult: {
						externalExecutionId: token,
						externalExecutionSummary: `answer with ${token}`,
						externalExecutionUrl: `https://example.org/?token=${token}`,
						errorDetails: {message: `wrong ${token}`},
					},
				},
			},
		],
	});

	it('keeps what the run was and what did its work', () => {
		expect(runs[0]).toEqual({
			id: 'a2',
			stage: 'Staging',
			action: 'Deploy',
			category: 'Build',
			status: 'Failed',
			startedAt: 1795205000600,
			changedAt: 1795205661255,
			failure: {code: 'JobFailed', message: 'exit status 255'},
			build,
			summary: 'Build terminated with state: FAILED',
			url: 'https://console.aws.amazon.com/codebuild/home',
		});
	});

	it('lets neither an approval’s token nor variables through', () => {
		expect(runs[1]).toMatchObject({id: 'a1', build: null, summary: null, url: null, failure: null});
		expect(JSON.stringify(runs)).not.toContain(token);
		expect(JSON.stringify(runs)).not.toContain('hunter2');
	});

	it('tells who changed it last, where that is told', () => {
		const by = (row: object) => normaliseRuns({actionExecutionDetails: [row]})[0]?.by;
		expect(by({updatedBy: 'arn:aws:iam::123456789012:user/\x1b[31mdana'})).toBe(
			'arn:aws:iam::123456789012:user/dana',
		);
		expect(by({})).toBeUndefined();
	});

	it('takes for a build only what CodeBuild runs', () => {
		const run = (provider: string, externalExecutionId: string) =>
			normaliseRuns({
				actionExecutionDetails: [
					{input: type('Deploy', provider), output: {executionResult: {externalExecutionId}}},
				],
			})[0]?.build;
		expect(run('CodeBuild', build)).toBe(build);
		expect(run('CodeDeploy', build)).toBeNull();
		expect(run('CodeBuild', 'd-ABC')).toBeNull();
	});
});

describe('a row of the state', () => {
	const row = (latestExecution: object) =>
		normaliseRow('Stage', {actionName: 'a', latestExecution}).run?.build;

	it('has a build where the id looks like one and the link does not contradict', () => {
		expect(row({externalExecutionId: build})).toBe(build);
		expect(row({externalExecutionId: build, externalExecutionUrl: 'https://x/codebuild/y'})).toBe(build);
		expect(row({externalExecutionId: build, externalExecutionUrl: 'https://x/states/y'})).toBeNull();
		expect(row({externalExecutionId: 'acfd7c635f76c9e523438af9f629f543196cfad9'})).toBeNull();
		expect(row({externalExecutionId: token})).toBeNull();
		expect(row({externalExecutionId: build, token})).toBeNull();
	});
});

it('knows a build’s id', () => {
	expect(isBuildId(build)).toBe(true);
	const uuid = build.split(':')[1];
	for (const id of [
		'',
		uuid,
		`:${uuid}`,
		`a:b:${uuid}`,
		`${build}x`,
		`arn:aws:states:x:1:execution:n:${uuid}`,
	])
		expect(isBuildId(id ?? ''), id).toBe(false);
});
