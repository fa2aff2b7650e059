import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, expect, it} from 'vitest';
import type {Credentials} from '../../../source/providers/aws/credentials.ts';
import {type Provider, ProviderError} from '../../../source/providers/provider.ts';
import {type Answer, asking, inTurn, json, keys, providerOn, rejection} from './loopback.ts';

const state = {
	pipelineName: 'web',
	pipelineVersion: 3,
	stageStates: [{stageName: 'Source', actionStates: []}],
};
const failure = (name: string, message = 'said', status = 400, headers = {}) =>
	json({__type: name, message}, status, headers);
const page =
	(status: number, text: string): Answer =>
	response => {
		response.writeHead(status, {'content-type': 'text/html'});
		response.end(text);
	};

describe('a request', () => {
	it('is signed, carries what was asked, and passes the gateway once', async () => {
		const {provider, calls, received} = await providerOn(json(state));
		expect(await provider.state('web', asking)).toMatchObject({version: 3, stages: [{name: 'Source'}]});
		expect(calls).toEqual([{service: 'pipelines', operation: 'GetPipelineState', ...asking}]);
		expect(received).toHaveLength(1);
		expect(received[0]).toMatchObject({target: 'GetPipelineState', body: {name: 'web'}});
		expect(received[0]?.headers.authorization).toContain('/us-west-2/codepipeline/aws4_request');
	});

	it('is one attempt, whatever comes of it', async () => {
		const {provider, received} = await providerOn(failure('ThrottlingException', 'Rate exceeded'));
		await rejection(provider.state('web', asking));
		expect(received).toHaveLength(1);
		expect(received[0]?.headers['amz-sdk-request']).toBe('attempt=1; max=1');
	});
});

it('is never sent past the gateway, whatever is asked', async () => {
	const refused = new ProviderError('throttled', 'NoTurn', 'it is not its turn');
	const gateway = () => Promise.reject(refused);
	const {provider, received} = await providerOn(json({}), {gateway});
	const cursors = [{from: 'end'}, {from: 'before', cursor: 'b'}, {from: 'after', cursor: 'f'}] as const;
	const stream = {group: 'g', stream: 's'};
	const asked = [
		provider.listPipelines(asking),
		provider.definition('web', asking),
		provider.state('web', asking),
		provider.executions('web', null, asking),
		provider.execution('web', 'e', asking),
		provider.succeededIn?.('web', 'Source', asking),
		provider.actions('web', 'e', asking),
		provider.runs?.('web', null, asking),
		provider.rules?.('web', 'e', asking),
		provider.builds?.(['project:fd8eeb8e-380d-4468-a23b-b563931952f9'], asking),
		provider.identity?.(asking),
		...cursors.map(cursor => provider.log?.(stream, cursor, asking)),
	];
	const answers = await Promise.all(asked.map(rejection));
	expect(answers).toEqual(asked.map(() => refused));
	expect(received).toEqual([]);
	// All that the provider can be asked is asked here: what is new must be too.
	const methods = Object.entries(provider).filter(([, value]) => typeof value === 'function');
	expect(methods).toHaveLength(asked.length - cursors.length + 1 + ['link', 'close'].length);
});

describe('an answer that is none', () => {
	it.each<[string, Answer, object]>([
		[
			'throttling',
			failure('ThrottlingException', 'Rate exceeded'),
			{kind: 'throttled', errorName: 'ThrottlingException', retryAfter: null},
		],
		[
			'throttling with a wait',
			failure('ThrottlingException', 'Rate exceeded', 400, {'retry-after': '7'}),
			{kind: 'throttled', retryAfter: 7000},
		],
		['a bare 429', page(429, 'slow down'), {kind: 'throttled'}],
		['expired keys', failure('ExpiredTokenException'), {kind: 'expired', hint: 'renew the credentials'}],
		[
			'a denial',
			failure(
				'AccessDeniedException',
				'User: arn:aws:iam::123456789012:user/ro is not authorized to perform: codepipeline:GetPipelineState',
			),
			{kind: 'denied', hint: expect.stringContaining('codepipeline:GetPipelineState')},
		],
		[
			'an unknown pipeline',
			failure(
				'PipelineNotFoundException',
				"Account '123456789012' does not have a pipeline with name 'nope'",
			),
			{kind: 'not-found', message: "Account '123456789012' does not have a pipeline with name 'nope'"},
		],
		[
			'500',
			failure('InternalFailure', 'oops', 500),
			{kind: 'broken', errorName: 'InternalFailure', message: 'the service failed with status 500'},
		],
		[
			'503 with a wait',
			failure('ServiceUnavailableException', 'later', 503, {'retry-after': '2'}),
			{kind: 'broken', retryAfter: 2000},
		],
		[
			'an error page',
			page(502, '<html>Bad Gateway</html>'),
			{kind: 'broken', message: 'GetPipelineState got an answer that is no JSON (HTTP 502)'},
		],
		[
			'a page with status 200',
			page(200, '<html>Log in</html>'),
			{kind: 'broken', hint: expect.stringContaining('an AWS endpoint?')},
		],
		['half an answer', page(200, '{"stageStates": [{"stag'), {kind: 'broken'}],
		['an empty body', page(200, ''), {kind: 'broken', message: 'the answer to GetPipelineState is empty'}],
		['an empty object', json({}), {kind: 'broken'}],
		['a list', json([1]), {kind: 'broken'}],
		['null', json(null), {kind: 'broken'}],
		['a number', json(7), {kind: 'broken'}],
		['a time in another form', json({...state, created: '2026-11-20T10:00:00Z'}), {kind: 'broken'}],
		[
			'a dropped connection',
			response => response.socket?.destroy(),
			{kind: 'unreachable', errorName: 'ECONNRESET'},
		],
	])('is told from others: %s', async (_, answer, expected) => {
		const {provider} = await providerOn(answer);
		const error = await rejection(provider.state('web', asking));
		expect(error).toBeInstanceOf(ProviderError);
		expect(error).toMatchObject(expected);
	});

	it('is not waited for endlessly', async () => {
		const {provider} = await providerOn(() => {}, {requestTimeout: 40});
		expect(await rejection(provider.state('web', asking))).toMatchObject({
			kind: 'timeout',
			errorName: 'TimeoutError',
		});
	});

	it('is not waited for endlessly when it stops half way', async () => {
		const half: Answer = response => {
			response.writeHead(200, {'content-length': '1000'});
			response.write('{"stageStates": [');
		};
		const {provider} = await providerOn(half, {requestTimeout: 40});
		expect(await rejection(provider.state('web', asking))).toMatchObject({kind: 'timeout'});
	});

	it.each<[string, (provider: Provider) => Promise<unknown> | undefined]>([
		['GetPipelineState', provider => provider.state('web', asking)],
		[
			'BatchGetBuilds',
			provider => provider.builds?.(['project:fd8eeb8e-380d-4468-a23b-b563931952f9'], asking),
		],
		['GetLogEvents', provider => provider.log?.({group: 'g', stream: 's'}, {from: 'end'}, asking)],
		['GetCallerIdentity', provider => provider.identity?.(asking)],
	])('is not waited for endlessly when it trickles: %s', async (operation, ask) => {
		const {promise: left, resolve} = Promise.withResolvers<void>();
		const trickle: Answer = response => {
			response.writeHead(operation === 'GetCallerIdentity' ? 403 : 200);
			const drops = setInterval(() => response.write(' '), 10);
			response.once('close', () => {
				clearInterval(drops);
				resolve();
			});
		};
		const {provider} = await providerOn(trickle, {requestTimeout: 5000, replyTimeout: 80});
		expect(await rejection(ask(provider))).toMatchObject({
			kind: 'timeout',
			errorName: 'TimeoutError',
			message: `${operation} was not answered in time`,
		});
		await left;
	});

	it('says where nothing listens', async () => {
		const server = createServer();
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		await new Promise(resolve => server.close(resolve));
		const {provider} = await providerOn(json(state), {endpoint});
		expect(await rejection(provider.state('web', asking))).toMatchObject({
			kind: 'unreachable',
			message: `${endpoint} refuses connections`,
			hint: `is something listening at ${endpoint}?`,
		});
	});
});

describe('a signal', () => {
	it('ends a request with its own reason', async () => {
		const controller = new AbortController();
		const reason = new Error('the screen was left');
		const {provider} = await providerOn(() => controller.abort(reason));
		const signal = controller.signal;
		expect(await rejection(provider.state('web', {urgency: 'now', signal}))).toBe(reason);
	});

	it('that has come already sends nothing', async () => {
		const reason = new Error('too late');
		const {provider, received} = await providerOn(json(state));
		const signal = AbortSignal.abort(reason);
		expect(await rejection(provider.state('web', {urgency: 'now', signal}))).toBe(reason);
		expect(received).toEqual([]);
	});
});

it('looks for keys anew when AWS did not take them, and only then', async () => {
	let forgotten = 0;
	const credentials: Credentials = {...keys, forget: () => forgotten++};
	const answers = [
		json(state),
		failure('ThrottlingException'),
		failure('ExpiredTokenException'),
		failure('UnrecognizedClientException'),
	];
	const {provider} = await providerOn(inTurn(...answers), {credentials});
	await provider.state('web', asking);
	await rejection(provider.state('web', asking));
	expect(forgotten).toBe(0);
	await rejection(provider.state('web', asking));
	expect(forgotten).toBe(1);
	await rejection(provider.state('web', asking));
	expect(forgotten).toBe(2);
});

it('links to the console, an execution of a PARALLEL pipeline by itself', async () => {
	const {provider} = await providerOn(json(state));
	expect(provider.link('web', null)).toContain('/pipelines/web/view?region=us-west-2');
	expect(provider.link('web', {execution: 'e1'})).toContain('/pipelines/web/executions/e1/visualization');
});
