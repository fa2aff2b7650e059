import {createHash} from 'node:crypto';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {deployment, simpleScenario} from './laboratory.ts';
import {serve} from './served.ts';

let served: Awaited<ReturnType<typeof serve>>;
afterEach(() => served.simulator.close());

const sqs = (operation: string, input: object) => served.ask('sqs', operation, input);
const events = (operation: string, input: object) => served.ask('events', operation, input);
const create = async (QueueName: string, Attributes?: object) =>
	String((await sqs('CreateQueue', {QueueName, Attributes})).body.QueueUrl);
type Message = {readonly Body: string; readonly ReceiptHandle: string; readonly MD5OfBody: string};
const receive = async (QueueUrl: string, more: object = {}) =>
	((await sqs('ReceiveMessage', {QueueUrl, ...more})).body.Messages ?? []) as readonly Message[];
const bodies = (messages: readonly Message[]) => messages.map(({Body}) => Body);
const codeOf = ({status, body}: {status: number; body: object}) =>
	[status, '__type' in body ? String(body.__type).replace('com.amazonaws.sqs#', '') : undefined] as const;

describe('a rule', () => {
	const arn = 'arn:aws:sqs:us-west-2:123456789012:gates';
	const gates = JSON.stringify({
		source: ['aws.codepipeline'],
		detail: {state: ['STARTED'], type: {category: ['Approval']}, pipeline: [{prefix: 'dep'}]},
	});
	beforeEach(async () => {
		served = await serve(simpleScenario(deployment()));
	});

	it('sends the events that it matches to its queue, while it is enabled', async () => {
		const url = await create('gates');
		expect((await events('PutRule', {Name: 'gates', EventPattern: gates})).body).toEqual({
			RuleArn: 'arn:aws:events:us-west-2:123456789012:rule/gates',
		});
		expect((await events('PutTargets', {Rule: 'gates', Targets: [{Id: '1', Arn: arn}]})).body).toEqual({
			FailedEntryCount: 0,
			FailedEntries: [],
		});
		const id = await served.push(1);
		served.pass(100);
		const [message, ...others] = await receive(url, {MaxNumberOfMessages: 10});
		expect(others).toEqual([]);
		expect(JSON.parse(message?.Body ?? '')).toMatchObject({
			source: 'aws.codepipeline',
			detail: {'execution-id': id, action: 'Approve', state: 'STARTED'},
		});
		await sqs('DeleteMessage', {QueueUrl: url, ReceiptHandle: message?.ReceiptHandle});
		await events('DisableRule', {Name: 'gates'});
		expect((await events('ListRules', {NamePrefix: 'ga'})).body.Rules).toMatchObject([
			{Name: 'gates', State: 'DISABLED', EventPattern: gates},
		]);
		await served.ask('codepipeline', 'StopPipelineExecution', {
			pipelineName: 'deploy',
			pipelineExecutionId: id,
			abandon: true,
		});
		served.pass(5);
		await served.push(2);
		served.pass(100);
		expect(await receive(url)).toEqual([]);
	});

	it('sends a part of the event, or what it is told to', async () => {
		const url = await create('gates');
		await events('PutRule', {
			Name: 'starts',
			EventPattern: '{"detail-type": [{"prefix": "CodePipeline Pipe"}]}',
		});
		await events('PutTargets', {
			Rule: 'starts',
			Targets: [
				{Id: 'part', Arn: arn, InputPath: '$.detail.state'},
				{Id: 'fixed', Arn: arn, Input: '{"go": true}'},
				{Id: 'absent', Arn: arn, InputPath: '$.detail.nothing'},
			],
		});
		await served.push(1);
		expect(bodies(await receive(url, {MaxNumberOfMessages: 10}))).toEqual(['"STARTED"', '{"go": true}']);
	});

	it('sends what a template makes of the event', async () => {
		const url = await create('gates');
		await events('PutRule', {
			Name: 'starts',
			EventPattern: '{"detail-type": [{"prefix": "CodePipeline Pipe"}]}',
		});
		const InputPathsMap = {
			name: '$.detail.pipeline',
			why: '$.detail.execution-trigger',
			none: '$.detail.none',
		};
		const target = (Id: string, InputTemplate: string) => ({
			Id,
			Arn: arn,
			InputTransformer: {InputPathsMap, InputTemplate},
		});
		const Targets = [
			target('text', '"<name> by <aws.events.rule-name><none>"'),
			target('object', '{"pipeline": <name>, "is": "of \\"<name>\\"", "none": <none>, "state": <why>}'),
		];
		expect((await events('PutTargets', {Rule: 'starts', Targets})).body.FailedEntryCount).toBe(0);
		expect((await events('ListTargetsByRule', {Rule: 'starts'})).body.Targets).toEqual(Targets);
		await served.push(1);
		const [text, object] = bodies(await receive(url, {MaxNumberOfMessages: 10}));
		expect(text).toBe('"deploy by starts"');
		expect(JSON.parse(object ?? '')).toEqual({
			pipeline: 'deploy',
			is: 'of "deploy"',
			none: null,
			state: expect.objectContaining({'branch-name': 'main'}),
		});
	});

	it.each([
		['an Input that is no JSON', {Input: 'not json'}, 'JSON syntax error in input for target 1.'],
		[
			'an Input beside a path',
			{Input: '1', InputPath: '$.detail'},
			'Only one of Input, InputPath, or InputTransformer must be provided for target 1.',
		],
		[
			'a template that asks for what nobody gives',
			{InputTransformer: {InputPathsMap: {a: '$.id'}, InputTemplate: '"<a> <b>"'}},
			'InputTemplate for target 1 contains invalid placeholder b.',
		],
		[
			'a template that is half an object',
			{InputTransformer: {InputTemplate: '{"a": '}},
			'JSON syntax error in InputTemplate for target 1.',
		],
	])('has no target with %s', async (_, more, message) => {
		await events('PutRule', {Name: 'gates', EventPattern: gates});
		const {body} = await events('PutTargets', {Rule: 'gates', Targets: [{Id: '1', Arn: arn, ...more}]});
		expect(body).toEqual({__type: 'ValidationException', message});
		expect((await events('ListTargetsByRule', {Rule: 'gates'})).body.Targets).toEqual([]);
	});

	it('says plainly what is not simulated', async () => {
		const EventPattern = '{"detail": {"address": [{"cidr": "10.0.0.0/8"}]}}';
		const refusals = [
			await events('PutRule', {Name: 'a', ScheduleExpression: 'rate(5 minutes)'}),
			await events('PutRule', {Name: 'a', EventPattern}),
		].map(({body: {message}}) => message);
		expect(refusals).toEqual([
			'Rules with a ScheduleExpression are not simulated: give an EventPattern.',
			expect.stringContaining('The match type cidr is not simulated'),
		]);
	});

	it('leaves a queue of whose name one was just deleted unmade for a minute', async () => {
		await sqs('DeleteQueue', {QueueUrl: await create('gates')});
		served.pass(59);
		const refused = await sqs('CreateQueue', {QueueName: 'gates'});
		expect(codeOf(refused)).toEqual([400, 'QueueDeletedRecently']);
		expect(refused.headers.get('x-amzn-query-error')).toBe(
			'AWS.SimpleQueueService.QueueDeletedRecently;Sender',
		);
		served.pass(1);
		expect((await sqs('CreateQueue', {QueueName: 'gates'})).status).toBe(200);
	});

	it('keeps its targets when it is put again and goes only without them', async () => {
		await events('PutRule', {Name: 'gates', EventPattern: gates});
		await events('PutTargets', {Rule: 'gates', Targets: [{Id: '1', Arn: arn}]});
		await events('PutRule', {Name: 'gates', EventPattern: '{"source": ["aws.codebuild"]}'});
		expect((await events('ListTargetsByRule', {Rule: 'gates'})).body.Targets).toEqual([{Id: '1', Arn: arn}]);
		expect(codeOf(await events('DeleteRule', {Name: 'gates'}))).toEqual([400, 'ValidationException']);
		await events('RemoveTargets', {Rule: 'gates', Ids: ['1']});
		expect((await events('DeleteRule', {Name: 'gates'})).status).toBe(200);
		expect((await events('ListRules', {})).body.Rules).toEqual([]);
	});

	it.each([
		['PutRule', {Name: 'a'}, 'ValidationException'],
		['PutRule', {Name: 'a b', EventPattern: gates}, 'ValidationException'],
		['PutRule', {Name: 'a', EventPattern: '{"source": 1}'}, 'InvalidEventPatternException'],
		['PutRule', {Name: 'a', EventPattern: gates, EventBusName: 'other'}, 'ResourceNotFoundException'],
		['PutTargets', {Rule: 'none', Targets: [{Id: '1', Arn: arn}]}, 'ResourceNotFoundException'],
		['ListTargetsByRule', {Rule: 'none'}, 'ResourceNotFoundException'],
		['EnableRule', {Name: 'none'}, 'ResourceNotFoundException'],
	])('is refused: %s %j', async (operation, input, code) => {
		expect(codeOf(await events(operation, input))).toEqual([400, code]);
	});

	it('does not take what is no queue for a target', async () => {
		await events('PutRule', {Name: 'gates', EventPattern: gates});
		const Arn = 'arn:aws:lambda:us-west-2:123456789012:function:gates';
		expect((await events('PutTargets', {Rule: 'gates', Targets: [{Id: '1', Arn}]})).body).toMatchObject({
			FailedEntryCount: 1,
			FailedEntries: [{TargetId: '1', ErrorCode: 'ValidationException'}],
		});
	});
});

describe('a queue', () => {
	let url: string;
	beforeEach(async () => {
		served = await serve(emptyAccount);
		url = await create('work', {VisibilityTimeout: '20'});
	});
	const send = (MessageBody: string, more: object = {}) =>
		sqs('SendMessage', {QueueUrl: url, MessageBody, ...more});

	it('is found under the address that it was created with', async () => {
		expect(url).toBe(`${served.simulator.url}/123456789012/work`);
		expect((await sqs('GetQueueUrl', {QueueName: 'work'})).body).toEqual({QueueUrl: url});
		expect((await sqs('ListQueues', {QueueNamePrefix: 'w'})).body).toEqual({QueueUrls: [url]});
		expect((await sqs('ListQueues', {QueueNamePrefix: 'x'})).body).toEqual({});
		const reply = await sqs('GetQueueUrl', {QueueName: 'work'});
		expect(reply.headers.get('content-type')).toBe('application/x-amz-json-1.0');
	});

	it('hides what was received, until its time is over or it is deleted', async () => {
		await send('one');
		const [first] = await receive(url);
		expect(first).toMatchObject({Body: 'one', MD5OfBody: createHash('md5').update('one').digest('hex')});
		expect(await receive(url)).toEqual([]);
		served.pass(21);
		const [again] = await receive(url, {AttributeNames: ['ApproximateReceiveCount']});
		expect(again).toMatchObject({Body: 'one', Attributes: {ApproximateReceiveCount: '2'}});
		await sqs('DeleteMessage', {QueueUrl: url, ReceiptHandle: first?.ReceiptHandle});
		await sqs('ChangeMessageVisibility', {
			QueueUrl: url,
			ReceiptHandle: again?.ReceiptHandle,
			VisibilityTimeout: 0,
		});
		const [third] = await receive(url);
		expect(third?.Body).toBe('one');
		await sqs('DeleteMessage', {QueueUrl: url, ReceiptHandle: third?.ReceiptHandle});
		served.pass(60);
		expect(await receive(url)).toEqual([]);
	});

	it('gives as many as are asked for, oldest first, and counts them', async () => {
		for (const text of ['a', 'b', 'c']) await send(text);
		await send('later', {DelaySeconds: 60});
		expect(bodies(await receive(url, {MaxNumberOfMessages: 2}))).toEqual(['a', 'b']);
		expect(
			(await sqs('GetQueueAttributes', {QueueUrl: url, AttributeNames: ['All']})).body.Attributes,
		).toMatchObject({
			QueueArn: 'arn:aws:sqs:us-west-2:123456789012:work',
			VisibilityTimeout: '20',
			ApproximateNumberOfMessages: '1',
			ApproximateNumberOfMessagesNotVisible: '2',
			ApproximateNumberOfMessagesDelayed: '1',
		});
		await sqs('PurgeQueue', {QueueUrl: url});
		served.pass(61);
		expect(await receive(url, {MaxNumberOfMessages: 10})).toEqual([]);
	});

	it('lets a request wait until a message comes', async () => {
		const waiting = receive(url, {WaitTimeSeconds: 20});
		const other = receive(url, {WaitTimeSeconds: 1});
		await expect
			.poll(() => served.simulator.calls.filter(({operation}) => operation === 'ReceiveMessage'))
			.toHaveLength(2);
		await send('one');
		expect(bodies(await waiting)).toEqual(['one']);
		expect(await other).toEqual([]);
	});

	it('keeps a message for others when the one who waited has gone', async () => {
		const leaving = new AbortController();
		const waiting = fetch(served.simulator.url, {
			method: 'POST',
			headers: {'x-amz-target': 'AmazonSQS.ReceiveMessage'},
			body: JSON.stringify({QueueUrl: url, WaitTimeSeconds: 20}),
			signal: leaving.signal,
		}).catch(() => 'gone');
		await expect.poll(() => served.simulator.calls.at(-1)?.operation).toBe('ReceiveMessage');
		leaving.abort();
		expect(await waiting).toBe('gone');
		// By the time that this is answered the connection that broke before it has been seen to break.
		await sqs('ListQueues', {});
		await send('one');
		expect(bodies(await receive(url))).toEqual(['one']);
	});

	it('deletes several at once and says which it could not', async () => {
		await send('a');
		const [message] = await receive(url);
		const Entries = [
			{Id: 'good', ReceiptHandle: message?.ReceiptHandle},
			{Id: 'bad', ReceiptHandle: 'nonsense'},
		];
		expect((await sqs('DeleteMessageBatch', {QueueUrl: url, Entries})).body).toMatchObject({
			Successful: [{Id: 'good'}],
			Failed: [{Id: 'bad', SenderFault: true, Code: 'ReceiptHandleIsInvalid'}],
		});
	});

	it('may be created again alike, but not otherwise', async () => {
		expect(await create('work')).toBe(url);
		expect(
			codeOf(await sqs('CreateQueue', {QueueName: 'work', Attributes: {VisibilityTimeout: '21'}})),
		).toEqual([400, 'QueueNameExists']);
		await sqs('SetQueueAttributes', {QueueUrl: url, Attributes: {VisibilityTimeout: '21'}});
		expect(await create('work', {VisibilityTimeout: '21'})).toBe(url);
	});

	it('says that it is not there in both of the ways that clients know', async () => {
		const reply = await sqs('ReceiveMessage', {QueueUrl: `${served.simulator.url}/123456789012/none`});
		expect(reply.status).toBe(400);
		expect(reply.body).toEqual({
			__type: 'com.amazonaws.sqs#QueueDoesNotExist',
			message: 'The specified queue does not exist.',
		});
		expect(reply.headers.get('x-amzn-query-error')).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender');
	});

	it.each([
		['CreateQueue', {}, 'MissingParameter'],
		['CreateQueue', {QueueName: 'a b'}, 'InvalidParameterValue'],
		['CreateQueue', {QueueName: 'a', Attributes: {constructor: '1'}}, 'InvalidAttributeName'],
		['CreateQueue', {QueueName: 'a', Attributes: {VisibilityTimeout: '43201'}}, 'InvalidAttributeValue'],
		['CreateQueue', {QueueName: 'a', Attributes: {FifoQueue: 'true'}}, 'UnsupportedOperation'],
		['GetQueueUrl', {QueueName: 'none'}, 'QueueDoesNotExist'],
		['ReceiveMessage', {}, 'MissingParameter'],
		['ReceiveMessage', {QueueUrl: 'work', MaxNumberOfMessages: 11}, 'InvalidParameterValue'],
		['ReceiveMessage', {QueueUrl: 'work', WaitTimeSeconds: 21}, 'InvalidParameterValue'],
		['SendMessage', {QueueUrl: 'work'}, 'MissingParameter'],
		['DeleteMessage', {QueueUrl: 'work', ReceiptHandle: 'nonsense'}, 'ReceiptHandleIsInvalid'],
		['DeleteMessageBatch', {QueueUrl: 'work', Entries: []}, 'EmptyBatchRequest'],
		['GetQueueAttributes', {QueueUrl: 'work', AttributeNames: ['Size']}, 'InvalidAttributeName'],
	])('refuses %s %j', async (operation, input, code) => {
		const named = 'QueueUrl' in input ? {...input, QueueUrl: url} : input;
		expect(codeOf(await sqs(operation, named))).toEqual([400, code]);
	});
});
