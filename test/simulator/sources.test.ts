import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {ActionDeclaration, TriggerDeclaration} from '../../source/simulator/declaration.ts';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {approval, commit, deployment, source} from './laboratory.ts';
import {serve} from './served.ts';

let served: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
	served = await serve(emptyAccount);
});
afterEach(() => served.simulator.close());

const ask = async (operation: string, input: object) =>
	(await served.ask('codepipeline', operation, input)).body;
const from = (
	provider: string,
	configuration: Readonly<Record<string, string>>,
	owner: 'AWS' | 'ThirdParty' = 'AWS',
): ActionDeclaration => ({
	name: 'Source',
	actionTypeId: {category: 'Source', owner, provider, version: '1'},
	configuration,
	outputArtifacts: [{name: 'source_output'}],
});
const create = (action: ActionDeclaration, more: object = {}) =>
	ask('CreatePipeline', {
		pipeline: {
			...deployment('PARALLEL', 'p'),
			stages: [
				{name: 'Source', actions: [action]},
				{name: 'Gate', actions: [approval('Approve')]},
			],
			...more,
		},
	});
const push = async (repository: string, branch: string, number = 1) =>
	(await served.control('push', {...commit(number), repository, branch})).body.executions as Record<
		string,
		string
	>;
const newest = async () => {
	const {pipelineExecutionSummaries} = await ask('ListPipelineExecutions', {
		pipelineName: 'p',
		maxResults: 1,
	});
	return (pipelineExecutionSummaries as {status: string; trigger: object; sourceRevisions: object[]}[])[0];
};
const variables = async () => {
	const {actionExecutionDetails} = await ask('ListActionExecutions', {pipelineName: 'p'});
	const rows = actionExecutionDetails as {actionName: string; output: {outputVariables: object}}[];
	return rows.find(({actionName}) => actionName === 'Source')?.output.outputVariables;
};

const {sha, message} = commit(1);
const digest = `sha256:${sha}${sha.slice(0, 24)}`;

describe('a push', () => {
	it.each([
		[
			'CodeCommit',
			from('CodeCommit', {RepositoryName: 'widgets', BranchName: 'main'}),
			['widgets', 'main'],
			{triggerType: 'PollForSourceChanges'},
			{revisionId: sha, revisionSummary: message},
			{CommitId: sha, RepositoryName: 'widgets', CommitMessage: message},
		],
		[
			'CodeCommit without polling',
			from('CodeCommit', {RepositoryName: 'widgets', BranchName: 'main', PollForSourceChanges: 'false'}),
			['widgets', 'main'],
			{
				triggerType: 'CloudWatchEvent',
				triggerDetail: 'arn:aws:events:us-west-2:123456789012:rule/codepipeline-p',
			},
			{revisionId: sha},
			{CommitId: sha},
		],
		[
			'S3',
			from('S3', {S3Bucket: 'bucket', S3ObjectKey: 'a/b.zip'}),
			['bucket', 'a/b.zip'],
			{triggerType: 'PollForSourceChanges'},
			{revisionId: sha.slice(0, 32), revisionSummary: `Amazon S3 version id: ${sha.slice(0, 32)}`},
			{VersionId: sha.slice(0, 32)},
		],
		[
			'ECR',
			from('ECR', {RepositoryName: 'images'}),
			['images', 'latest'],
			{triggerType: 'CloudWatchEvent'},
			{revisionId: digest},
			{ImageURI: `123456789012.dkr.ecr.us-west-2.amazonaws.com/images@${digest}`, ImageTag: 'latest'},
		],
		[
			'GitHub',
			from(
				'GitHub',
				{Owner: 'acme', Repo: 'widgets', Branch: 'main', OAuthToken: 'x', PollForSourceChanges: 'false'},
				'ThirdParty',
			),
			['acme/widgets', 'main'],
			{triggerType: 'Webhook'},
			{revisionId: sha},
			{CommitId: sha},
		],
		[
			'a connection',
			source,
			['acme/widgets', 'main'],
			{triggerType: 'WebhookV2', triggerDetail: source.configuration?.ConnectionArn},
			{revisionId: sha, revisionSummary: JSON.stringify({ProviderType: 'GitHub', CommitMessage: message})},
			{},
		],
	] as const)(
		'starts pipelines that read from %s',
		async (_, action, [repository, branch], trigger, revision, known) => {
			await create(action);
			expect(await push(repository, 'elsewhere')).toEqual({});
			expect(await push('another', branch)).toEqual({});
			expect(Object.keys(await push(repository, branch))).toEqual(['p']);
			served.pass(5);
			const summary = await newest();
			expect(summary?.trigger).toMatchObject(trigger);
			expect(summary?.sourceRevisions).toMatchObject([revision]);
			if (action !== source) expect(await variables()).toMatchObject(known);
		},
	);

	it('starts nothing where changes are not detected, or where triggers ask for others', async () => {
		await create({...source, configuration: {...source.configuration, DetectChanges: 'false'}});
		expect(await push('acme/widgets', 'main')).toEqual({});
		const trigger = (...push: NonNullable<TriggerDeclaration['gitConfiguration']['push']>) => ({
			triggers: [
				{providerType: 'CodeStarSourceConnection', gitConfiguration: {sourceActionName: 'Github', push}},
			],
		});
		const started = async (triggers: object) => {
			await ask('DeletePipeline', {name: 'p'});
			await create(source, triggers);
			const branches = ['main', 'release/1', 'release/1/fix', 'feature/x'];
			const found: string[] = [];
			for (const branch of branches) if ((await push('acme/widgets', branch)).p) found.push(branch);
			return found;
		};
		expect(await started(trigger({branches: {includes: ['main', 'release/*']}}))).toEqual([
			'main',
			'release/1',
		]);
		expect(await started(trigger({branches: {includes: ['**'], excludes: ['{main,feature/?}']}}))).toEqual([
			'release/1',
			'release/1/fix',
		]);
		expect(await started(trigger({tags: {includes: ['v*']}}))).toEqual([]);
	});

	it('starts what asks for paths only when it changed one of them, or does not tell', async () => {
		const filePaths = {includes: ['src/**'], excludes: ['**/README.md']};
		const gitConfiguration = {
			sourceActionName: 'Github',
			push: [{branches: {includes: ['main']}, filePaths}],
		};
		await create(source, {triggers: [{providerType: 'CodeStarSourceConnection', gitConfiguration}]});
		const many = Object.fromEntries(Array.from({length: 100}, (_, index) => [`docs/${index}`, '']));
		const started = async (files?: object) => {
			const content = {...commit(1), ...(files && {files})};
			return Object.keys((await served.control('push', content)).body.executions as object);
		};
		expect(await started({'docs/a': ''})).toEqual([]);
		expect(await started({'src/README.md': ''})).toEqual([]);
		expect(await started({'README.md': ''})).toEqual([]);
		expect(await started({'docs/a': '', 'src/a/b.ts': ''})).toEqual(['p']);
		expect(await started({...many, 'src/a.ts': ''}), 'AWS looks at 100 files').toEqual([]);
		expect(await started()).toEqual(['p']);
	});
});

describe('an override', () => {
	it('names the revision, of a type that the source has', async () => {
		await create(from('ECR', {RepositoryName: 'images', ImageTag: 'v1'}));
		const start = (revisionType: string, revisionValue: string) =>
			ask('StartPipelineExecution', {
				name: 'p',
				sourceRevisions: [{actionName: 'Source', revisionType, revisionValue}],
			});
		await start('IMAGE_DIGEST', 'sha256:feed');
		served.pass(1);
		expect((await newest())?.sourceRevisions).toMatchObject([{revisionId: 'sha256:feed'}]);
		expect((await start('COMMIT_ID', sha)).__type).toBe('ValidationException');
	});
});

describe('an override of a commit', () => {
	const codeCommit = from('CodeCommit', {RepositoryName: 'widgets', BranchName: 'main'});
	const start = (revisionValue: string) =>
		ask('StartPipelineExecution', {
			name: 'p',
			sourceRevisions: [{actionName: 'Source', revisionType: 'COMMIT_ID', revisionValue}],
		});

	it('takes one that was pushed before the newest, with its own message', async () => {
		await create(codeCommit);
		for (const number of [1, 2]) await push('widgets', 'main', number);
		await start(commit(1).sha);
		served.pass(1);
		expect((await newest())?.sourceRevisions).toMatchObject([
			{
				revisionId: commit(1).sha,
				revisionSummary: commit(1).message,
				revisionUrl: `https://console.aws.amazon.com/codecommit/home?region=us-west-2#/repository/widgets/commit/${commit(1).sha}`,
			},
		]);
		const {stageStates} = await ask('GetPipelineState', {name: 'p'});
		expect(stageStates).toMatchObject([
			{
				actionStates: [
					{
						entityUrl:
							'https://console.aws.amazon.com/codecommit/home?region=us-west-2#/repository/widgets/browse/main/--/',
					},
				],
			},
			{},
		]);
	});

	it('fails the source action when nobody pushed it', async () => {
		await create(codeCommit);
		await start('zz');
		served.pass(1);
		expect(await newest()).toMatchObject({status: 'Failed', sourceRevisions: []});
		const {actionExecutionDetails} = await ask('ListActionExecutions', {pipelineName: 'p', maxResults: 1});
		expect(actionExecutionDetails).toMatchObject([
			{
				actionName: 'Source',
				status: 'Failed',
				output: {
					executionResult: {
						errorDetails: {message: 'The commit zz does not exist in the repository widgets'},
					},
				},
			},
		]);
	});
});

describe('an override of an object key', () => {
	it('needs a source action that allows it', async () => {
		const bucket = {S3Bucket: 'bucket', S3ObjectKey: 'a.zip'};
		const start = () =>
			ask('StartPipelineExecution', {
				name: 'p',
				sourceRevisions: [{actionName: 'Source', revisionType: 'S3_OBJECT_KEY', revisionValue: 'b.zip'}],
			});
		await create(from('S3', bucket));
		expect(await start()).toMatchObject({
			__type: 'ValidationException',
			message: expect.stringContaining('AllowOverrideForS3ObjectKey'),
		});
		await ask('DeletePipeline', {name: 'p'});
		await create(from('S3', {...bucket, AllowOverrideForS3ObjectKey: 'true'}));
		expect(await start()).toHaveProperty('pipelineExecutionId');
	});
});

describe('an empty text', () => {
	it('is left out, of commits and of answers', async () => {
		await create(from('CodeCommit', {RepositoryName: 'widgets', BranchName: 'main'}), {
			executionMode: 'SUPERSEDED',
		});
		await served.control('push', {...commit(1), repository: 'widgets', message: ''});
		served.pass(1);
		const {actionExecutionDetails: open} = await ask('ListActionExecutions', {pipelineName: 'p'});
		const waiting = (
			open as {status: string; output: {executionResult: {externalExecutionId: string}}}[]
		).find(({status}) => status === 'InProgress');
		await ask('PutApprovalResult', {
			pipelineName: 'p',
			stageName: 'Gate',
			actionName: 'Approve',
			token: waiting?.output.executionResult.externalExecutionId,
			result: {status: 'Approved', summary: ''},
		});
		const replies = [
			await ask('GetPipelineState', {name: 'p'}),
			await ask('ListPipelineExecutions', {pipelineName: 'p'}),
			await ask('ListActionExecutions', {pipelineName: 'p'}),
		];
		expect(JSON.stringify(replies[0])).toContain('"status":"Succeeded"');
		expect(JSON.stringify(replies)).not.toMatch(/[sS]ummary":""/);
	});
});

describe('a deployment', () => {
	const deploy = async (operation: string, input: object) =>
		(await served.post(`CodeDeploy_20141006.${operation}`, JSON.stringify(input))).body;

	it('is made by its action, and can be read', async () => {
		const action = {
			name: 'Deploy',
			actionTypeId: {category: 'Deploy', owner: 'AWS', provider: 'CodeDeploy', version: '1'},
			inputArtifacts: [{name: 'source_output'}],
			configuration: {ApplicationName: 'app', DeploymentGroupName: 'prod'},
		};
		await create(source, {
			stages: [
				{name: 'Source', actions: [source]},
				{name: 'Deploy', actions: [action]},
			],
		});
		served.pass(5);
		const {actionExecutionDetails} = await ask('ListActionExecutions', {pipelineName: 'p'});
		const [row] = actionExecutionDetails as {output: {executionResult: {externalExecutionId: string}}}[];
		const deploymentId = row?.output.executionResult.externalExecutionId;
		expect(deploymentId).toMatch(/^d-[0-9A-F]{9}$/);
		expect((await deploy('GetDeployment', {deploymentId})).deploymentInfo).toMatchObject({
			applicationName: 'app',
			deploymentGroupName: 'prod',
			status: 'InProgress',
		});
		served.pass(10);
		expect((await deploy('GetDeployment', {deploymentId})).deploymentInfo).toMatchObject({
			status: 'Succeeded',
			deploymentOverview: {Succeeded: 1},
		});
	});

	it('is made by hand, and refused malformed', async () => {
		const place = {applicationName: 'app', deploymentGroupName: 'prod'};
		const {deploymentId} = await deploy('CreateDeployment', {
			...place,
			fileExistsBehavior: 'RETAIN',
			revision: {revisionType: 'S3', s3Location: {bucket: 'b', key: 'k'}},
		});
		expect(deploymentId).toMatch(/^d-/);
		const types = [
			await deploy('CreateDeployment', {deploymentGroupName: 'prod'}),
			await deploy('CreateDeployment', {applicationName: 'app'}),
			await deploy('CreateDeployment', {...place, fileExistsBehavior: 'IGNORE'}),
			await deploy('CreateDeployment', {...place, revision: {revisionType: 'Tape'}}),
			await deploy('GetDeployment', {}),
			await deploy('GetDeployment', {deploymentId: 'x'}),
			await deploy('GetDeployment', {deploymentId: 'd-000000000'}),
		].map(({__type}) => __type);
		expect(types).toEqual([
			'ApplicationNameRequiredException',
			'DeploymentGroupNameRequiredException',
			'InvalidFileExistsBehaviorException',
			'InvalidRevisionException',
			'DeploymentIdRequiredException',
			'InvalidDeploymentIdException',
			'DeploymentDoesNotExistException',
		]);
	});
});
