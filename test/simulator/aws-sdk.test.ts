import {
	CloudWatchLogsClient,
	FilterLogEventsCommand,
	GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {BatchGetBuildsCommand, CodeBuildClient, ListBuildsForProjectCommand} from '@aws-sdk/client-codebuild';
import {
	CodePipelineClient,
	CreatePipelineCommand,
	DisableStageTransitionCommand,
	EnableStageTransitionCommand,
	GetPipelineCommand,
	GetPipelineExecutionCommand,
	GetPipelineStateCommand,
	ListActionExecutionsCommand,
	ListPipelineExecutionsCommand,
	ListPipelinesCommand,
	ListRuleExecutionsCommand,
	type PipelineDeclaration,
	PipelineNotFoundException,
	PutApprovalResultCommand,
	RetryStageExecutionCommand,
	StartPipelineExecutionCommand,
	StopPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {commit, deployment, simpleScenario, startOfTest} from './laboratory.ts';
import {serve} from './served.ts';

/** A declaration as the SDK types it. */
const mutable = (declaration: object): PipelineDeclaration => JSON.parse(JSON.stringify(declaration));

let served: Awaited<ReturnType<typeof serve>>;
let settings: {
	endpoint: string;
	region: string;
	maxAttempts: number;
	credentials: {accessKeyId: string; secretAccessKey: string};
};

const open = async (...args: Parameters<typeof serve>) => {
	served = await serve(...args);
	const credentials = {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret'};
	settings = {endpoint: served.simulator.url, region: 'us-west-2', maxAttempts: 1, credentials};
};
beforeEach(() => open(simpleScenario(deployment())));
afterEach(() => served.simulator.close());

it('lets the SDK for JavaScript read a deployment from the push to production', async () => {
	const client = new CodePipelineClient(settings);
	const name = 'deploy';
	const pipelineName = name;
	const id = await served.push(1);
	served.pass(61);

	const {pipelines} = await client.send(new ListPipelinesCommand({}));
	expect(pipelines?.[0]?.created).toEqual(new Date(startOfTest));
	const {pipeline, metadata} = await client.send(new GetPipelineCommand({name}));
	expect(pipeline?.stages?.[2]?.actions?.map(({runOrder}) => runOrder)).toEqual([1, 2, 2]);
	expect(metadata?.pipelineArn).toBe('arn:aws:codepipeline:us-west-2:123456789012:deploy');

	const listed = await client.send(new ListPipelineExecutionsCommand({pipelineName}));
	const [summary] = listed.pipelineExecutionSummaries ?? [];
	expect(summary).toMatchObject({
		pipelineExecutionId: id,
		status: 'InProgress',
		startTime: new Date(startOfTest),
		sourceRevisions: [{revisionId: commit(1).sha}],
	});
	expect(JSON.parse(summary?.sourceRevisions?.[0]?.revisionSummary ?? '')).toEqual({
		ProviderType: 'GitHub',
		CommitMessage: commit(1).message,
	});
	const one = {pipelineName, pipelineExecutionId: id};
	const {pipelineExecution} = await client.send(new GetPipelineExecutionCommand(one));
	expect(pipelineExecution?.artifactRevisions?.[0]).toMatchObject({
		name: 'source_output',
		revisionId: commit(1).sha,
	});

	const {stageStates} = await client.send(new GetPipelineStateCommand({name}));
	const gate = stageStates?.[2]?.actionStates?.[0]?.latestExecution;
	expect(gate).toMatchObject({status: 'InProgress', lastStatusChange: new Date(startOfTest + 61_000)});
	const result = {status: 'Approved', summary: 'seen'} as const;
	const answer = {stageName: 'Production', actionName: 'Approve', token: gate?.token, result};
	const {approvedAt} = await client.send(new PutApprovalResultCommand({pipelineName, ...answer}));
	expect(approvedAt).toEqual(new Date(startOfTest + 61_000));

	const filter = {latestInPipelineExecution: {pipelineExecutionId: id, startTimeRange: 'Latest' as const}};
	const {actionExecutionDetails} = await client.send(new ListActionExecutionsCommand({pipelineName, filter}));
	expect(actionExecutionDetails?.map(({actionName}) => actionName)).toEqual([
		'ProductionB',
		'ProductionA',
		'Approve',
		'StagingB',
		'StagingA',
		'Github',
	]);
	const rules = await client.send(new ListRuleExecutionsCommand({pipelineName}));
	expect(rules.ruleExecutionDetails).toEqual([]);
});

it('lets the SDK read builds and logs', async () => {
	const builds = new CodeBuildClient(settings);
	const logs = new CloudWatchLogsClient(settings);
	await served.push(1);
	served.pass(120);
	const {ids} = await builds.send(new ListBuildsForProjectCommand({projectName: 'staginga-build'}));
	const batch = await builds.send(new BatchGetBuildsCommand({ids: [...(ids ?? []), 'no:build']}));
	const [build] = batch.builds ?? [];
	expect(batch.buildsNotFound).toEqual(['no:build']);
	expect(build?.startTime).toEqual(new Date(startOfTest + 1_000));
	expect(build?.resolvedSourceVersion).toBe(commit(1).sha);
	const logGroupName = build?.logs?.groupName;
	const logStreamName = build?.logs?.streamName;
	const {events} = await logs.send(new GetLogEventsCommand({logGroupName, logStreamName}));
	expect(events?.[0]?.message).toMatch(
		/^\[Container\] 2026\/11\/20 20:00:11\.\d{6} Running on CodeBuild On-demand\n$/,
	);
	const found = await logs.send(
		new FilterLogEventsCommand({
			logGroupName,
			logStreamNames: [logStreamName ?? ''],
			filterPattern: '"Phase complete"',
		}),
	);
	expect(found.events).toHaveLength(6);
	expect(found.searchedLogStreams).toEqual([]);
});

it('takes every change from the SDK, and answers refusals that it knows by class', async () => {
	await served.simulator.close();
	await open(emptyAccount);
	const client = new CodePipelineClient(settings);
	const {pipelineType: _, executionMode: __, ...declaration} = deployment('SUPERSEDED', 'fresh');
	const pipeline = mutable(declaration);
	const created = await client.send(new CreatePipelineCommand({pipeline}));
	expect(created.pipeline).toMatchObject({name: 'fresh', version: 1, pipelineType: 'V1'});

	const pipelineName = 'fresh';
	const {pipelineExecutionId} = await client.send(new StartPipelineExecutionCommand({name: pipelineName}));
	const door = {pipelineName, stageName: 'Staging', transitionType: 'Inbound' as const};
	await client.send(new DisableStageTransitionCommand({...door, reason: 'freeze'}));
	await client.send(new EnableStageTransitionCommand(door));
	const stopped = await client.send(
		new StopPipelineExecutionCommand({pipelineName, pipelineExecutionId, abandon: true}),
	);
	expect(stopped.pipelineExecutionId).toBe(pipelineExecutionId);
	const retry = {pipelineName, stageName: 'Staging', pipelineExecutionId, retryMode: 'ALL_ACTIONS' as const};
	await expect(client.send(new RetryStageExecutionCommand(retry))).rejects.toMatchObject({
		name: 'StageNotRetryableException',
	});
	await expect(client.send(new GetPipelineCommand({name: 'nope'}))).rejects.toBeInstanceOf(
		PipelineNotFoundException,
	);
});
