import {request} from 'node:http';
import {afterEach, describe, expect, it} from 'vitest';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {startSimulator} from '../../source/simulator/server.ts';
import {commit, createHandClock, deployment, simpleScenario, startOfTest} from './laboratory.ts';
import {serve} from './served.ts';

const open: {readonly close: () => Promise<void>}[] = [];
const served = async (...args: Parameters<typeof serve>) => {
	const all = await serve(...args);
	open.push(all.simulator);
	return all;
};
afterEach(async () => {
	await Promise.all(open.splice(0).map(each => each.close()));
});

describe('the wire', () => {
	it('answers as AWS JSON 1.1 with the real date', async () => {
		const {ask} = await served();
		const {status, headers, body} = await ask('codepipeline', 'ListPipelines', {});
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('application/x-amz-json-1.1');
		expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
		expect(Math.abs(Date.parse(headers.get('date') ?? '') - Date.now())).toBeLessThan(60_000);
		expect(body).toEqual({
			pipelines: [
				{
					name: 'deploy',
					version: 1,
					pipelineType: 'V2',
					executionMode: 'SUPERSEDED',
					created: startOfTest / 1000,
					updated: startOfTest / 1000,
				},
			],
		});
	});

	it('refuses what it does not know or cannot read', async () => {
		const {ask, post} = await served();
		const target = 'CodePipeline_20150709.ListPipelines';
		const types = [
			await ask('codepipeline', 'MakeCoffee', {}),
			await ask('codepipeline', 'toString', {}),
			await post('Nobody_1.Nothing', '{}'),
			await post(target, '{'),
			await post(target, '{"maxResults":"five"}'),
			await post(target, '[]'),
		].map(({status, body}) => [status, body.__type]);
		expect(types).toEqual([
			[400, 'UnknownOperationException'],
			[400, 'UnknownOperationException'],
			[400, 'UnknownOperationException'],
			[400, 'SerializationException'],
			[400, 'SerializationException'],
			[400, 'SerializationException'],
		]);
	});

	it('says everything that is wrong with an input, in the words and under the name of the service', async () => {
		const {ask} = await served();
		const {body} = await ask('codepipeline', 'ListPipelineExecutions', {
			pipelineName: 'no spaces!',
			maxResults: 0,
		});
		expect(body).toEqual({
			__type: 'ValidationException',
			message:
				"2 validation errors detected: Value 'no spaces!' at 'pipelineName' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+; Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
		});
		const missing = await ask('codepipeline', 'GetPipelineState', {});
		expect(missing.body.message).toBe(
			"1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
		);
		expect((await ask('codebuild', 'BatchGetBuilds', {ids: []})).body.__type).toBe('InvalidInputException');
		expect((await ask('logs', 'GetLogEvents', {logGroupName: 'x'})).body.__type).toBe(
			'InvalidParameterException',
		);
	});

	it('names what is not there', async () => {
		const {ask} = await served();
		const id = '00000000-0000-4000-8000-000000000000';
		const of = {pipelineName: 'deploy'};
		const types = [
			await ask('codepipeline', 'GetPipeline', {name: 'nope'}),
			await ask('codepipeline', 'GetPipeline', {name: 'deploy', version: 2}),
			await ask('codepipeline', 'GetPipelineExecution', {...of, pipelineExecutionId: id}),
			await ask('codepipeline', 'ListActionExecutions', {...of, filter: {pipelineExecutionId: id}}),
			await ask('codepipeline', 'EnableStageTransition', {...of, stageName: 'X', transitionType: 'Inbound'}),
			await ask('codebuild', 'ListBuildsForProject', {projectName: 'nope'}),
			await ask('logs', 'FilterLogEvents', {logGroupName: '/aws/codebuild/staginga-build'}),
		].map(({body}) => body.__type);
		expect(types).toEqual([
			'PipelineNotFoundException',
			'PipelineVersionNotFoundException',
			'PipelineExecutionNotFoundException',
			'PipelineExecutionNotFoundException',
			'StageNotFoundException',
			'ResourceNotFoundException',
			'ResourceNotFoundException',
		]);
	});

	it('takes a body of null for a request without members', async () => {
		const {post} = await served();
		expect((await post('CodePipeline_20150709.ListPipelines', 'null')).body).toHaveProperty('pipelines');
		expect((await post('CodePipeline_20150709.GetPipeline', 'null')).body.message).toBe(
			"1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
		);
	});

	it('refuses a filter on a stage that is not there with an error that the operation has', async () => {
		const {ask} = await served();
		const filter = {succeededInStage: {stageName: 'Nope'}};
		const {body} = await ask('codepipeline', 'ListPipelineExecutions', {pipelineName: 'deploy', filter});
		expect(body.__type).toBe('ValidationException');
	});

	it.each([
		['expired', 403, 'ExpiredToken'],
		['throttle', 400, 'Throttling'],
		['denied:GetCallerIdentity', 403, 'AccessDenied'],
	])('fails under %s as STS does', async (fault, status, code) => {
		const {simulator, control} = await served();
		await control('faults', {faults: [fault]});
		const response = await fetch(simulator.url, {
			method: 'POST',
			headers: {'content-type': 'application/x-www-form-urlencoded'},
			body: 'Action=GetCallerIdentity&Version=2011-06-15',
		});
		expect([response.status, await response.text()]).toEqual([
			status,
			expect.stringContaining(`<Code>${code}</Code>`),
		]);
	});

	it('speaks XML for STS', async () => {
		const {simulator} = await served();
		const response = await fetch(simulator.url, {
			method: 'POST',
			headers: {'content-type': 'application/x-www-form-urlencoded; charset=utf-8'},
			body: 'Action=GetCallerIdentity&Version=2011-06-15',
		});
		expect(response.headers.get('content-type')).toBe('text/xml');
		expect(await response.text()).toContain('<Account>123456789012</Account>');
	});

	it('listens on loopback only, and refuses a port that is taken', async () => {
		const {simulator} = await served();
		const {hostname, port} = new URL(simulator.url);
		expect(hostname).toBe('127.0.0.1');
		await expect(startSimulator({scenario: emptyAccount, port: Number(port)})).rejects.toMatchObject({
			code: 'EADDRINUSE',
		});
	});

	it('answers no web page, and no name that is let point here', async () => {
		const {simulator} = await served();
		const {port} = new URL(simulator.url);
		const ask = (headers: Readonly<Record<string, string>>) =>
			new Promise<number | undefined>((resolve, reject) => {
				const target = {'x-amz-target': 'CodePipeline_20150709.ListPipelines'};
				const sent = request(simulator.url, {method: 'POST', headers: {...target, ...headers}}, reply => {
					reply.resume();
					resolve(reply.statusCode);
				});
				sent.on('error', reject).end('{}');
			});
		expect([
			await ask({}),
			await ask({host: `localhost:${port}`}),
			await ask({host: `evil.example:${port}`}),
			await ask({origin: 'https://evil.example'}),
		]).toEqual([200, 200, 403, 403]);
		expect(simulator.calls).toHaveLength(2);
	});

	it('writes down every call', async () => {
		const {ask, simulator} = await served();
		await ask('codepipeline', 'ListPipelines', {});
		await ask('codepipeline', 'StopPipelineExecution', {});
		expect(simulator.calls).toEqual([
			{service: 'codepipeline', operation: 'ListPipelines', time: startOfTest},
			{service: 'codepipeline', operation: 'StopPipelineExecution', time: startOfTest},
		]);
	});
});

describe('pages', () => {
	it('hold together while new executions come, and their tokens fit one question only', async () => {
		const {ask, push} = await served();
		const ids: string[] = [];
		for (let number = 0; number < 5; number += 1) ids.unshift(await push(number));
		const list = (input: object) =>
			ask('codepipeline', 'ListPipelineExecutions', {pipelineName: 'deploy', ...input});
		const idsOf = ({body}: {readonly body: Record<string, unknown>}) =>
			(body.pipelineExecutionSummaries as {pipelineExecutionId: string}[]).map(
				each => each.pipelineExecutionId,
			);
		const first = await list({maxResults: 2});
		await push(9);
		const second = await list({maxResults: 2, nextToken: first.body.nextToken});
		const third = await list({maxResults: 2, nextToken: second.body.nextToken});
		expect([first, second, third].map(idsOf)).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
		expect(third.body).not.toHaveProperty('nextToken');

		const stolen = {pipelineName: 'deploy', nextToken: first.body.nextToken};
		expect((await ask('codepipeline', 'ListActionExecutions', stolen)).body.__type).toBe(
			'InvalidNextTokenException',
		);
		expect((await list({nextToken: 'made-up'})).body.__type).toBe('InvalidNextTokenException');
	});

	it('lists the executions that succeeded in a stage', async () => {
		const {ask, push, pass} = await served();
		await push(1);
		pass(61);
		await push(2);
		const {body} = await ask('codepipeline', 'ListPipelineExecutions', {
			pipelineName: 'deploy',
			filter: {succeededInStage: {stageName: 'Staging'}},
		});
		expect(body.pipelineExecutionSummaries).toMatchObject([{sourceRevisions: [{revisionId: commit(1).sha}]}]);
	});
});

describe('a pipeline', () => {
	it('shows who is at the gate, who waits outside, and gives the token to answer with', async () => {
		const {ask, push, pass} = await served();
		const first = await push(1);
		pass(61);
		const second = await push(2);
		pass(61);
		const {body} = await ask('codepipeline', 'GetPipelineState', {name: 'deploy'});
		const stages = body.stageStates as {actionStates: {latestExecution?: {token?: string}}[]}[];
		const token = stages[2]?.actionStates[0]?.latestExecution?.token;
		expect(stages[2]).toMatchObject({
			stageName: 'Production',
			inboundExecution: {pipelineExecutionId: second, status: 'InProgress'},
			inboundExecutions: [{pipelineExecutionId: second}],
			inboundTransitionState: {enabled: true},
			latestExecution: {pipelineExecutionId: first, status: 'InProgress'},
		});
		const approve = {pipelineName: 'deploy', stageName: 'Production', actionName: 'Approve', token};
		const result = {status: 'Approved', summary: 'Looks good'};
		expect((await ask('codepipeline', 'PutApprovalResult', {...approve, result})).body).toEqual({
			approvedAt: (startOfTest + 122_000) / 1000,
		});
		expect((await ask('codepipeline', 'PutApprovalResult', {...approve, result})).body.__type).toBe(
			'ApprovalAlreadyCompletedException',
		);
	});

	it('shows a closed door with its reason, and keeps sources secret until they are known', async () => {
		const {ask, push} = await served();
		await push(1);
		await ask('codepipeline', 'DisableStageTransition', {
			pipelineName: 'deploy',
			stageName: 'Staging',
			transitionType: 'Outbound',
			reason: 'Deployment freeze',
		});
		const {body} = await ask('codepipeline', 'GetPipelineState', {name: 'deploy'});
		expect((body.stageStates as object[])[2]).toMatchObject({
			inboundTransitionState: {
				enabled: false,
				disabledReason: 'Deployment freeze',
				lastChangedAt: startOfTest / 1000,
			},
		});
		const {body: listed} = await ask('codepipeline', 'ListPipelineExecutions', {pipelineName: 'deploy'});
		expect(listed.pipelineExecutionSummaries).toMatchObject([
			{sourceRevisions: [], trigger: {triggerType: 'WebhookV2'}},
		]);
	});

	it('is created with a first execution, and refused twice or malformed', async () => {
		const {ask} = await served(emptyAccount);
		const create = (pipeline: object) => ask('codepipeline', 'CreatePipeline', {pipeline});
		const declaration = deployment('QUEUED', 'fresh');
		expect((await create(declaration)).body).toMatchObject({pipeline: {name: 'fresh', version: 1}});
		const {body} = await ask('codepipeline', 'ListPipelineExecutions', {pipelineName: 'fresh'});
		expect(body.pipelineExecutionSummaries).toMatchObject([{trigger: {triggerType: 'CreatePipeline'}}]);
		const refused = [
			await create(declaration),
			await create({...declaration, name: 'one', stages: declaration.stages.slice(0, 1)}),
			await create({...declaration, name: 'v1', pipelineType: 'V1'}),
			await create({...declaration, name: 'mode', executionMode: 'FAST'}),
			await create({...declaration, name: 'source', stages: declaration.stages.slice(1)}),
		].map(({body: {__type}}) => __type);
		expect(refused).toEqual([
			'PipelineNameInUseException',
			'InvalidStructureException',
			'InvalidStructureException',
			'ValidationException',
			'InvalidStructureException',
		]);
	});
});

describe('faults', () => {
	it('come and go while it runs', async () => {
		const {ask, control, simulator} = await served();
		const set = (...faults: string[]) => control('faults', {faults});
		const list = () => ask('codepipeline', 'ListPipelines', {});
		await set('throttle');
		expect((await list()).body).toEqual({__type: 'ThrottlingException', message: 'Rate exceeded'});
		await set('expired');
		expect((await list()).body.__type).toBe('ExpiredTokenException');
		await set('500');
		expect((await list()).status).toBe(500);
		await set('denied:ListPipelines');
		expect((await list()).body.message).toContain('not authorized to perform: codepipeline:ListPipelines');
		await set('drop');
		await expect(list()).rejects.toThrow('fetch failed');
		await set('html');
		const html = await fetch(simulator.url, {method: 'POST', body: '{}'});
		expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html']);
		await set('empty');
		const empty = await fetch(simulator.url, {method: 'POST', body: '{}'});
		expect([empty.status, await empty.text()]).toEqual([200, '']);
		await set();
		expect((await list()).status).toBe(200);
	});

	it('of a scenario end at their time, though no request has got as far as the account', async () => {
		const faults = [{fault: {kind: 'drop', rate: 1}, from: 0, until: 60_000}] as const;
		const {ask, pass} = await served({...simpleScenario(deployment()), faults});
		const list = () => ask('codepipeline', 'ListPipelines', {});
		await expect(list()).rejects.toThrow('fetch failed');
		pass(60);
		expect((await list()).status).toBe(200);
	});

	it('says what it cannot read', async () => {
		const {control} = await served();
		expect(await control('faults', {faults: ['typhoon']})).toMatchObject({
			status: 400,
			body: {error: expect.stringContaining('no such fault: typhoon')},
		});
		const refused = [
			await control('faults', {faults: ['throttle'], for: '1s'}),
			await control('faults', {faults: ['denied:Nope']}),
			await control('faults', {}),
			await control('push', {...commit(1), sha: 'short'}),
			await control('push', {...commit(1), brunch: 'main'}),
		];
		expect(refused.map(({status, body}) => [status, body.error])).toEqual([
			[400, 'for is not known here; there is faults'],
			[400, 'there is no operation Nope that could be denied: give one such as GetPipelineState'],
			[400, expect.stringMatching(/^faults: /)],
			[400, 'sha: a commit id has 40 hexadecimal digits'],
			[400, 'brunch is not known here; there is repository, branch, sha, message, author, files'],
		]);
		expect((await control('nothing', {})).status).toBe(404);
	});
});

it('opens with the same ids for the same seed', async () => {
	const ids = async () => {
		const {push, ask} = await served();
		const pushed = [await push(1), await push(2)];
		const {body} = await ask('codepipeline', 'ListActionExecutions', {pipelineName: 'deploy'});
		return [pushed, body];
	};
	expect(await ids()).toEqual(await ids());
});

it('lives through a past at the speed that it runs at', async () => {
	const clock = createHandClock();
	const simulator = await startSimulator({
		scenario: {
			...emptyAccount,
			beginsAt: -3_600_000,
			begin: director => {
				director.createPipeline(deployment(), {start: false});
				director.at(-1_800_000, () => director.push(commit(1)));
			},
		},
		port: 0,
		speed: 20,
		clock,
	});
	open.push(simulator);
	const execution = simulator.account.world.pipelines.get('deploy')?.executions[0];
	expect(execution?.startedAt).toBe(startOfTest - 90_000);
});
