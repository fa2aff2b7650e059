import * as cloudwatch from '@aws-sdk/client-cloudwatch-logs';
import {
	CloudWatchLogsClient,
	FilterLogEventsCommand,
	GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import * as codebuild from '@aws-sdk/client-codebuild';
import {BatchGetBuildsCommand, CodeBuildClient, ListBuildsForProjectCommand} from '@aws-sdk/client-codebuild';
import * as codepipeline from '@aws-sdk/client-codepipeline';
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
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {codeBuild} from '../../source/simulator/services/codebuild/codebuild.ts';
import {codePipeline} from '../../source/simulator/services/codepipeline/codepipeline.ts';
import {cloudWatchLogs} from '../../source/simulator/services/logs/logs.ts';
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

it('lets the SDK parse the reply of every operation there is', async () => {
	await served.simulator.close();
	await open(emptyAccount);
	const pipelines = new CodePipelineClient(settings);
	const builds = new CodeBuildClient(settings);
	const logs = new CloudWatchLogsClient(settings);

	const type = {category: 'Test', provider: 'Bench', version: '1'} as const;
	const counts = {minimumCount: 0, maximumCount: 1};
	const details = {inputArtifactDetails: counts, outputArtifactDetails: counts};
	await pipelines.send(new codepipeline.CreateCustomActionTypeCommand({...type, ...details}));
	const {actionTypes} = await pipelines.send(
		new codepipeline.ListActionTypesCommand({actionOwnerFilter: 'Custom'}),
	);
	expect(actionTypes?.[0]?.id).toEqual({...type, owner: 'Custom'});

	const environment = {type: 'LINUX_CONTAINER', image: 'any', computeType: 'BUILD_GENERAL1_SMALL'} as const;
	const project = {
		name: 'staginga-build',
		source: {type: 'CODEPIPELINE'},
		artifacts: {type: 'CODEPIPELINE'},
		environment,
		serviceRole: 'role',
	} as const;
	const created = await builds.send(new codebuild.CreateProjectCommand(project));
	expect(created.project?.created).toEqual(new Date(startOfTest));
	await builds.send(new codebuild.UpdateProjectCommand({name: project.name, description: 'mine'}));
	const got = await builds.send(new codebuild.BatchGetProjectsCommand({names: [project.name]}));
	expect(got.projects?.[0]).toMatchObject({description: 'mine', lastModified: new Date(startOfTest)});
	expect((await builds.send(new codebuild.ListProjectsCommand({}))).projects).toEqual([project.name]);
	const {build} = await builds.send(new codebuild.StartBuildCommand({projectName: project.name}));
	expect(build?.phases?.[0]?.startTime).toEqual(new Date(startOfTest));
	const again = await builds.send(new codebuild.RetryBuildCommand({id: build?.id}));
	const halted = await builds.send(new codebuild.StopBuildCommand({id: again.build?.id}));
	expect(halted.build?.endTime).toEqual(new Date(startOfTest));
	expect((await builds.send(new codebuild.ListBuildsCommand({}))).ids).toHaveLength(2);
	await builds.send(new ListBuildsForProjectCommand({projectName: project.name}));
	await builds.send(new BatchGetBuildsCommand({ids: [build?.id ?? '']}));

	const bench = {
		...deployment().stages[1]?.actions[0],
		name: 'Bench',
		actionTypeId: {...type, owner: 'Custom'},
	};
	const [source, staging, production] = deployment('SUPERSEDED', 'all').stages;
	const actions = [{...bench, configuration: {}}, staging?.actions[0]];
	const declaration = mutable({
		...deployment('SUPERSEDED', 'all'),
		stages: [source, {name: 'Staging', actions}, production],
	});
	const tags = [{key: 'team', value: 'core'}];
	const made = await pipelines.send(new CreatePipelineCommand({pipeline: declaration, tags}));
	expect([made.tags, made.pipeline?.stages?.[1]?.actions?.length]).toEqual([tags, 2]);
	served.pass(5);
	const actionTypeId = {...type, owner: 'Custom'} as const;
	const {jobs} = await pipelines.send(new codepipeline.PollForJobsCommand({actionTypeId}));
	const [job] = jobs ?? [];
	const jobId = job?.id;
	await pipelines.send(new codepipeline.AcknowledgeJobCommand({jobId, nonce: job?.nonce}));
	const {jobDetails} = await pipelines.send(new codepipeline.GetJobDetailsCommand({jobId}));
	expect(jobDetails?.data?.pipelineContext?.pipelineName).toBe('all');
	await pipelines.send(new codepipeline.PutJobSuccessResultCommand({jobId, continuationToken: 'more'}));
	const [more] = (await pipelines.send(new codepipeline.PollForJobsCommand({actionTypeId}))).jobs ?? [];
	await pipelines.send(new codepipeline.AcknowledgeJobCommand({jobId, nonce: more?.nonce}));
	const failureDetails = {type: 'JobFailed', message: 'slow'} as const;
	await pipelines.send(new codepipeline.PutJobFailureResultCommand({jobId, failureDetails}));
	const pipelineName = 'all';
	const {pipelineExecutionSummaries} = await pipelines.send(
		new ListPipelineExecutionsCommand({pipelineName}),
	);
	const pipelineExecutionId = pipelineExecutionSummaries?.[0]?.pipelineExecutionId;
	const inStage = {pipelineName, stageName: 'Staging', pipelineExecutionId};
	await pipelines.send(new RetryStageExecutionCommand({...inStage, retryMode: 'FAILED_ACTIONS'}));
	const [retried] = (await pipelines.send(new codepipeline.PollForJobsCommand({actionTypeId}))).jobs ?? [];
	await pipelines.send(new codepipeline.AcknowledgeJobCommand({jobId: retried?.id, nonce: retried?.nonce}));
	await pipelines.send(new codepipeline.PutJobSuccessResultCommand({jobId: retried?.id}));
	served.pass(60);
	const {stageStates} = await pipelines.send(new GetPipelineStateCommand({name: pipelineName}));
	expect(stageStates?.[1]?.retryStageMetadata?.manualStageRetryAttempt).toBe(1);
	const answer = {
		pipelineName,
		stageName: 'Production',
		actionName: 'Approve',
		token: stageStates?.[2]?.actionStates?.[0]?.latestExecution?.token,
		result: {status: 'Approved', summary: 'go'},
	} as const;
	expect((await pipelines.send(new PutApprovalResultCommand(answer))).approvedAt).toBeInstanceOf(Date);
	const one = {pipelineName, pipelineExecutionId};
	await pipelines.send(new GetPipelineExecutionCommand(one));
	await pipelines.send(new ListActionExecutionsCommand({pipelineName}));
	await pipelines.send(new ListRuleExecutionsCommand({pipelineName}));
	const door = {pipelineName, stageName: 'Staging', transitionType: 'Inbound'} as const;
	await pipelines.send(new DisableStageTransitionCommand({...door, reason: 'freeze'}));
	await pipelines.send(new EnableStageTransitionCommand(door));
	const {pipelineExecutionId: begun} = await pipelines.send(
		new StartPipelineExecutionCommand({name: pipelineName}),
	);
	await pipelines.send(
		new StopPipelineExecutionCommand({pipelineExecutionId: begun, pipelineName, abandon: true}),
	);
	const rolled = await pipelines.send(
		new codepipeline.RollbackStageCommand({
			pipelineName,
			stageName: 'Staging',
			targetPipelineExecutionId: pipelineExecutionId,
		}),
	);
	const {pipelineExecution: rollback} = await pipelines.send(
		new GetPipelineExecutionCommand({pipelineName, pipelineExecutionId: rolled.pipelineExecutionId}),
	);
	expect(rollback).toMatchObject({
		executionType: 'ROLLBACK',
		rollbackMetadata: {rollbackTargetPipelineExecutionId: pipelineExecutionId},
		trigger: {triggerType: 'ManualRollback'},
	});
	const after = await pipelines.send(new GetPipelineStateCommand({name: pipelineName}));
	expect(after.stageStates?.[1]?.latestExecution).toEqual({
		pipelineExecutionId: rolled.pipelineExecutionId,
		status: 'InProgress',
		type: 'ROLLBACK',
	});
	const condition = {...inStage, pipelineExecutionId: rolled.pipelineExecutionId};
	await expect(
		pipelines.send(
			new codepipeline.OverrideStageConditionCommand({...condition, conditionType: 'BEFORE_ENTRY'}),
		),
	).rejects.toBeInstanceOf(codepipeline.ConditionNotOverridableException);
	const changed = await pipelines.send(new codepipeline.UpdatePipelineCommand({pipeline: declaration}));
	expect(changed.pipeline?.version).toBe(2);
	const resourceArn = 'arn:aws:codepipeline:us-west-2:123456789012:all';
	await pipelines.send(new codepipeline.TagResourceCommand({resourceArn, tags: [{key: 'tier', value: '1'}]}));
	await pipelines.send(new codepipeline.UntagResourceCommand({resourceArn, tagKeys: ['team']}));
	const held = await pipelines.send(new codepipeline.ListTagsForResourceCommand({resourceArn}));
	expect(held.tags).toEqual([{key: 'tier', value: '1'}]);
	await pipelines.send(new GetPipelineCommand({name: pipelineName}));
	await pipelines.send(new codepipeline.DeletePipelineCommand({name: pipelineName}));
	await pipelines.send(new codepipeline.DeleteCustomActionTypeCommand(type));
	expect((await pipelines.send(new ListPipelinesCommand({}))).pipelines).toEqual([]);
	await builds.send(new codebuild.DeleteProjectCommand({name: project.name}));

	const place = {logGroupName: 'app', logStreamName: 'one'};
	await logs.send(new cloudwatch.CreateLogGroupCommand({logGroupName: 'app'}));
	await logs.send(new cloudwatch.CreateLogStreamCommand(place));
	const logEvents = [{timestamp: startOfTest, message: 'hello'}];
	await logs.send(new cloudwatch.PutLogEventsCommand({...place, logEvents}));
	const {logGroups} = await logs.send(new cloudwatch.DescribeLogGroupsCommand({}));
	expect(logGroups?.map(({logGroupName}) => logGroupName)).toEqual(['/aws/codebuild/staginga-build', 'app']);
	const {logStreams} = await logs.send(new cloudwatch.DescribeLogStreamsCommand({logGroupName: 'app'}));
	expect(logStreams?.[0]?.lastEventTimestamp).toBe(startOfTest);
	expect((await logs.send(new GetLogEventsCommand(place))).events).toMatchObject(logEvents);
	expect((await logs.send(new FilterLogEventsCommand({logGroupName: 'app'}))).events).toMatchObject(
		logEvents,
	);
	const identity = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
	expect(identity.Arn).toBe('arn:aws:iam::123456789012:user/operator');

	const asked = new Set(served.simulator.calls.map(({service, operation}) => `${service}.${operation}`));
	const known = [codePipeline, codeBuild, cloudWatchLogs].flatMap(({name, operations}) =>
		Object.keys(operations).map(operation => `${name}.${operation}`),
	);
	expect(known.filter(operation => !asked.has(operation))).toEqual([]);
});
