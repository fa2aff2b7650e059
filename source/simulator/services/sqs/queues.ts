import type {World} from '../../account/world.ts';
import {AwsError} from '../../aws-error.ts';
import {createQueue, dropExpired, type Queue, queueArn, queueDefaults} from '../../events/queue.ts';
import {integer, list, map, required, string, structure} from '../../protocol/members.ts';
import {placeOf, tokenFor} from '../../protocol/page.ts';
import {findQueue, given, noSuchQueue, operation, queueUrl, within} from './shapes.ts';

/** Between two purges of a queue, in ms. */
const purgeMs = 60_000;
/** From the end of a queue to the next one of its name, in ms. */
const deletedMs = 60_000;
const attributes = map(required(string()));

/** Throws what SQS answers to attributes that it does not take. FIFO queues and dead-letter queues are not simulated. */
function checkedAttributes(asked: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
	for (const [name, value] of Object.entries(asked)) {
		if (name === 'FifoQueue' || name === 'RedrivePolicy')
			throw new AwsError('UnsupportedOperation', `${name} is not simulated.`);
		const known = Object.hasOwn(queueDefaults, name) ? queueDefaults[name] : undefined;
		if (!known) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
		const {range} = known;
		if (range && !(/^\d+$/.test(value) && Number(value) >= range[0] && Number(value) <= range[1]))
			throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
	}
	return new Map(Object.entries(asked));
}

const create = operation(
	structure({QueueName: string(), Attributes: attributes, tags: map(required(string()))}),
	({account: {world}, bus}, input, {host}) => {
		const name = given(input.QueueName, 'QueueName');
		if (!/^[\w-]{1,80}$/.test(name))
			throw new AwsError(
				'InvalidParameterValue',
				'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
			);
		const asked = checkedAttributes(input.Attributes ?? {});
		const known = bus.queues.get(name);
		const other = known && [...asked].find(([key, value]) => settingOf(known, key) !== value);
		if (other)
			throw new AwsError(
				'QueueNameExists',
				`A queue already exists with the same name and a different value for attribute ${other[0]}`,
			);
		const deletedAt = bus.deletedQueues.get(name);
		if (!known && deletedAt !== undefined && world.agenda.now() - deletedAt < deletedMs)
			throw new AwsError(
				'QueueDeletedRecently',
				'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
			);
		if (!known) bus.queues.set(name, createQueue(world, name, asked));
		return {QueueUrl: queueUrl(world, host, name)};
	},
);

const settingOf = (queue: Queue, name: string) => queue.attributes.get(name) ?? queueDefaults[name]?.usual;

const getUrl = operation(
	structure({QueueName: string(), QueueOwnerAWSAccountId: string()}),
	({account: {world}, bus}, input, {host}) => {
		const name = given(input.QueueName, 'QueueName');
		const isOwn = (input.QueueOwnerAWSAccountId ?? world.id) === world.id;
		if (!isOwn || !bus.queues.has(name)) throw noSuchQueue();
		return {QueueUrl: queueUrl(world, host, name)};
	},
);

const listQueues = operation(
	structure({QueueNamePrefix: string(), NextToken: string(), MaxResults: integer()}),
	({account: {world}, bus}, {QueueNamePrefix: prefix = '', NextToken: token, MaxResults}, {host}) => {
		const size = within(MaxResults ?? 1000, 'MaxResults', [1, 1000]);
		const question = {operation: 'ListQueues', about: prefix, errorCode: 'InvalidParameterValue'};
		const names = [...bus.queues.keys()].filter(name => name.startsWith(prefix)).sort();
		const from = token === undefined ? 0 : placeOf(question, token);
		const urls = names.slice(from, from + size).map(name => queueUrl(world, host, name));
		const isPaged = MaxResults !== undefined && from + size < names.length;
		return {
			...(urls.length > 0 && {QueueUrls: urls}),
			NextToken: isPaged ? tokenFor(question, from + size) : undefined,
		};
	},
);

function shownAttributes(world: World, queue: Queue): Readonly<Record<string, string>> {
	dropExpired(world, queue);
	const now = world.agenda.now();
	const hidden = [...queue.messages.values()].filter(({visibleAt}) => visibleAt > now);
	const inFlight = hidden.filter(({received}) => received > 0).length;
	const set = Object.keys(queueDefaults)
		.map(name => [name, settingOf(queue, name) ?? ''] as const)
		.filter(([, value]) => value !== '');
	return {
		QueueArn: queueArn(world, queue.name),
		ApproximateNumberOfMessages: String(queue.messages.size - hidden.length),
		ApproximateNumberOfMessagesNotVisible: String(inFlight),
		ApproximateNumberOfMessagesDelayed: String(hidden.length - inFlight),
		CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
		LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
		...Object.fromEntries(set),
	};
}

const getAttributes = operation(
	structure({QueueUrl: string(), AttributeNames: list(required(string()))}),
	({account: {world}, bus}, input) => {
		const queue = findQueue(world, bus, input.QueueUrl);
		const shown = shownAttributes(world, queue);
		const names = input.AttributeNames ?? [];
		const unknown = names.find(
			name => name !== 'All' && !Object.hasOwn(shown, name) && !Object.hasOwn(queueDefaults, name),
		);
		if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
		const found = Object.entries(shown).filter(([name]) => names.includes('All') || names.includes(name));
		return found.length > 0 ? {Attributes: Object.fromEntries(found)} : {};
	},
);

const setAttributes = operation(
	structure({QueueUrl: string(), Attributes: attributes}),
	({account: {world}, bus}, input) => {
		const queue = findQueue(world, bus, input.QueueUrl);
		for (const [name, value] of checkedAttributes(given(input.Attributes, 'Attributes')))
			queue.attributes.set(name, value);
		queue.modifiedAt = world.agenda.now();
		return {};
	},
);

const purge = operation(structure({QueueUrl: string()}), ({account: {world}, bus}, input) => {
	const queue = findQueue(world, bus, input.QueueUrl);
	const now = world.agenda.now();
	if (queue.purgedAt !== undefined && now - queue.purgedAt < purgeMs)
		throw new AwsError(
			'PurgeQueueInProgress',
			`Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
		);
	queue.purgedAt = now;
	queue.messages.clear();
	return {};
});

const remove = operation(structure({QueueUrl: string()}), ({account: {world}, bus}, input) => {
	const {name} = findQueue(world, bus, input.QueueUrl);
	bus.queues.delete(name);
	bus.deletedQueues.set(name, world.agenda.now());
	return {};
});

export const queueOperations = {
	CreateQueue: create,
	GetQueueUrl: getUrl,
	ListQueues: listQueues,
	GetQueueAttributes: getAttributes,
	SetQueueAttributes: setAttributes,
	PurgeQueue: purge,
	DeleteQueue: remove,
};
