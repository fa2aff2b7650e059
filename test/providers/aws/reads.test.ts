import {describe, expect, it} from 'vitest';
import {asking, inTurn, json, providerOn, type Received, rejection} from './loopback.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('listPipelines', () => {
	it('reads all pages, each a call of its own, and sorts', async () => {
		const {provider, calls, received} = await providerOn(
			inTurn(
				json({pipelines: [{name: 'web'}], nextToken: 'two'}),
				json({pipelines: [], nextToken: 'three'}),
				json({pipelines: [{name: 'api'}]}),
			),
		);
		expect(await provider.listPipelines(asking)).toEqual(['api', 'web']);
		expect(calls.map(({operation}) => operation)).toEqual(Array(3).fill('ListPipelines'));
		expect(received.map(({body}) => body.nextToken)).toEqual([undefined, 'two', 'three']);
	});

	it.each([
		['the same token', ['one']],
		['a circle of tokens', ['one', 'two']],
	])('ends at %s', async (_, tokens) => {
		let turn = 0;
		const {provider} = await providerOn((response, call) => {
			json({pipelines: [{name: 'web'}], nextToken: tokens[turn++ % tokens.length]})(response, call);
		});
		expect(await rejection(provider.listPipelines(asking))).toMatchObject({
			kind: 'broken',
			errorName: 'BrokenReply',
		});
	});

	it('knows an account without any', async () => {
		const {provider} = await providerOn(json({pipelines: []}));
		expect(await provider.listPipelines(asking)).toEqual([]);
	});
});

describe('definition', () => {
	it('tells the account', async () => {
		const {provider, received} = await providerOn(
			json({
				pipeline: {name: 'web', version: 14, roleArn: 'arn:aws:iam::123456789012:role/r', stages: []},
				metadata: {pipelineArn: 'arn:aws:codepipeline:us-west-2:210987654321:web'},
			}),
		);
		expect(await provider.definition('web', asking)).toMatchObject({account: '210987654321', version: 14});
		expect(received[0]?.body).toEqual({name: 'web'});
	});
});

describe('executions', () => {
	const summary = {pipelineExecutionId: uuid(1), status: 'InProgress', startTime: 1795204981.185};

	it('reads one page at a time', async () => {
		const {provider, received} = await providerOn(
			inTurn(
				json({pipelineExecutionSummaries: [summary], nextToken: 'more'}),
				json({pipelineExecutionSummaries: []}),
			),
		);
		const first = await provider.executions('web', null, asking);
		expect(first).toMatchObject({items: [{id: uuid(1), startedAt: 1795204981185}], next: 'more'});
		expect(await provider.executions('web', first.next, asking)).toEqual({items: [], next: null});
		expect(received.map(({body}) => body)).toMatchObject([
			{pipelineName: 'web'},
			{pipelineName: 'web', nextToken: 'more'},
		]);
	});

	it('refuses a page that leads to itself', async () => {
		const {provider} = await providerOn(json({pipelineExecutionSummaries: [], nextToken: 'more'}));
		expect(await rejection(provider.executions('web', 'more', asking))).toMatchObject({kind: 'broken'});
	});
});

describe('execution', () => {
	it('reads one by its id', async () => {
		const {provider, received} = await providerOn(
			json({pipelineExecution: {pipelineExecutionId: uuid(1), status: 'Superseded'}}),
		);
		expect(await provider.execution('web', uuid(1), asking)).toMatchObject({
			status: 'Superseded',
			startedAt: null,
		});
		expect(received[0]?.body).toEqual({pipelineName: 'web', pipelineExecutionId: uuid(1)});
	});

	it('is broken when the answer names none', async () => {
		const {provider} = await providerOn(json({pipelineExecution: {status: 'InProgress'}}));
		expect(await rejection(provider.execution('web', uuid(1), asking))).toMatchObject({kind: 'broken'});
	});
});

describe('actions', () => {
	const row = (n: number, startTime: number) => ({
		actionExecutionId: uuid(n),
		status: 'Succeeded',
		startTime,
	});

	it('reads the whole record of one execution, newest first', async () => {
		const {provider, received} = await providerOn(
			inTurn(
				json({actionExecutionDetails: [row(1, 30), row(2, 10)], nextToken: 'more'}),
				json({actionExecutionDetails: [row(3, 20)]}),
			),
		);
		const runs = await provider.actions('web', uuid(9), asking);
		expect(runs.map(({id}) => id)).toEqual([uuid(1), uuid(3), uuid(2)]);
		expect(received.map(({body}) => body.filter)).toEqual(Array(2).fill({pipelineExecutionId: uuid(9)}));
	});
});

describe('runs', () => {
	const row = (n: number, execution: number | null, startTime: number) => ({
		...(execution === null ? {} : {pipelineExecutionId: uuid(execution)}),
		actionExecutionId: uuid(n),
		stageName: 'Deploy',
		actionName: 'Taiko',
		status: 'Failed',
		startTime,
		lastUpdateTime: startTime + 5,
	});

	it('reads the runs of all executions a page at a time, newest first, each with its execution', async () => {
		const {provider, calls, received} = await providerOn(
			inTurn(
				json({actionExecutionDetails: [row(1, 8, 10), row(2, 9, 30), row(3, null, 20)], nextToken: 'more'}),
				json({actionExecutionDetails: []}),
			),
		);
		const first = await provider.runs?.('web', null, asking);
		expect(first?.items).toMatchObject([
			{
				id: uuid(2),
				execution: uuid(9),
				stage: 'Deploy',
				action: 'Taiko',
				status: 'Failed',
				startedAt: 30_000,
			},
			{id: uuid(1), execution: uuid(8), changedAt: 15_000},
		]);
		expect(first?.items).toHaveLength(2);
		expect(await provider.runs?.('web', first?.next ?? null, asking)).toEqual({items: [], next: null});
		expect(calls.map(({operation}) => operation)).toEqual(Array(2).fill('ListActionExecutions'));
		expect(received.map(({body}) => body)).toEqual([
			{pipelineName: 'web', maxResults: 100},
			{pipelineName: 'web', maxResults: 100, nextToken: 'more'},
		]);
	});

	it('refuses a page that leads to itself', async () => {
		const {provider} = await providerOn(json({actionExecutionDetails: [], nextToken: 'more'}));
		expect(await rejection(provider.runs?.('web', 'more', asking))).toMatchObject({kind: 'broken'});
	});
});

describe('builds', () => {
	const echo = ({body}: Received) => ({
		builds: (body.ids as string[]).map(id => ({id, buildStatus: 'SUCCEEDED'})).reverse(),
		buildsNotFound: [],
	});

	it('asks for a hundred at a time, each once', async () => {
		const {provider, received} = await providerOn((response, call) => json(echo(call))(response, call));
		const ids = Array.from({length: 250}, (_, n) => `web:${uuid(n)}`);
		const builds = await provider.builds?.([...ids, ...ids], asking);
		expect(received.map(({body}) => (body.ids as string[]).length)).toEqual([100, 100, 50]);
		expect(builds?.map(({id}) => id).sort()).toEqual(ids);
	});

	it('asks nothing for no ids, and never for what is none', async () => {
		const {provider, received} = await providerOn(json({builds: []}));
		expect(await provider.builds?.([], asking)).toEqual([]);
		expect(await provider.builds?.(['d-ABC123', uuid(1)], asking)).toEqual([]);
		expect(received).toEqual([]);
	});
});

describe('log', () => {
	const stream = {group: '/aws/codebuild/web', stream: 'abc'};
	const events = (messages: string[], back: string, forward: string) =>
		json({
			events: messages.map(message => ({timestamp: 1795205640123, message})),
			nextBackwardToken: back,
			nextForwardToken: forward,
		});

	it('begins at the end', async () => {
		const {provider, received} = await providerOn(events(['one\n', 'two\nthree\n', '\n'], 'b/1', 'f/1'));
		const page = await provider.log?.(stream, {from: 'end'}, asking);
		expect(page?.lines.map(({text}) => text)).toEqual(['one', 'two', 'three', '']);
		expect(page).toMatchObject({back: 'b/1', forward: 'f/1', atEnd: true});
		expect(received[0]?.body).toEqual({
			logGroupName: '/aws/codebuild/web',
			logStreamName: 'abc',
			startFromHead: false,
		});
	});

	it('goes back until the token stays the same', async () => {
		const {provider, received} = await providerOn(
			inTurn(events(['older\n'], 'b/0', 'f/0'), events([], 'b/0', 'f/0')),
		);
		expect(await provider.log?.(stream, {from: 'before', cursor: 'b/1'}, asking)).toMatchObject({
			lines: [{text: 'older'}],
			back: 'b/0',
			atEnd: false,
		});
		expect(await provider.log?.(stream, {from: 'before', cursor: 'b/0'}, asking)).toMatchObject({
			lines: [],
			back: null,
		});
		expect(received.map(({body}) => [body.nextToken, body.startFromHead])).toEqual([
			['b/1', false],
			['b/0', false],
		]);
	});

	it('knows the first page by how a build’s log begins', async () => {
		const first = (said: string) => `[Container] 2026/11/20 20:04:02.123456 ${said}\n`;
		const backOf = async (...messages: string[]) => {
			const {provider} = await providerOn(events(messages, 'b/0', 'f/0'));
			return (await provider.log?.(stream, {from: 'end'}, asking))?.back;
		};
		expect(await backOf(first('Running on CodeBuild On-demand'), 'one\n')).toBeNull();
		expect(await backOf('[Container] 2017/02/12 10:07:53 Waiting for agent ping\n')).toBeNull();
		expect(await backOf('one\n', first('Running on CodeBuild On-demand'))).toBe('b/0');
		expect(await backOf(first('Phase is DOWNLOAD_SOURCE'))).toBe('b/0');
	});

	it('goes on from the head’s side, and the cursor stays good at the end', async () => {
		const {provider, received} = await providerOn(
			inTurn(events(['newer\n'], 'b/2', 'f/2'), events([], 'b/2', 'f/2'), events(['late\n'], 'b/3', 'f/3')),
		);
		expect(await provider.log?.(stream, {from: 'after', cursor: 'f/1'}, asking)).toMatchObject({
			forward: 'f/2',
			atEnd: false,
		});
		const after = {from: 'after', cursor: 'f/2'} as const;
		expect(await provider.log?.(stream, after, asking)).toMatchObject({
			lines: [],
			forward: 'f/2',
			atEnd: true,
		});
		expect(await provider.log?.(stream, after, asking)).toMatchObject({
			lines: [{text: 'late'}],
			forward: 'f/3',
		});
		expect(received.every(({body}) => body.startFromHead === true)).toBe(true);
	});

	it('walks over empty pages', async () => {
		const {provider, calls} = await providerOn(
			inTurn(events([], 'b/1', 'f/9'), events([], 'b/2', 'f/1'), events(['last\n'], 'b/3', 'f/2')),
		);
		expect(await provider.log?.(stream, {from: 'end'}, asking)).toMatchObject({
			lines: [{text: 'last'}],
			back: 'b/3',
			forward: 'f/9',
			atEnd: true,
		});
		expect(calls).toHaveLength(3);
	});

	it('does not walk for ever', async () => {
		let n = 0;
		const {provider, calls} = await providerOn((response, call) => {
			n++;
			events([], `b/${n}`, `f/${n}`)(response, call);
		});
		const page = await provider.log?.(stream, {from: 'after', cursor: 'f/0'}, asking);
		expect(page).toMatchObject({lines: [], atEnd: false, forward: `f/${calls.length}`});
		expect(calls.length).toBeLessThan(20);
	});

	it('says when there is no such log', async () => {
		const missing = json(
			{__type: 'ResourceNotFoundException', message: 'The specified log stream does not exist.'},
			400,
		);
		const {provider} = await providerOn(missing);
		expect(await rejection(provider.log?.(stream, {from: 'end'}, asking))).toMatchObject({
			kind: 'not-found',
			message: 'The specified log stream does not exist.',
		});
	});
});
