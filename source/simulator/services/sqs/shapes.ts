import type {World} from '../../account/world.ts';
import {AwsError} from '../../aws-error.ts';
import type {Bus} from '../../events/bus.ts';
import type {Message, Queue} from '../../events/queue.ts';
import {operationsOf} from '../../protocol/operation.ts';

export const operation = operationsOf('InvalidParameterValue');

/** A member that has to be there, in SQS's words. */
export function given<Value>(value: Value | undefined, what: string): Value {
	if (value === undefined)
		throw new AwsError('MissingParameter', `The request must contain the parameter ${what}.`);
	return value;
}

export const badValue = (value: unknown, what: string, reason: string) =>
	new AwsError(
		'InvalidParameterValue',
		`Value ${value} for parameter ${what} is invalid. Reason: ${reason}.`,
	);

/** A number that has to lie in a range. */
export function within(value: number, what: string, [low, high]: readonly [number, number]): number {
	if (value < low || value > high)
		throw badValue(value, what, `Must be between ${low} and ${high}, if provided`);
	return value;
}

export const noSuchQueue = () => new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');

/** The queue that a URL names, whatever host it was asked under. Throws QueueDoesNotExist. */
export function findQueue({id}: World, bus: Bus, url: string | undefined): Queue {
	const [, account, name] = /\/(\d+)\/([^/]+)$/.exec(given(url, 'QueueUrl')) ?? [];
	const queue = account === id ? bus.queues.get(name ?? '') : undefined;
	if (!queue) throw noSuchQueue();
	return queue;
}

export const queueUrl = ({id}: World, host: string, name: string) => `http://${host}/${id}/${name}`;

/** What a receipt stands for: a message, and how often it had been received by then. */
export const receiptOf = (queue: Queue, {id, received}: Message) =>
	Buffer.from(`${queue.name} ${id} ${received}`).toString('base64');

/** The message of a receipt; undefined when it is gone or was received anew. Throws ReceiptHandleIsInvalid. */
export function receiptHolder(queue: Queue, receipt: string): Message | undefined {
	const [name, id = '', received] = Buffer.from(receipt, 'base64').toString().split(' ');
	if (name !== queue.name || received === undefined)
		throw new AwsError(
			'ReceiptHandleIsInvalid',
			`The input receipt handle "${receipt}" is not a valid receipt handle.`,
		);
	const message = queue.messages.get(id);
	return String(message?.received) === received ? message : undefined;
}
