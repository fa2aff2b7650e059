import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {deployment, startOfTest} from './laboratory.ts';
import {serve} from './served.ts';

let served: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
	served = await serve(emptyAccount);
});
afterEach(() => served.simulator.close());

const ask = (operation: string, input: object) => served.ask('codebuild', operation, input);
const project = (name: string, more: object = {}) => ({
	name,
	source: {type: 'NO_SOURCE', buildspec: '{}'},
	artifacts: {type: 'NO_ARTIFACTS'},
	environment: {
		type: 'LINUX_CONTAINER',
		image: 'aws/codebuild/standard:7.0',
		computeType: 'BUILD_GENERAL1_SMALL',
		environmentVariables: [{name: 'LEVEL', value: 'info'}],
	},
	serviceRole: 'arn:aws:iam::123456789012:role/builder',
	...more,
});

type Build = {
	readonly id: string;
	readonly buildNumber: number;
	readonly buildStatus: string;
	readonly currentPhase: string;
	readonly initiator: string;
	readonly phases: readonly {
		readonly phaseType: string;
		readonly phaseStatus?: string;
		readonly contexts?: object;
	}[];
	readonly logs: Record<string, unknown>;
};
const start = async (projectName: string, more: object = {}) =>
	(await ask('StartBuild', {projectName, ...more})).body.build as Build;
const read = async (id: string) => ((await ask('BatchGetBuilds', {ids: [id]})).body.builds as [Build])[0];

describe('a project', () => {
	it('is created once, read, changed and deleted', async () => {
		const {body} = await ask('CreateProject', project('demo', {description: 'first'}));
		const arn = 'arn:aws:codebuild:us-west-2:123456789012:project/demo';
		expect(body.project).toMatchObject({
			name: 'demo',
			arn,
			timeoutInMinutes: 60,
			created: startOfTest / 1000,
		});
		expect((await ask('CreateProject', project('demo'))).body).toEqual({
			__type: 'ResourceAlreadyExistsException',
			message: `Project already exists: ${arn}`,
		});
		served.pass(5);
		const updated = await ask('UpdateProject', {name: 'demo', timeoutInMinutes: 5});
		expect(updated.body.project).toMatchObject({
			description: 'first',
			timeoutInMinutes: 5,
			lastModified: startOfTest / 1000 + 5,
		});
		const got = await ask('BatchGetProjects', {names: ['demo', arn, 'nope']});
		expect(got.body).toMatchObject({projects: [{name: 'demo'}], projectsNotFound: ['nope']});
		await ask('DeleteProject', {name: 'demo'});
		expect((await ask('ListProjects', {})).body).toEqual({projects: []});
		expect((await ask('DeleteProject', {name: 'demo'})).status).toBe(200);
	});

	it('is refused malformed and unknown', async () => {
		const types = [
			await ask('CreateProject', project('x')),
			await ask('CreateProject', {...project('xy'), environment: undefined}),
			await ask('CreateProject', project('xy', {timeoutInMinutes: 2161})),
			await ask('CreateProject', project('xy', {source: {type: 'NO_SOURCE'}})),
			await ask('CreateProject', project('xy', {source: {type: 'GITHUB'}})),
			await ask('CreateProject', project('xy', {source: {type: 'CODEPIPELINE'}})),
			await ask('UpdateProject', {name: 'nope', description: ''}),
			await ask('StartBuild', {projectName: 'nope'}),
			await ask('ListBuildsForProject', {projectName: 'nope'}),
			await ask('StopBuild', {id: 'nope'}),
			await ask('StopBuild', {id: 'nope:1'}),
		].map(({body: {__type}}) => __type);
		expect(types).toEqual([
			...Array.from({length: 6}, () => 'InvalidInputException'),
			...Array.from({length: 3}, () => 'ResourceNotFoundException'),
			'InvalidInputException',
			'ResourceNotFoundException',
		]);
	});

	it('is listed by name and time, in pages of 100', async () => {
		for (let number = 100; number >= 0; number -= 1) {
			await ask('CreateProject', project(`p${String(number).padStart(3, '0')}`));
			served.pass(1);
		}
		const first = await ask('ListProjects', {});
		const rest = await ask('ListProjects', {nextToken: first.body.nextToken});
		expect((first.body.projects as string[])[0]).toBe('p000');
		expect(rest.body).toEqual({projects: ['p100']});
		const newest = await ask('ListProjects', {sortBy: 'CREATED_TIME', sortOrder: 'ASCENDING'});
		expect((newest.body.projects as string[])[0]).toBe('p100');
		const stolen = await ask('ListBuilds', {nextToken: first.body.nextToken});
		expect(stolen.body.__type).toBe('InvalidInputException');
	});
});

describe('a build without a pipeline', () => {
	beforeEach(() => ask('CreateProject', project('demo')));

	it('goes through eleven phases, and is counted', async () => {
		const {id, ...begun} = await start('demo');
		expect(begun).toMatchObject({
			buildNumber: 1,
			buildStatus: 'IN_PROGRESS',
			currentPhase: 'QUEUED',
			phases: [
				{phaseType: 'SUBMITTED', phaseStatus: 'SUCCEEDED', durationInSeconds: 0},
				{phaseType: 'QUEUED', startTime: startOfTest / 1000},
			],
			initiator: 'operator',
			buildComplete: false,
		});
		served.pass(60);
		const done = await read(id);
		expect(done.buildStatus).toBe('SUCCEEDED');
		expect(done.phases.map(({phaseType}) => phaseType)).toEqual([
			'SUBMITTED',
			'QUEUED',
			'PROVISIONING',
			'DOWNLOAD_SOURCE',
			'INSTALL',
			'PRE_BUILD',
			'BUILD',
			'POST_BUILD',
			'UPLOAD_ARTIFACTS',
			'FINALIZING',
			'COMPLETED',
		]);
		expect((await start('demo')).buildNumber).toBe(2);
	});

	it('takes what the caller replaces of its project', async () => {
		const build = await start('demo', {
			sourceVersion: 'a'.repeat(40),
			imageOverride: 'mine',
			environmentVariablesOverride: [
				{name: 'LEVEL', value: 'debug'},
				{name: 'MORE', value: '1'},
			],
		});
		expect(build).toMatchObject({
			resolvedSourceVersion: 'a'.repeat(40),
			environment: {
				image: 'mine',
				computeType: 'BUILD_GENERAL1_SMALL',
				environmentVariables: [
					{name: 'LEVEL', value: 'debug'},
					{name: 'MORE', value: '1'},
				],
			},
		});
	});

	it('is stopped where it stands, once', async () => {
		const {id} = await start('demo');
		served.pass(20);
		const {body} = await ask('StopBuild', {id});
		expect(body.build).toMatchObject({
			buildStatus: 'STOPPED',
			currentPhase: 'COMPLETED',
			buildComplete: true,
		});
		served.pass(60);
		const {phases} = await read(id);
		expect(phases.slice(-2)).toMatchObject([
			{phaseType: 'BUILD', phaseStatus: 'STOPPED'},
			{phaseType: 'COMPLETED'},
		]);
		await ask('StopBuild', {id});
		expect((await read(id)).buildStatus).toBe('STOPPED');
		const {events} = (
			await served.ask('logs', 'FilterLogEvents', {
				logGroupName: '/aws/codebuild/demo',
				filterPattern: '"phase"',
			})
		).body as {events: {message: string}[]};
		expect(events.at(-1)?.message).toContain('Entering phase BUILD');
	});

	it('is started again, and once for one token', async () => {
		const first = await start('demo', {idempotencyToken: 'x', imageOverride: 'mine'});
		expect((await start('demo', {idempotencyToken: 'x'})).id).toBe(first.id);
		const {body} = await ask('RetryBuild', {id: first.id});
		expect(body.build).toMatchObject({buildNumber: 2, environment: {image: 'mine'}});
		const {ids} = (await ask('ListBuildsForProject', {projectName: 'demo'})).body as {ids: string[]};
		expect(ids).toEqual([(body.build as Build).id, first.id]);
		await ask('CreateProject', project('other'));
		const other = await start('other');
		expect((await ask('ListBuilds', {sortOrder: 'ASCENDING'})).body.ids).toEqual([
			...ids.toReversed(),
			other.id,
		]);
	});

	it('writes its log where the project says, or nowhere', async () => {
		const logsConfig = {cloudWatchLogs: {status: 'ENABLED', groupName: '/builds/all', streamName: 'demo'}};
		const {id} = await start('demo', {logsConfigOverride: logsConfig});
		const silent = await start('demo', {
			logsConfigOverride: {
				cloudWatchLogs: {status: 'DISABLED'},
				s3Logs: {status: 'ENABLED', location: 'bucket/logs'},
			},
		});
		served.pass(60);
		const uuid = id.split(':')[1];
		const {logs} = await read(id);
		expect(logs).toMatchObject({groupName: '/builds/all', streamName: `demo/${uuid}`});
		const {body} = await served.ask('logs', 'GetLogEvents', {
			logGroupName: '/builds/all',
			logStreamName: `demo/${uuid}`,
			startFromHead: true,
			limit: 1,
		});
		expect(body.events).toMatchObject([{message: expect.stringContaining('Running on CodeBuild')}]);
		const nothing = (await read(silent.id)).logs;
		expect(nothing).not.toHaveProperty('groupName');
		expect(nothing).toMatchObject({
			cloudWatchLogs: {status: 'DISABLED'},
			s3LogsArn: `arn:aws:s3:::bucket/logs/${silent.id.split(':')[1]}.gz`,
		});
		expect((await served.ask('logs', 'DescribeLogGroups', {})).body.logGroups).toMatchObject([
			{logGroupName: '/builds/all'},
		]);
	});
});

describe('an action', () => {
	const failures = async () => {
		const {body} = await served.ask('codepipeline', 'ListActionExecutions', {pipelineName: 'deploy'});
		return (body.actionExecutionDetails as {status: string; output: object}[]).filter(
			({status}) => status === 'Failed',
		);
	};

	it('whose project is not there fails as on AWS', async () => {
		await served.ask('codepipeline', 'CreatePipeline', {pipeline: deployment()});
		served.pass(10);
		const [failure] = await failures();
		expect(failure?.output).toMatchObject({
			executionResult: {
				errorDetails: {
					code: 'JobFailed',
					message: expect.stringMatching(
						/^Error calling startBuild: Project cannot be found: arn:aws:codebuild:us-west-2:123456789012:project\/staging[ab]-build \(Service: AWSCodeBuild; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: [0-9a-f-]{36}\)$/,
					),
				},
			},
		});
	});

	it('hands its variables to the build, and fails when somebody stops it', async () => {
		await ask(
			'CreateProject',
			project('chain', {source: {type: 'CODEPIPELINE'}, artifacts: {type: 'CODEPIPELINE'}}),
		);
		const {stages, ...declaration} = deployment();
		const actions = [
			{
				name: 'Build',
				actionTypeId: {category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1'},
				inputArtifacts: [{name: 'source_output'}],
				configuration: {
					ProjectName: 'chain',
					EnvironmentVariables: '[{"name":"LEVEL","value":"debug","type":"PLAINTEXT"}]',
				},
			},
		];
		const pipeline = {...declaration, stages: [stages[0], {name: 'Build', actions}]};
		await served.ask('codepipeline', 'CreatePipeline', {pipeline});
		served.pass(10);
		const {ids} = (await ask('ListBuildsForProject', {projectName: 'chain'})).body as {ids: [string]};
		expect(await read(ids[0])).toMatchObject({
			initiator: 'codepipeline/deploy',
			environment: {environmentVariables: [{name: 'LEVEL', value: 'debug'}]},
		});
		await ask('StopBuild', {id: ids[0]});
		expect((await failures())[0]?.output).toMatchObject({
			executionResult: {
				externalExecutionId: ids[0],
				externalExecutionSummary: 'Build terminated with state: STOPPED',
			},
		});
	});
});
