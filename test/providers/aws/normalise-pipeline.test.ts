import {describe, expect, it} from 'vitest';
import {normaliseDefinition, normaliseState} from '../../../source/providers/aws/normalise-pipeline.ts';

const at = (seconds: number) => new Date(seconds * 1000);
const build = 'web-staging-build-1c9d0aa:fd8eeb8e-380d-4468-a23b-b563931952f9';
const token = '1a2b3c4d-573f-4ea7-a67e-0123456789ab';

describe('the file filters of triggers', () => {
	const filters = (push: unknown[]) =>
		normaliseDefinition({
			pipeline: {
				name: 'web',
				triggers: [{providerType: 'CodeStarSourceConnection', gitConfiguration: {push}}],
			},
		}).fileFilters;
	const web = {includes: ['web/**'], excludes: ['**/*.md']};

	it('are those of the pushes to branches', () => {
		expect(filters([{branches: {includes: ['main']}, filePaths: web}])).toEqual([web]);
		expect(filters([{filePaths: {includes: ['web/**']}}])).toEqual([{includes: ['web/**'], excludes: []}]);
		expect(filters([{filePaths: web}, {tags: {includes: ['v*']}}])).toEqual([web]);
	});

	it('are none as soon as some push starts it whatever it touches', () => {
		expect(filters([{branches: {includes: ['main']}}, {filePaths: web}])).toBeUndefined();
		expect(filters([{tags: {includes: ['v*']}}])).toBeUndefined();
		expect(filters([])).toBeUndefined();
		expect(normaliseDefinition({pipeline: {name: 'web'}}).fileFilters).toBeUndefined();
	});
});

describe('GetPipeline', () => {
	const definition = normaliseDefinition({
		pipeline: {
			name: 'web',
			version: 14,
			roleArn: 'arn:aws:iam::123456789012:role/deploy',
			executionMode: 'QUEUED',
			stages: [
				{
					name: 'Source',
					actions: [
						{
							name: 'Checkout',
							actionTypeId: {
								category: 'Source',
								owner: 'AWS',
								provider: 'CodeStarSourceConnection',
								version: '1',
							},
							runOrder: 1,
							configuration: {FullRepositoryId: 'acme/widgets', BranchName: 'main'},
						},
					],
				},
				{
					name: 'Production',
					actions: [
						{
							name: 'Approve',
							actionTypeId: {category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1'},
							timeoutInMinutes: 60,
							configuration: {CustomData: 'Look\nfirst', ExternalEntityLink: 'https://example.org/board'},
						},
						{name: 'Deploy', actionTypeId: {category: 'Teleport', provider: 'Beam'}, runOrder: 2},
					],
				},
			],
		},
		metadata: {},
	});

	it('keeps what the screen needs', () => {
		expect(definition).toMatchObject({name: 'web', version: 14, mode: 'QUEUED', account: '123456789012'});
		expect(definition.stages.map(({name}) => name)).toEqual(['Source', 'Production']);
		expect(definition.stages[0]?.actions[0]).toEqual({
			name: 'Checkout',
			category: 'Source',
			provider: 'CodeStarSourceConnection',
			runOrder: 1,
			timeoutMinutes: null,
			customData: null,
			externalEntityLink: null,
			repository: 'acme/widgets',
			branch: 'main',
		});
		expect(definition.stages[1]?.actions).toMatchObject([
			{
				category: 'Approval',
				runOrder: 1,
				timeoutMinutes: 60,
				customData: 'Look first',
				externalEntityLink: 'https://example.org/board',
			},
			{category: 'Unknown', provider: 'Beam', runOrder: 2},
		]);
	});

	it('knows in which stages a condition can hold back what comes', () => {
		const stage = (more: object) =>
			normaliseDefinition({pipeline: {stages: [{name: 'S', ...more}]}}).stages[0];
		const conditions = [{result: 'FAIL', rules: [{name: 'Errors'}]}];
		expect(stage({beforeEntry: {conditions}})).toHaveProperty('conditional', true);
		expect(stage({onSuccess: {conditions}})).toHaveProperty('conditional', true);
		expect(stage({onFailure: {conditions}, beforeEntry: {conditions: []}})).not.toHaveProperty('conditional');
	});

	it('finds the account in any partition, and none where none is', () => {
		const account = (pipelineArn: string) => normaliseDefinition({metadata: {pipelineArn}}).account;
		expect(account('arn:aws-cn:codepipeline:cn-north-1:210987654321:web')).toBe('210987654321');
		expect(account('not an arn')).toBeNull();
		expect(normaliseDefinition({})).toMatchObject({account: null, mode: 'SUPERSEDED', stages: []});
	});

	it('knows older sources, and takes no link that runs something', () => {
		const action = (configuration: object) =>
			normaliseDefinition({pipeline: {stages: [{actions: [{configuration}]}]}}).stages[0]?.actions[0];
		expect(action({Owner: 'acme', Repo: 'widgets', Branch: 'trunk'})).toMatchObject({
			repository: 'acme/widgets',
			branch: 'trunk',
		});
		expect(action({RepositoryName: 'widgets'})).toMatchObject({repository: 'widgets', branch: null});
		expect(action({ExternalEntityLink: 'javascript:alert(1)'})?.externalEntityLink).toBeNull();
	});
});

describe('GetPipelineState', () => {
	const snapshot = normaliseState({
		pipelineName: 'web',
		pipelineVersion: 14,
		stageStates: [
			{
				stageName: 'Staging',
				inboundExecutions: [],
				inboundTransitionState: {enabled: true},
				latestExecution: {pipelineExecutionId: 'e1', status: 'Failed', type: 'ROLLBACK'},
				actionStates: [
					{
						actionName: 'Deploy',
						latestExecution: {
							actionExecutionId: 'a1',
							status: 'Failed',
							lastStatusChange: at(1795205661.255),
							externalExecutionId: build,
							externalExecutionUrl: `https://console.aws.amazon.com/codebuild/home?region=us-west-2#/builds/${build}/view/new`,
							summary: '{"ProviderType":"GitHub","CommitMessage":"feat: x\\n\\nbody"}',
							errorDetails: {code: 'JobFailed', message: 'Build\u001b[31m ended\nwith FAILED'},
						},
					},
					{actionName: 'Never'},
				],
			},
			{
				stageName: 'Production',
				inboundExecution: {pipelineExecutionId: 'e3', status: 'InProgress'},
				inboundExecutions: [
					{pipelineExecutionId: 'e3', status: 'InProgress'},
					{pipelineExecutionId: 'e4', status: 'InProgress'},
					{pipelineExecutionId: 'e5', status: 'Stopped'},
				],
				inboundTransitionState: {
					enabled: false,
					disabledReason: 'Freeze',
					lastChangedBy: 'arn:aws:iam::123456789012:user/oncall',
					lastChangedAt: at(1795136000.5),
				},
				latestExecution: {pipelineExecutionId: 'e2', status: 'InProgress'},
				actionStates: [
					{
						actionName: 'Approve',
						latestExecution: {
							status: 'InProgress',
							lastStatusChange: at(1795186000.25),
							token,
							externalExecutionId: token,
						},
					},
				],
			},
			{stageName: 'Later', latestExecution: null, actionStates: null},
		],
	});

	it('keeps stages and what stands in and before them', () => {
		expect(snapshot.version).toBe(14);
		expect(snapshot.stages).toMatchObject([
			{name: 'Staging', latest: {execution: 'e1', status: 'Failed', rollback: true}, inbound: []},
			{
				name: 'Production',
				latest: {execution: 'e2', status: 'InProgress', rollback: false},
				inbound: ['e3', 'e4'],
			},
			{name: 'Later', latest: null, inbound: [], transition: {open: true}, rows: []},
		]);
		expect(snapshot.stages[1]?.transition).toEqual({
			open: false,
			reason: 'Freeze',
			by: 'arn:aws:iam::123456789012:user/oncall',
			since: 1795136000500,
		});
	});

	it('knows when a condition was overridden', () => {
		const state = (status: string, lastStatusChange?: Date) => ({
			latestExecution: {status},
			conditionStates: [{latestExecution: {status, lastStatusChange}, ruleStates: []}],
		});
		const stage = (more: object) => normaliseState({stageStates: [{stageName: 'S', ...more}]}).stages[0];
		const [first, second] = [state('Overridden', at(100)), state('Overridden', at(200))];
		expect(stage({beforeEntryConditionState: first})?.overriddenAt).toBe(100_000);
		expect(stage({beforeEntryConditionState: first, onSuccessConditionState: second})?.overriddenAt).toBe(
			200_000,
		);
		expect(stage({onSuccessConditionState: state('Overridden')})?.overriddenAt).toBeNull();
		expect(stage({beforeEntryConditionState: state('Failed', at(100))})).not.toHaveProperty('overriddenAt');
	});

	it('keeps rows, those that never ran too', () => {
		expect(snapshot.stages[0]?.rows).toEqual([
			{
				action: 'Deploy',
				run: {
					id: 'a1',
					stage: 'Staging',
					action: 'Deploy',
					category: null,
					status: 'Failed',
					startedAt: null,
					changedAt: 1795205661255,
					failure: {code: 'JobFailed', message: 'Build ended\nwith FAILED'},
					build,
					summary: 'feat: x',
					url: `https://console.aws.amazon.com/codebuild/home?region=us-west-2#/builds/${build}/view/new`,
				},
			},
			{action: 'Never', run: null},
		]);
	});

	it('drops an approval’s token, but not what it tells', () => {
		expect(snapshot.stages[1]?.rows[0]?.run).toMatchObject({category: 'Approval'});
		expect(snapshot.stages[1]?.rows[0]?.run).toMatchObject({status: 'InProgress', id: null, build: null});
		expect(JSON.stringify(snapshot)).not.toContain(token);
	});

	it('takes a word it does not know for unknown', () => {
		const {stages} = normaliseState({
			stageStates: [
				{
					latestExecution: {pipelineExecutionId: 'e', status: 'Pondering'},
					actionStates: [{actionName: 'a', latestExecution: {status: 'Musing'}}],
				},
			],
		});
		expect(stages[0]?.latest?.status).toBe('Unknown');
		expect(stages[0]?.rows[0]?.run?.status).toBe('Unknown');
	});
});
