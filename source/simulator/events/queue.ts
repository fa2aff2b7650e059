import {createHash} from 'node:crypto';
import type {World} from '../account/world.ts';

/** A message of a queue; times in epoch ms of the account. */
export type Message = {
	readonly id: string;
	readonly body: string;
	readonly sentAt: number;
	visibleAt: number;
	received: number;
	firstReceivedAt: number | undefined;
};

/** A standard queue of SQS. */
export type Queue = {
	readonly name: string;
	readonly createdAt: number;
	modifiedAt: number;
	purgedAt: number | undefined;
	/** Those that somebody has set, by AWS's names. */
	readonly attributes: Map<string, string>;
	/** How many messages were ever sent to it. */
	sent: number;
	/** Oldest first, by id. */
	readonly messages: Map<string, Message>;
	/** Who waits for a message. */
	readonly waiters: Set<() => void>;
};

export const md5 = (text: string) => createHash('md5').update(text).digest('hex');
export const queueArn = ({region, id}: World, name: string) => `arn:aws:sqs:${region}:${id}:${name}`;

/** The usual values of what can be set of a queue, with the range of numbers. */
export const queueDefaults: Readonly<
	Record<string, {readonly usual: string; readonly range?: readonly [number, number]}>
> = {
	VisibilityTimeout: {usual: '30', range: [0, 43_200]},
	MaximumMessageSize: {usual: '262144', range: [1024, 1_048_576]},
	MessageRetentionPeriod: {usual: '345600', range: [60, 1_209_600]},
	DelaySeconds: {usual: '0', range: [0, 900]},
	ReceiveMessageWaitTimeSeconds: {usual: '0', range: [0, 20]},
	SqsManagedSseEnabled: {usual: 'true'},
	Policy: {usual: ''},
};

/** An attribute of a queue that is a number. */
export const numberOf = ({attributes}: Queue, name: string) =>
	Number(attributes.get(name) ?? queueDefaults[name]?.usual ?? 0);

export function createQueue(world: World, name: string, attributes: ReadonlyMap<string, string>): Queue {
	const now = world.agenda.now();
	return {
		name,
		createdAt: now,
		modifiedAt: now,
		purgedAt: undefined,
		attributes: new Map(attributes),
		sent: 0,
		messages: new Map(),
		waiters: new Set(),
	};
}

/** Puts a message into a queue; it can be received after `delay` seconds, the queue's own when left out. */
export function sendMessage(world: World, queue: Queue, body: string, delay?: number): Message {
	dropExpired(world, queue);
	const now = world.agenda.now();
	const seconds = delay ?? numberOf(queue, 'DelaySeconds');
	const message: Message = {
		id: world.random.fork(`message/${queue.name}/${queue.createdAt}/${queue.sent}`).uuid(),
		body,
		sentAt: now,
		visibleAt: now,
		received: 0,
		firstReceivedAt: undefined,
	};
	queue.sent += 1;
	queue.messages.set(message.id, message);
	hideMessage(world, queue, message, seconds);
	return message;
}

/** Nobody receives the message for some seconds; then those who wait are woken. */
export function hideMessage(world: World, queue: Queue, message: Message, seconds: number): void {
	message.visibleAt = world.agenda.now() + seconds * 1000;
	const wake = () => {
		for (const waiter of [...queue.waiters]) waiter();
	};
	if (seconds === 0) wake();
	else world.agenda.at(message.visibleAt, wake);
}

/** Takes up to `max` messages that can be seen and hides them for `seconds`. */
export function takeMessages(world: World, queue: Queue, max: number, seconds: number): readonly Message[] {
	dropExpired(world, queue);
	const now = world.agenda.now();
	const taken: Message[] = [];
	for (const message of queue.messages.values()) {
		if (taken.length >= max) break;
		if (message.visibleAt <= now) taken.push(message);
	}
	for (const message of taken) {
		message.received += 1;
		message.firstReceivedAt ??= now;
		// Those who wait for it would otherwise be woken by their own message.
		if (seconds > 0) hideMessage(world, queue, message, seconds);
	}
	return taken;
}

export function dropExpired(world: World, queue: Queue): void {
	const oldest = world.agenda.now() - numberOf(queue, 'MessageRetentionPeriod') * 1000;
	for (const message of queue.messages.values()) {
		if (message.sentAt >= oldest) return;
		queue.messages.delete(message.id);
	}
}
