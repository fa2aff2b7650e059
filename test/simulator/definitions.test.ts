import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {
	ActionDeclaration,
	PipelineDeclaration,
	StageDeclaration,
} from '../../source/simulator/declaration.ts';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {approval, build, deployment, rule, source, withStage} from './laboratory.ts';
import {serve} from './served.ts';

let served: Awaited<ReturnType<typeof serve>>;
const open = async (...args: Parameters<typeof serve>) => {
	await served?.simulator.close();
	served = await serve(...args);
};
beforeEach(() => open(emptyAccount));
afterEach(() => served.simulator.close());

const ask = (operation: string, input: object) => served.ask('codepipeline', operation, input);
const create = (pipeline: object) => ask('CreatePipeline', {pipeline});

const withStages = (...stages: readonly StageDeclaration[]): PipelineDeclaration => ({
	...deployment('SUPERSEDED', 'p'),
	stages,
});
const sources: StageDeclaration = {name: 'Source', actions: [source]};
const second = (...actions: readonly ActionDeclaration[]) => withStages(sources, {name: 'Build', actions});

const refusals: readonly (readonly [what: string, pipeline: object, type: string, message: RegExp])[] = [
	[
		'a name with a space',
		{...deployment(), name: 'no spaces'},
		'ValidationException',
		/'pipeline\.name' failed to satisfy constraint: Member must satisfy regular expression/,
	],
	[
		'an action without a type',
		withStages(sources, {name: 'B', actions: [{name: 'x'} as ActionDeclaration]}),
		'ValidationException',
		/Value null at 'pipeline\.stages\.2\.member\.actions\.1\.member\.actionTypeId'/,
	],
	[
		'a run order of 1000',
		second({...build('A'), runOrder: 1000}),
		'ValidationException',
		/less than or equal to 999/,
	],
	[
		'an empty value of a configuration',
		second({...build('A'), configuration: {ProjectName: ''}}),
		'ValidationException',
		/^1 validation error detected: Value at 'pipeline\.stages\.2\.member\.actions\.1\.member\.configuration' failed to satisfy constraint: Map value must satisfy constraint: \[Member must have length less than or equal to 50000, Member must have length greater than or equal to 1\]$/,
	],
	[
		'a key of a configuration that is too long',
		second({...build('A'), configuration: {['x'.repeat(51)]: 'y'}}),
		'ValidationException',
		/Map key must satisfy constraint: \[Member must have length less than or equal to 50,/,
	],
	['one stage', withStages(sources), 'InvalidStructureException', /only 1 stage\(s\)/],
	[
		'51 stages',
		withStages(
			sources,
			...Array.from({length: 50}, (_, index) => ({name: `S${index}`, actions: [approval('A')]})),
		),
		'LimitExceededException',
		/maximum of 50 stages/,
	],
	[
		'an entry condition that rolls back',
		withStage('Staging', {
			beforeEntry: {conditions: [{result: 'ROLLBACK', rules: [rule('A', 'CloudWatchAlarm')]}]},
		}),
		'InvalidStageDeclarationException',
		/result ROLLBACK is not valid for beforeEntry of stage 'Staging'/,
	],
	[
		'a deployment window without a Cron',
		withStage('Staging', {beforeEntry: {conditions: [{rules: [rule('Window', 'DeploymentWindow')]}]}}),
		'InvalidStageDeclarationException',
		/rule 'Window' is missing required configuration 'Cron'/,
	],
	[
		'a variable check with another operator',
		withStage('Staging', {
			onSuccess: {
				conditions: [{rules: [rule('V', 'VariableCheck', {Operator: 'GT', Variable: 'a', Value: 'b'})]}],
			},
		}),
		'InvalidStageDeclarationException',
		/operator 'GT'\. Valid operators are: EQ, NE, CONTAINS, MATCHES/,
	],
	[
		'two rules of one name',
		withStage('Staging', {
			onFailure: {conditions: [{rules: [rule('A', 'LambdaInvoke'), rule('A', 'CloudWatchAlarm')]}]},
		}),
		'InvalidStageDeclarationException',
		/Rule name 'A' is used more than once/,
	],
	[
		'a build in the first stage',
		withStages({name: 'Source', actions: [source, build('A')]}, {name: 'B', actions: [approval('A')]}),
		'InvalidStructureException',
		/^Pipeline should start with a stage that only contains source actions$/,
	],
	[
		'a source further on',
		second({...source, outputArtifacts: [{name: 'other'}]}),
		'InvalidStructureException',
		/'Build'/,
	],
	['a stage without actions', second(), 'InvalidStageDeclarationException', /minimum of 1 action/],
	[
		'two stages of one name',
		withStages(sources, {name: 'B', actions: [approval('A')]}, {name: 'B', actions: [approval('A')]}),
		'InvalidStageDeclarationException',
		/'B'/,
	],
	['two actions of one name', second(build('A'), build('A')), 'InvalidActionDeclarationException', /'A'/],
	[
		'an artifact that nobody makes',
		second({...build('A'), inputArtifacts: [{name: 'nothing'}]}),
		'InvalidActionDeclarationException',
		/^Input Artifact Bundle nothing in action A is not declared as Output Artifact Bundle in any of the preceding actions$/,
	],
	[
		'an artifact of the same run order',
		second({...build('A'), outputArtifacts: [{name: 'a'}]}, {...build('B'), inputArtifacts: [{name: 'a'}]}),
		'InvalidActionDeclarationException',
		/Bundle a in action B/,
	],
	[
		'an artifact made twice',
		second({...build('A'), outputArtifacts: [{name: 'a'}]}, {...build('B'), outputArtifacts: [{name: 'a'}]}),
		'InvalidActionDeclarationException',
		/a has been used more than once/,
	],
	[
		'a build of nothing',
		second({...build('A'), inputArtifacts: []}),
		'InvalidActionDeclarationException',
		/^Action A declares 0 input artifacts which is less than the minimum count \(1\)$/,
	],
	[
		'a build without a project',
		second({...build('A'), configuration: {}}),
		'InvalidActionDeclarationException',
		/'ProjectName'/,
	],
	[
		'a configuration that the provider does not know',
		second({...build('A'), configuration: {ProjectName: 'p', Colour: 'red'}}),
		'InvalidActionDeclarationException',
		/unknown configuration 'Colour'/,
	],
	[
		'a provider that is not there',
		second({
			...build('A'),
			actionTypeId: {category: 'Build', owner: 'Custom', provider: 'Mine', version: '1'},
		}),
		'InvalidActionDeclarationException',
		/^ActionType \(Category: 'Build', Provider: 'Mine', Owner: 'Custom', Version: '1'\) in action 'A' is not available in region 'US_WEST_2'$/,
	],
	[
		'a time-out of a build',
		second({...build('A'), timeoutInMinutes: 10}),
		'InvalidActionDeclarationException',
		/timeoutInMinutes/,
	],
	[
		'variables of type V1',
		{...second(build('A')), pipelineType: 'V1', variables: [{name: 'level'}]},
		'InvalidStructureException',
		/V2/,
	],
	[
		'a rule of a provider that is not there',
		withStage('Staging', {beforeEntry: {conditions: [{rules: [rule('A', 'Nope')]}]}}),
		'InvalidStageDeclarationException',
		/Provider: 'Nope'\) in rule 'A' is not available\. Available are: DeploymentWindow, /,
	],
	[
		'a rule that invokes no function',
		withStage('Staging', {beforeEntry: {conditions: [{rules: [rule('A', 'LambdaInvoke')]}]}}),
		'InvalidStageDeclarationException',
		/rule 'A' is missing required configuration 'FunctionName'/,
	],
	[
		'a trigger of a source that is no connection',
		{
			...withStages(
				{
					name: 'Source',
					actions: [
						{
							...source,
							actionTypeId: {category: 'Source', owner: 'AWS', provider: 'CodeCommit', version: '1'},
							configuration: {RepositoryName: 'r', BranchName: 'main'},
						},
					],
				},
				{name: 'B', actions: [approval('A')]},
			),
			triggers: [
				{
					providerType: 'CodeStarSourceConnection',
					gitConfiguration: {sourceActionName: 'Github', push: [{branches: {includes: ['main']}}]},
				},
			],
		},
		'InvalidStructureException',
		/'Github' has the provider CodeCommit: triggers are for CodeStarSourceConnection/,
	],
	[
		'an action in a region without a store',
		second({...build('A'), region: 'eu-west-1'}),
		'InvalidStructureException',
		/'A' runs in the region eu-west-1, for which the pipeline has no artifact store/,
	],
	[
		'stores of other regions only',
		{
			...second(build('A')),
			artifactStore: undefined,
			artifactStores: {'eu-west-1': {type: 'S3', location: 'store'}},
		},
		'InvalidStructureException',
		/must contain a store for the region of the pipeline, us-west-2/,
	],
	[
		'a build of two inputs that names none of them',
		withStages(
			{
				name: 'Source',
				actions: [source, {...source, name: 'Other', outputArtifacts: [{name: 'other'}]}],
			},
			{
				name: 'B',
				actions: [{...build('A'), inputArtifacts: [{name: 'source_output'}, {name: 'other'}]}],
			},
		),
		'InvalidActionDeclarationException',
		/'A' is missing required configuration 'PrimarySource', as it has 2 input artifacts/,
	],
	[
		'no artifact store',
		{...second(build('A')), artifactStore: undefined},
		'InvalidStructureException',
		/artifactStore/,
	],
];

describe('CreatePipeline', () => {
	it.each(refusals)('refuses %s', async (_, pipeline, type, message) => {
		const {status, body} = await create(pipeline);
		expect([status, body.__type]).toEqual([400, type]);
		expect(body.message).toMatch(message);
	});

	it('takes run orders that build on each other, and gives everything back', async () => {
		const pipeline = {
			...second(
				{...build('A'), outputArtifacts: [{name: 'a'}]},
				{...build('B', 2), inputArtifacts: [{name: 'a'}], namespace: 'B'},
			),
			triggers: [
				{
					providerType: 'CodeStarSourceConnection',
					gitConfiguration: {sourceActionName: 'Github', push: [{branches: {includes: ['main']}}]},
				},
			],
			variables: [{name: 'level', defaultValue: 'info'}],
		};
		await create(pipeline);
		const {body} = await ask('GetPipeline', {name: 'p'});
		expect(body.pipeline).toMatchObject({...pipeline, version: 1});
	});
});

describe('UpdatePipeline', () => {
	const versions = async () => {
		const {body} = await ask('GetPipelineState', {name: 'deploy'});
		return body as {
			pipelineVersion: number;
			stageStates: {stageName: string; latestExecution?: {status: string}}[];
		};
	};
	const executions = async () => {
		const {body} = await ask('ListPipelineExecutions', {pipelineName: 'deploy'});
		return (body.pipelineExecutionSummaries as {status: string}[]).map(({status}) => status);
	};

	it('counts versions, keeps the former ones, and refuses what it does not know', async () => {
		await create(deployment());
		const {body} = await ask('UpdatePipeline', {pipeline: {...deployment('QUEUED'), version: 7}});
		expect(body).toMatchObject({pipeline: {version: 2, executionMode: 'QUEUED'}});
		expect((await ask('GetPipeline', {name: 'deploy', version: 1})).body).toMatchObject({
			pipeline: {version: 1, executionMode: 'SUPERSEDED'},
		});
		expect((await ask('GetPipeline', {name: 'deploy', version: 3})).body.__type).toBe(
			'PipelineVersionNotFoundException',
		);
		const types = [
			await ask('UpdatePipeline', {pipeline: {...deployment(), name: 'nope'}}),
			await ask('UpdatePipeline', {pipeline: {...deployment(), stages: []}}),
		].map(({body: {__type}}) => __type);
		expect(types).toEqual(['PipelineNotFoundException', 'InvalidStructureException']);
	});

	it('lets running actions end, then cancels their execution; who waited is cancelled at once', async () => {
		await open();
		await served.push(1);
		served.pass(1);
		await served.push(2);
		served.pass(1);
		await ask('UpdatePipeline', {pipeline: deployment()});
		expect(await executions()).toEqual(['Cancelled', 'InProgress']);
		served.pass(60);
		expect(await executions()).toEqual(['Cancelled', 'Cancelled']);
		const {pipelineVersion, stageStates} = await versions();
		expect(pipelineVersion).toBe(2);
		expect(stageStates[1]).toMatchObject({latestExecution: {status: 'Cancelled'}});
		expect(stageStates[2]).not.toHaveProperty('latestExecution');
		const {body} = await ask('ListActionExecutions', {pipelineName: 'deploy'});
		const rows = body.actionExecutionDetails as {
			actionName: string;
			status: string;
			pipelineVersion: number;
		}[];
		expect(rows.filter(({actionName}) => actionName === 'StagingA')).toMatchObject([
			{status: 'Succeeded', pipelineVersion: 1},
		]);
	});

	it('leaves a PARALLEL pipeline alone', async () => {
		await create(deployment('PARALLEL'));
		await ask('UpdatePipeline', {pipeline: deployment('PARALLEL')});
		expect(await executions()).toEqual(['InProgress']);
	});

	it('lets nobody retry a stage that it changed', async () => {
		await create(deployment());
		const [{pipelineExecutionId}] = (await ask('ListPipelineExecutions', {pipelineName: 'deploy'})).body
			.pipelineExecutionSummaries as [{pipelineExecutionId: string}];
		served.pass(60);
		const {stages} = deployment();
		const changed = [...stages.slice(0, 1), {name: 'Staging', actions: [build('StagingA')]}];
		const retry = {
			pipelineName: 'deploy',
			stageName: 'Staging',
			pipelineExecutionId,
			retryMode: 'ALL_ACTIONS',
		};
		await ask('UpdatePipeline', {pipeline: {...deployment(), stages: changed}});
		expect((await ask('RetryStageExecution', retry)).body.__type).toBe('StageNotRetryableException');
	});
});

describe('DeletePipeline', () => {
	it('takes it away with all that ran, and says nothing of one that is not there', async () => {
		await create(deployment());
		expect(await ask('DeletePipeline', {name: 'deploy'})).toMatchObject({status: 200, body: {}});
		expect((await ask('GetPipelineState', {name: 'deploy'})).body.__type).toBe('PipelineNotFoundException');
		expect((await ask('DeletePipeline', {name: 'deploy'})).status).toBe(200);
		served.pass(600);
		await create(deployment());
		const {body} = await ask('ListPipelineExecutions', {pipelineName: 'deploy'});
		expect(body.pipelineExecutionSummaries).toHaveLength(1);
	});

	it('gives a pipeline of the same name other executions', async () => {
		const first = async () => {
			await create(deployment());
			const {body} = await ask('ListPipelineExecutions', {pipelineName: 'deploy'});
			return (body.pipelineExecutionSummaries as [{pipelineExecutionId: string}])[0].pipelineExecutionId;
		};
		const before = await first();
		await ask('DeletePipeline', {name: 'deploy'});
		expect(await first()).not.toBe(before);
	});
});

describe('tags', () => {
	const resourceArn = 'arn:aws:codepipeline:us-west-2:123456789012:deploy';

	it('are set with the pipeline, changed and listed in pages', async () => {
		await ask('CreatePipeline', {pipeline: deployment(), tags: [{key: 'team', value: 'core'}]});
		await ask('TagResource', {
			resourceArn,
			tags: [
				{key: 'team', value: 'web'},
				{key: 'tier', value: '1'},
			],
		});
		const first = await ask('ListTagsForResource', {resourceArn, maxResults: 1});
		expect(first.body.tags).toEqual([{key: 'team', value: 'web'}]);
		const rest = await ask('ListTagsForResource', {
			resourceArn,
			maxResults: 1,
			nextToken: first.body.nextToken,
		});
		expect(rest.body).toEqual({tags: [{key: 'tier', value: '1'}]});
		await ask('UntagResource', {resourceArn, tagKeys: ['team', 'never']});
		expect((await ask('ListTagsForResource', {resourceArn})).body.tags).toHaveLength(1);
	});

	it('belong to pipelines that are there', async () => {
		const types = [
			await ask('ListTagsForResource', {resourceArn}),
			await ask('ListTagsForResource', {resourceArn: `${resourceArn}:x`}),
			await ask('ListTagsForResource', {resourceArn: 'arn'}),
			await ask('CreatePipeline', {pipeline: deployment(), tags: [{key: 'aws:x', value: ''}]}),
			await ask('CreatePipeline', {
				pipeline: deployment(),
				tags: Array.from({length: 51}, (_, index) => ({key: `k${index}`, value: ''})),
			}),
		].map(({body: {__type}}) => __type);
		expect(types).toEqual([
			'ResourceNotFoundException',
			'InvalidArnException',
			'ValidationException',
			'InvalidTagsException',
			'TooManyTagsException',
		]);
	});
});

describe('action types', () => {
	it('are listed by owner, and grow by custom ones', async () => {
		const custom = {category: 'Test', provider: 'Bench', version: '1'};
		const artifacts = {minimumCount: 0, maximumCount: 1};
		const {body} = await ask('CreateCustomActionType', {
			...custom,
			inputArtifactDetails: artifacts,
			outputArtifactDetails: artifacts,
		});
		expect(body).toMatchObject({actionType: {id: {...custom, owner: 'Custom'}}});
		const listed = await ask('ListActionTypes', {actionOwnerFilter: 'Custom'});
		expect(listed.body.actionTypes).toEqual([body.actionType]);
		const aws = (await ask('ListActionTypes', {actionOwnerFilter: 'AWS'})).body.actionTypes as object[];
		expect(aws).toContainEqual(
			expect.objectContaining({id: {category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1'}}),
		);
		await ask('DeleteCustomActionType', custom);
		expect((await ask('ListActionTypes', {actionOwnerFilter: 'Custom'})).body.actionTypes).toEqual([]);
	});
});

it('starts one execution for one token', async () => {
	await create(deployment('PARALLEL'));
	const start = async (clientRequestToken?: string) =>
		(await ask('StartPipelineExecution', {name: 'deploy', clientRequestToken})).body.pipelineExecutionId;
	expect(await start('once')).toBe(await start('once'));
	expect(await start('once')).not.toBe(await start('twice'));
	expect((await ask('StartPipelineExecution', {name: 'deploy', clientRequestToken: 'a b'})).body.__type).toBe(
		'ValidationException',
	);
});
