import type {World} from '../../account/world.ts';
import {AwsError} from '../../aws-error.ts';
import {
	hideMessage,
	type Message,
	md5,
	numberOf,
	type Queue,
	sendMessage,
	takeMessages,
} from '../../events/queue.ts';
import {integer, list, required, string, structure} from '../../protocol/members.ts';
import {badValue, findQueue, given, operation, receiptHolder, receiptOf, within} from './shapes.ts';

const batchLimit = 10;
const names = list(required(string()));

const send = operation(
	structure({QueueUrl: string(), MessageBody: string(), DelaySeconds: integer()}),
	({account: {world}, bus}, input) => {
		const queue = findQueue(world, bus, input.QueueUrl);
		const body = given(input.MessageBody, 'MessageBody');
		const limit = numberOf(queue, 'MaximumMessageSize');
		if (body === '')
			throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
		if (Buffer.byteLength(body) > limit)
			throw new AwsError(
				'InvalidParameterValue',
				`One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
			);
		const delay =
			input.DelaySeconds === undefined ? undefined : within(input.DelaySeconds, 'DelaySeconds', [0, 900]);
		const message = sendMessage(world, queue, body, delay);
		return {MessageId: message.id, MD5OfMessageBody: md5(body)};
	},
);

const receive = operation(
	structure({
		QueueUrl: string(),
		MaxNumberOfMessages: integer(),
		VisibilityTimeout: integer(),
		WaitTimeSeconds: integer(),
		AttributeNames: names,
		MessageSystemAttributeNames: names,
		MessageAttributeNames: names,
	}),
	({account: {world}, bus}, input, {signal}) => {
		const queue = findQueue(world, bus, input.QueueUrl);
		const max = within(input.MaxNumberOfMessages ?? 1, 'MaxNumberOfMessages', [1, 10]);
		const hiddenFor = within(
			input.VisibilityTimeout ?? numberOf(queue, 'VisibilityTimeout'),
			'VisibilityTimeout',
			[0, 43_200],
		);
		const wait = within(
			input.WaitTimeSeconds ?? numberOf(queue, 'ReceiveMessageWaitTimeSeconds'),
			'WaitTimeSeconds',
			[0, 20],
		);
		const asked = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
		const take = () => takeMessages(world, queue, max, hiddenFor);
		const reply = (taken: readonly Message[]) =>
			taken.length > 0 ? {Messages: taken.map(each => messageWire(world, queue, each, asked))} : {};
		const taken = take();
		return taken.length > 0 || wait === 0 ? reply(taken) : awaited(queue, take, wait, signal).then(reply);
	},
);

/** Waits up to some seconds of the wall clock for a message; one that nobody waits for any more takes none. */
function awaited(
	queue: Queue,
	take: () => readonly Message[],
	seconds: number,
	signal: AbortSignal,
): Promise<readonly Message[]> {
	return new Promise(resolve => {
		const end = (taken: readonly Message[]) => {
			queue.waiters.delete(look);
			clearTimeout(timer);
			signal.removeEventListener('abort', leave);
			resolve(taken);
		};
		const look = () => {
			const taken = take();
			if (taken.length > 0) end(taken);
		};
		const leave = () => end([]);
		const timer = setTimeout(leave, seconds * 1000);
		signal.addEventListener('abort', leave);
		queue.waiters.add(look);
	});
}

function messageWire(world: World, queue: Queue, message: Message, asked: readonly string[]): object {
	const attributes = Object.entries({
		SenderId: world.id,
		SentTimestamp: String(message.sentAt),
		ApproximateReceiveCount: String(message.received),
		ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
	}).filter(([name]) => asked.includes('All') || asked.includes(name));
	return {
		MessageId: message.id,
		ReceiptHandle: receiptOf(queue, message),
		MD5OfBody: md5(message.body),
		Body: message.body,
		...(attributes.length > 0 && {Attributes: Object.fromEntries(attributes)}),
	};
}

/** A receipt that is no longer in force deletes nothing, and is no error. */
function deleteByReceipt(queue: Queue, receipt: string): void {
	const message = receiptHolder(queue, receipt);
	if (message) queue.messages.delete(message.id);
}

const remove = operation(
	structure({QueueUrl: string(), ReceiptHandle: string()}),
	({account: {world}, bus}, input) => {
		deleteByReceipt(findQueue(world, bus, input.QueueUrl), given(input.ReceiptHandle, 'ReceiptHandle'));
		return {};
	},
);

const removeBatch = operation(
	structure({
		QueueUrl: string(),
		Entries: list(required(structure({Id: required(string()), ReceiptHandle: required(string())}))),
	}),
	({account: {world}, bus}, input) => {
		const queue = findQueue(world, bus, input.QueueUrl);
		const entries = given(input.Entries, 'Entries');
		checkBatch(entries);
		const results = entries.map(({Id, ReceiptHandle}) => {
			try {
				deleteByReceipt(queue, ReceiptHandle);
				return {Id};
			} catch (error) {
				if (!(error instanceof AwsError)) throw error;
				return {Id, SenderFault: true, Code: error.code, Message: error.message};
			}
		});
		return {
			Successful: results.filter(result => !('Code' in result)),
			Failed: results.filter(result => 'Code' in result),
		};
	},
);

function checkBatch(entries: readonly {readonly Id: string}[]): void {
	if (entries.length === 0)
		throw new AwsError(
			'EmptyBatchRequest',
			'There should be at least one DeleteMessageBatchRequestEntry in the request.',
		);
	if (entries.length > batchLimit)
		throw new AwsError(
			'TooManyEntriesInBatchRequest',
			`Maximum number of entries per request are ${batchLimit}. You have sent ${entries.length}.`,
		);
	const ids = entries.map(({Id}) => Id);
	const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
	if (repeated !== undefined) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
	const malformed = ids.find(id => !/^[\w-]{1,80}$/.test(id));
	if (malformed !== undefined)
		throw new AwsError(
			'InvalidBatchEntryId',
			'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
		);
}

const changeVisibility = operation(
	structure({QueueUrl: string(), ReceiptHandle: string(), VisibilityTimeout: integer()}),
	({account: {world}, bus}, input) => {
		const queue = findQueue(world, bus, input.QueueUrl);
		const seconds = within(
			given(input.VisibilityTimeout, 'VisibilityTimeout'),
			'VisibilityTimeout',
			[0, 43_200],
		);
		const receipt = given(input.ReceiptHandle, 'ReceiptHandle');
		const message = receiptHolder(queue, receipt);
		if (!message)
			throw badValue(
				receipt,
				'ReceiptHandle',
				'Message does not exist or is not available for visibility timeout change',
			);
		if (message.visibleAt <= world.agenda.now())
			throw new AwsError('MessageNotInflight', 'The specified message is not in flight.');
		hideMessage(world, queue, message, seconds);
		return {};
	},
);

export const messageOperations = {
	SendMessage: send,
	ReceiveMessage: receive,
	DeleteMessage: remove,
	DeleteMessageBatch: removeBatch,
	ChangeMessageVisibility: changeVisibility,
};
