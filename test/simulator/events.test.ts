import {afterEach, expect, it} from 'vitest';
import type {AwsEvent} from '../../source/simulator/events/event.ts';
import type {ActionStart} from '../../source/simulator/scenario.ts';
import {buildOf, commit, deployment, failing, simpleScenario, startOfTest} from './laboratory.ts';
import {serve} from './served.ts';

type Told = AwsEvent & {readonly detail: Record<string, unknown>};
let served: Awaited<ReturnType<typeof serve>>;
afterEach(() => served.simulator.close());

async function listen(plan?: (start: ActionStart) => ReturnType<typeof buildOf> | undefined) {
	const events: Told[] = [];
	served = await serve(simpleScenario(deployment(), plan), {
		onEvent: event => events.push(event as Told),
	});
	return events;
}

const pass = (seconds: number) => {
	served.pass(seconds);
	served.simulator.account.advance();
};
const short = ({detail, 'detail-type': type}: Told) =>
	[
		type.replace(/Code(Pipeline|Build) (\w+) .*/, '$2'),
		detail.stage,
		detail.action ?? detail['completed-phase'],
		detail.state ?? detail['build-status'] ?? detail['completed-phase-status'],
	]
		.filter(Boolean)
		.join(' ');

it('tells a push to its gate in order', async () => {
	const events = await listen(({action}) => (action === 'StagingB' ? buildOf(90_000) : undefined));
	const id = await served.push(1);
	pass(120);
	expect(events.filter(({source}) => source === 'aws.codepipeline').map(short)).toEqual([
		'Pipeline STARTED',
		'Stage Github STARTED',
		'Action Github Github STARTED',
		'Action Github Github SUCCEEDED',
		'Stage Github SUCCEEDED',
		'Stage Staging STARTED',
		'Action Staging StagingA STARTED',
		'Action Staging StagingB STARTED',
		'Action Staging StagingA SUCCEEDED',
		'Action Staging StagingB SUCCEEDED',
		'Stage Staging SUCCEEDED',
		'Stage Production STARTED',
		'Action Production Approve STARTED',
	]);
	expect(new Set(events.map(event => event.id)).size).toBe(events.length);
	const gate = events.at(-1);
	expect(gate).toMatchObject({
		version: '0',
		'detail-type': 'CodePipeline Action Execution State Change',
		source: 'aws.codepipeline',
		account: '123456789012',
		time: new Date(startOfTest + 91_000).toISOString().replace('.000Z', 'Z'),
		region: 'us-west-2',
		resources: ['arn:aws:codepipeline:us-west-2:123456789012:deploy'],
		detail: {
			pipeline: 'deploy',
			'execution-id': id,
			'start-time': new Date(startOfTest + 91_000).toISOString(),
			region: 'us-west-2',
			type: {owner: 'AWS', provider: 'Manual', category: 'Approval', version: '1'},
			version: 1,
			'pipeline-execution-attempt': 1,
		},
	});
	expect(JSON.stringify(events)).not.toContain('"token"');
	expect(events[0]?.detail['execution-trigger']).toMatchObject({
		'author-display-name': 'ada',
		'full-repository-name': 'acme/widgets',
		'branch-name': 'main',
		'commit-id': commit(1).sha,
	});
});

it('tells each phase of a build when it ends, and the build at its start and its end', async () => {
	const events = await listen(({action}) => (action === 'StagingA' ? failing(60_000) : undefined));
	await served.push(1);
	pass(120);
	const builds = events.filter(
		({detail, source}) => source === 'aws.codebuild' && detail['project-name'] === 'staginga-build',
	);
	expect(builds.map(short)).toEqual([
		'Build IN_PROGRESS',
		'Build SUBMITTED SUCCEEDED',
		'Build QUEUED SUCCEEDED',
		'Build PROVISIONING SUCCEEDED',
		'Build DOWNLOAD_SOURCE SUCCEEDED',
		'Build INSTALL SUCCEEDED',
		'Build PRE_BUILD SUCCEEDED',
		'Build BUILD FAILED',
		'Build POST_BUILD SUCCEEDED',
		'Build UPLOAD_ARTIFACTS SUCCEEDED',
		'Build FINALIZING SUCCEEDED',
		'Build FAILED',
	]);
	const [, , , provisioned] = builds;
	expect(provisioned?.time).toBe('2026-11-20T20:00:11Z');
	expect(builds.find(({detail}) => detail['completed-phase'] === 'BUILD')?.detail).toMatchObject({
		'completed-phase-context':
			'[COMMAND_EXECUTION_ERROR: Error while executing command: make. Reason: exit status 2]',
		'completed-phase-duration-seconds': 50,
		'completed-phase-start': 'Nov 20, 2026 8:00:11 PM',
		'completed-phase-end': 'Nov 20, 2026 8:01:01 PM',
	});
	expect(builds.at(-1)?.detail).toMatchObject({
		'current-phase': 'COMPLETED',
		'current-phase-context': '[]',
		'additional-information': {
			'build-complete': true,
			'build-number': 1,
			initiator: 'codepipeline/deploy',
			logs: {'group-name': '/aws/codebuild/staginga-build'},
		},
	});
	const failed = events.find(({detail}) => detail.action === 'StagingA' && detail.state === 'FAILED');
	expect(failed?.detail['execution-result']).toMatchObject({
		'external-execution-summary': 'Build terminated with state: FAILED',
		'error-code': 'JobFailed',
	});
});

it('tells stop and retry in words of its own', async () => {
	const events = await listen();
	const pipelineExecutionId = await served.push(1);
	pass(10);
	await served.ask('codepipeline', 'StopPipelineExecution', {
		pipelineName: 'deploy',
		pipelineExecutionId,
		abandon: true,
		reason: 'wrong day',
	});
	pass(5);
	events.splice(
		0,
		events.findIndex(({detail}) => detail.state === 'STOPPING'),
	);
	expect(events[0]?.detail['stop-execution-comments']).toBe('wrong day');
	await served.ask('codepipeline', 'RetryStageExecution', {
		pipelineName: 'deploy',
		pipelineExecutionId,
		stageName: 'Staging',
		retryMode: 'FAILED_ACTIONS',
	});
	const own = events.filter(({source}) => source === 'aws.codepipeline');
	expect(own.map(short)).toEqual([
		'Pipeline STOPPING',
		'Stage Staging STOPPING',
		'Action Staging StagingA ABANDONED',
		'Action Staging StagingB ABANDONED',
		'Stage Staging STOPPED',
		'Pipeline STOPPED',
		'Pipeline RESUMED',
		'Stage Staging RESUMED',
		'Action Staging StagingA STARTED',
		'Action Staging StagingB STARTED',
	]);
	expect(own.at(-1)?.detail['pipeline-execution-attempt']).toBe(2);
	const resumed = own.find(({detail}) => detail.stage === 'Staging' && detail.state === 'RESUMED');
	expect(resumed?.detail).toMatchObject({
		'start-time': '2026-11-20T20:00:01.000Z',
		'stage-last-retry-attempt-time': '2026-11-20T20:00:15.000Z',
	});
	expect(own[1]?.detail).not.toHaveProperty('stage-last-retry-attempt-time');
});

it('tells of a build that had a fault as one that failed', async () => {
	const fault = {phase: 'PROVISIONING', status: 'FAULT', statusCode: 'X', message: 'no machine'} as const;
	const events: Told[] = [];
	served = await serve(
		simpleScenario(deployment(), ({type}) =>
			type.provider === 'CodeBuild' ? {kind: 'build', failure: fault} : undefined,
		),
		{onEvent: event => events.push(event as Told)},
	);
	await served.push(1);
	pass(60);
	const statuses = events.flatMap(({detail}) => detail['build-status'] ?? []);
	expect(new Set(statuses)).toEqual(new Set(['IN_PROGRESS', 'FAILED']));
});

it('tells nothing of the recorded past, but how a build of it goes on', async () => {
	const events: Told[] = [];
	const scenario = simpleScenario(deployment(), undefined, director => {
		director.push(commit(1));
		director.after(300_000, () => director.push(commit(2)));
	});
	served = await serve({...scenario, beginsAt: -311_000}, {onEvent: event => events.push(event as Told)});
	expect(events).toEqual([]);
	pass(20);
	expect(events.map(short)).toEqual([]);
	pass(100);
	expect(new Set(events.filter(({source}) => source === 'aws.codebuild').map(short))).toEqual(
		new Set([
			'Build BUILD SUCCEEDED',
			'Build POST_BUILD SUCCEEDED',
			'Build UPLOAD_ARTIFACTS SUCCEEDED',
			'Build FINALIZING SUCCEEDED',
			'Build SUCCEEDED',
		]),
	);
});
