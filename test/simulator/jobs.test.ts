import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {deployment, source} from './laboratory.ts';
import {serve} from './served.ts';

const custom = {category: 'Test', provider: 'Bench', version: '1'};
const actionTypeId = {...custom, owner: 'Custom'};

let served: Awaited<ReturnType<typeof serve>>;
const ask = async (operation: string, input: object) =>
	(await served.ask('codepipeline', operation, input)).body;
beforeEach(async () => {
	served = await serve(emptyAccount);
	const counts = {minimumCount: 0, maximumCount: 1};
	const property = {required: true, key: true, secret: false, queryable: true};
	await ask('CreateCustomActionType', {
		...custom,
		configurationProperties: [{...property, name: 'Suite'}],
		inputArtifactDetails: counts,
		outputArtifactDetails: counts,
	});
	const bench = (name: string, runOrder: number) => ({
		name,
		runOrder,
		actionTypeId,
		configuration: {Suite: `#{Source.CommitId}`},
		inputArtifacts: [{name: 'source_output'}],
		namespace: name,
	});
	const last = {
		name: 'Gate',
		actionTypeId: {category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1'},
		runOrder: 3,
		configuration: {CustomData: 'speed #{First.Speed}'},
	};
	await ask('CreatePipeline', {
		pipeline: {
			...deployment(),
			stages: [
				{name: 'Source', actions: [{...source, namespace: 'Source'}]},
				{name: 'Test', actions: [bench('First', 1), bench('Second', 2), last]},
			],
		},
	});
	served.pass(5);
});
afterEach(() => served.simulator.close());

type Job = {readonly id: string; readonly nonce: string; readonly data: Record<string, unknown>};
const poll = async (more: object = {}) => (await ask('PollForJobs', {actionTypeId, ...more})).jobs as Job[];
const take = async (): Promise<Job> => {
	const [job] = await poll();
	if (!job) throw new Error('no job');
	expect(await ask('AcknowledgeJob', {jobId: job.id, nonce: job.nonce})).toEqual({status: 'InProgress'});
	return job;
};
const actions = async () => {
	const {stageStates} = await ask('GetPipelineState', {name: 'deploy'});
	const states = (
		stageStates as {actionStates: {actionName: string; latestExecution?: Record<string, unknown>}[]}[]
	)[1];
	return Object.fromEntries(
		states?.actionStates.map(({actionName, latestExecution}) => [actionName, latestExecution]) ?? [],
	);
};

describe('a job', () => {
	it('tells its worker all about the action, and its result lets the pipeline go on', async () => {
		const job = await take();
		const {executions} = served.simulator.account.world.pipelines.get('deploy') ?? {executions: []};
		const sha = [...(executions[0]?.revisions.values() ?? [])][0]?.id;
		expect(job.data).toMatchObject({
			actionTypeId,
			actionConfiguration: {configuration: {Suite: sha}},
			pipelineContext: {pipelineName: 'deploy', stage: {name: 'Test'}, action: {name: 'First'}},
			inputArtifacts: [
				{name: 'source_output', revision: sha, location: {type: 'S3', s3Location: {bucketName: 'artifacts'}}},
			],
		});
		expect(await poll(), 'it is taken').toEqual([]);
		expect((await ask('GetJobDetails', {jobId: job.id})).jobDetails).toMatchObject({
			id: job.id,
			data: job.data,
		});
		await ask('PutJobSuccessResult', {
			jobId: job.id,
			executionDetails: {summary: 'quick', externalExecutionId: 'bench-1', percentComplete: 100},
			outputVariables: {Speed: '42'},
		});
		expect((await actions()).First).toMatchObject({
			status: 'Succeeded',
			summary: 'quick',
			externalExecutionId: 'bench-1',
			percentComplete: 100,
		});
		const second = await take();
		expect(second.id).not.toBe(job.id);
		await ask('PutJobSuccessResult', {jobId: second.id});
		const {actionExecutionDetails} = await ask('ListActionExecutions', {pipelineName: 'deploy'});
		expect((actionExecutionDetails as object[])[0]).toMatchObject({
			actionName: 'Gate',
			input: {
				configuration: {CustomData: 'speed #{First.Speed}'},
				resolvedConfiguration: {CustomData: 'speed 42'},
			},
		});
	});

	it('gives variables of names that can be referred to', async () => {
		const {id: jobId} = await take();
		expect(await ask('PutJobSuccessResult', {jobId, outputVariables: {'bad key!': 'v'}})).toMatchObject({
			__type: 'ValidationException',
			message: expect.stringContaining(
				"Value at 'outputVariables' failed to satisfy constraint: Map key must satisfy constraint: [Member must satisfy regular expression pattern: [A-Za-z0-9@\\-_]+]",
			),
		});
	});

	it('of an abandoned action takes no result', async () => {
		const {id: jobId} = await take();
		const {pipelineExecutionSummaries} = await ask('ListPipelineExecutions', {pipelineName: 'deploy'});
		const [{pipelineExecutionId}] = pipelineExecutionSummaries as [{pipelineExecutionId: string}];
		await ask('StopPipelineExecution', {pipelineName: 'deploy', pipelineExecutionId, abandon: true});
		expect(await ask('PutJobSuccessResult', {jobId})).toEqual({
			__type: 'InvalidJobStateException',
			message: `The job with id '${jobId}' can take no result: its action was abandoned`,
		});
	});

	it('that is continued is offered again with the token', async () => {
		const {id, nonce} = await take();
		await ask('PutJobSuccessResult', {
			jobId: id,
			continuationToken: 'half',
			executionDetails: {summary: 'half way', percentComplete: 50},
		});
		expect((await actions()).First).toMatchObject({
			status: 'InProgress',
			summary: 'half way',
			percentComplete: 50,
		});
		const [again] = await poll();
		expect(again).toMatchObject({id, data: {continuationToken: 'half'}});
		expect((await ask('AcknowledgeJob', {jobId: id, nonce})).__type).toBe('InvalidNonceException');
	});

	it('that fails fails its pipeline', async () => {
		const {id: jobId} = await take();
		const failureDetails = {
			type: 'ConfigurationError',
			message: 'no such suite',
			externalExecutionId: 'bench-2',
		};
		await ask('PutJobFailureResult', {jobId, failureDetails});
		expect((await actions()).First).toMatchObject({
			status: 'Failed',
			externalExecutionId: 'bench-2',
			errorDetails: {code: 'ConfigurationError', message: 'no such suite'},
		});
		expect((await ask('PutJobSuccessResult', {jobId})).__type).toBe('InvalidJobStateException');
	});

	it('that nobody takes fails after a day', async () => {
		served.pass(24 * 3600);
		expect((await actions()).First).toMatchObject({status: 'Failed'});
		expect(await poll()).toEqual([]);
	});

	it('is polled for by type and by what is configured', async () => {
		expect(await poll({queryParam: {Suite: 'other'}})).toEqual([]);
		const [job] = await poll({maxBatchSize: 1});
		const types = [
			await ask('PollForJobs', {actionTypeId: {...actionTypeId, owner: 'AWS'}}),
			await ask('PollForJobs', {actionTypeId: {...actionTypeId, provider: 'Nobody'}}),
			await ask('AcknowledgeJob', {jobId: job?.id, nonce: 'wrong'}),
			await ask('GetJobDetails', {jobId: '00000000-0000-4000-8000-000000000000'}),
			await ask('PutJobFailureResult', {jobId: job?.id, failureDetails: {type: 'Bad', message: 'x'}}),
			await ask('PutJobSuccessResult', {jobId: job?.id}),
		].map(({__type}) => __type);
		expect(types).toEqual([
			'ValidationException',
			'ActionTypeNotFoundException',
			'InvalidNonceException',
			'JobNotFoundException',
			'ValidationException',
			'InvalidJobStateException',
		]);
	});
});
