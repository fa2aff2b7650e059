import {
	CodePipelineClient,
	ConditionNotOverridableException,
	GetPipelineStateCommand,
	ListPipelineExecutionsCommand,
	ListRuleExecutionsCommand,
	NotLatestPipelineExecutionException,
	OverrideStageConditionCommand,
	PipelineExecutionNotFoundException,
	PipelineExecutionOutdatedException,
	RetryStageExecutionCommand,
	RollbackStageCommand,
	UnableToRollbackStageException,
} from '@aws-sdk/client-codepipeline';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {commit, deployment, failing, rule, simpleScenario, startOfTest, withStage} from './laboratory.ts';
import {serve} from './served.ts';

let served: Awaited<ReturnType<typeof serve>>;
let client: CodePipelineClient;
const pipelineName = 'deploy';
const stageName = 'Staging';

const clientOf = (endpoint: string) =>
	new CodePipelineClient({
		endpoint,
		region: 'us-west-2',
		maxAttempts: 1,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret'},
	});

const main = rule('IsMain', 'VariableCheck', {Variable: '#{Src.BranchName}', Operator: 'EQ', Value: 'main'});
const alarm = rule('Errors', 'CloudWatchAlarm', {AlarmName: 'errors'});

beforeEach(async () => {
	const {stages, ...rest} = deployment();
	const [first, ...others] = stages;
	if (!first) throw new Error('a source stage');
	const named = {...first, actions: first.actions.map(action => ({...action, namespace: 'Src'}))};
	const declaration = withStage(
		stageName,
		{
			beforeEntry: {conditions: [{result: 'SKIP', rules: [main]}]},
			onSuccess: {conditions: [{result: 'FAIL', rules: [alarm]}]},
			onFailure: {result: 'RETRY', retryConfiguration: {retryMode: 'ALL_ACTIONS'}},
		},
		{...rest, stages: [named, ...others]},
	);
	served = await serve({
		...simpleScenario(declaration),
		planRule: ({commit: of}) =>
			Number(of?.sha) === 2
				? {durationMs: 5_000, failure: {code: 'AlarmState', message: 'Alarm errors is in state ALARM'}}
				: undefined,
	});
	client = clientOf(served.simulator.url);
});
afterEach(() => served.simulator.close());

const staging = async () =>
	(await client.send(new GetPipelineStateCommand({name: pipelineName}))).stageStates?.[1];
const override = (pipelineExecutionId: string, conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS') =>
	client.send(
		new OverrideStageConditionCommand({pipelineName, stageName, pipelineExecutionId, conditionType}),
	);
const rollBack = (targetPipelineExecutionId: string, place = stageName) =>
	client.send(new RollbackStageCommand({pipelineName, stageName: place, targetPipelineExecutionId}));

describe('a stage with conditions', () => {
	it('shows in its state what was checked and how it went', async () => {
		const id = await served.push(1);
		served.pass(2);
		const during = await staging();
		expect(during?.latestExecution).toEqual({pipelineExecutionId: id, status: 'InProgress'});
		expect(during?.beforeEntryConditionState?.latestExecution?.status).toBe('InProgress');
		expect(during?.onSuccessConditionState).toBeUndefined();
		served.pass(1);
		const {latestExecution, conditionStates} = (await staging())?.beforeEntryConditionState ?? {};
		expect(latestExecution).toEqual({status: 'Succeeded', summary: '1 of 1 rules succeeded, 0 failed'});
		expect(conditionStates).toEqual([
			{
				latestExecution: {...latestExecution, lastStatusChange: new Date(startOfTest + 3_000)},
				ruleStates: [
					{
						ruleName: 'IsMain',
						latestExecution: {
							ruleExecutionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
							status: 'Succeeded',
							summary: 'Variable value main EQ main: met',
							lastStatusChange: new Date(startOfTest + 3_000),
						},
					},
				],
			},
		]);
	});

	it('lists its rules, newest first, page by page, by execution', async () => {
		const first = await served.push(1);
		served.pass(70);
		const second = await served.push(2);
		served.pass(70);
		const list = async (more: object = {}) =>
			client.send(new ListRuleExecutionsCommand({pipelineName, ...more}));
		const {ruleExecutionDetails: all = []} = await list();
		expect(all.map(each => [each.ruleName, each.status, each.pipelineExecutionId])).toEqual([
			['Errors', 'Failed', second],
			['IsMain', 'Succeeded', second],
			['Errors', 'Succeeded', first],
			['IsMain', 'Succeeded', first],
		]);
		expect(all[0]).toMatchObject({
			pipelineVersion: 1,
			stageName,
			startTime: new Date(startOfTest + 133_000),
			lastUpdateTime: new Date(startOfTest + 138_000),
			input: {
				ruleTypeId: {category: 'Rule', owner: 'AWS', provider: 'CloudWatchAlarm', version: '1'},
				configuration: {AlarmName: 'errors'},
				region: 'us-west-2',
			},
			output: {
				executionResult: {
					externalExecutionSummary: 'Alarm errors is in state ALARM',
					errorDetails: {code: 'AlarmState'},
				},
			},
		});
		expect(all[1]?.input?.configuration?.Variable).toBe('#{Src.BranchName}');
		expect(all[1]?.input?.resolvedConfiguration?.Variable).toBe('main');
		const page = await list({maxResults: 3});
		const rest = await list({maxResults: 3, nextToken: page.nextToken});
		expect([...(page.ruleExecutionDetails ?? []), ...(rest.ruleExecutionDetails ?? [])]).toEqual(all);
		expect(rest.nextToken).toBeUndefined();
		const filter = {latestInPipelineExecution: {pipelineExecutionId: first, startTimeRange: 'Latest'}};
		expect((await list({filter})).ruleExecutionDetails).toEqual(all.slice(2));
		const stranger = {pipelineExecutionId: '11111111-2222-3333-4444-555555555555'};
		await expect(list({filter: stranger})).rejects.toBeInstanceOf(PipelineExecutionNotFoundException);
	});

	it('fails by one, and goes on when that is overridden', async () => {
		const id = await served.push(2);
		served.pass(70);
		const failed = await staging();
		expect([failed?.latestExecution?.status, failed?.onSuccessConditionState?.latestExecution]).toEqual([
			'Failed',
			{status: 'Failed', summary: '0 of 1 rules succeeded, 1 failed; result FAIL'},
		]);
		await expect(override(id, 'BEFORE_ENTRY')).rejects.toBeInstanceOf(ConditionNotOverridableException);
		await expect(override(await served.push(3), 'ON_SUCCESS')).rejects.toBeInstanceOf(
			NotLatestPipelineExecutionException,
		);
		await override(id, 'ON_SUCCESS');
		const state = await staging();
		expect([state?.latestExecution?.status, state?.onSuccessConditionState?.latestExecution?.status]).toEqual(
			['Succeeded', 'Overridden'],
		);
		await expect(override(id, 'ON_SUCCESS')).rejects.toBeInstanceOf(ConditionNotOverridableException);
	});
});

describe('a stage that is tried again by itself', () => {
	it('counts that apart from the retries that somebody asked for', async () => {
		await served.simulator.close();
		const declaration = withStage(stageName, {onFailure: {result: 'RETRY'}});
		served = await serve(
			simpleScenario(declaration, ({action}) => (action === 'StagingA' ? failing(20_000) : undefined)),
		);
		client = clientOf(served.simulator.url);
		const pipelineExecutionId = await served.push(1);
		served.pass(61);
		expect((await staging())?.retryStageMetadata).toEqual({
			autoStageRetryAttempt: 1,
			latestRetryTrigger: 'AutomatedStageRetry',
		});
		await client.send(
			new RetryStageExecutionCommand({
				pipelineName,
				stageName,
				pipelineExecutionId,
				retryMode: 'FAILED_ACTIONS',
			}),
		);
		expect((await staging())?.retryStageMetadata).toEqual({
			autoStageRetryAttempt: 1,
			manualStageRetryAttempt: 1,
			latestRetryTrigger: 'ManualStageRetry',
		});
	});
});

describe('a rollback', () => {
	it('is told from other executions, in lists and in the state', async () => {
		const first = await served.push(1);
		served.pass(70);
		const {pipelineExecutionId} = await rollBack(first);
		expect((await staging())?.latestExecution).toEqual({
			pipelineExecutionId,
			status: 'InProgress',
			type: 'ROLLBACK',
		});
		const {pipelineExecutionSummaries} = await client.send(new ListPipelineExecutionsCommand({pipelineName}));
		expect(pipelineExecutionSummaries?.[0]).toMatchObject({
			pipelineExecutionId,
			executionType: 'ROLLBACK',
			rollbackMetadata: {rollbackTargetPipelineExecutionId: first},
			sourceRevisions: [{actionName: 'Github', revisionId: commit(1).sha}],
			trigger: {triggerType: 'ManualRollback'},
		});
		expect(pipelineExecutionSummaries?.[1]).toMatchObject({executionType: 'STANDARD'});
	});

	it('is refused with the errors that the SDK knows', async () => {
		const first = await served.push(1);
		served.pass(70);
		await expect(rollBack(first, 'Github')).rejects.toBeInstanceOf(UnableToRollbackStageException);
		await expect(rollBack(first, 'Production')).rejects.toBeInstanceOf(UnableToRollbackStageException);
		await expect(rollBack('11111111-2222-3333-4444-555555555555')).rejects.toBeInstanceOf(
			PipelineExecutionNotFoundException,
		);
		await served.ask('codepipeline', 'UpdatePipeline', {pipeline: deployment()});
		await expect(rollBack(first)).rejects.toBeInstanceOf(PipelineExecutionOutdatedException);
	});
});
