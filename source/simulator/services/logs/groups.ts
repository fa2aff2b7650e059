import {createGroup, createStream, findGroup} from '../../account/log-groups.ts';
import type {LogGroup, StoredStream} from '../../account/records.ts';
import type {World} from '../../account/world.ts';
import {AwsError} from '../../aws-error.ts';
import type {LogStore} from '../../logs/log-store.ts';
import {boolean, integer, map, required, string, structure, word} from '../../protocol/members.ts';
import {placeOf, tokenFor} from '../../protocol/page.ts';
import {errorCode, group, groupName, namedGroup, nextToken, operation, streamName} from './shapes.ts';

const limit = integer({min: 1, max: 50});
const groupArn = (world: World, name: string) => `arn:aws:logs:${world.region}:${world.id}:log-group:${name}`;

/** A page by position: what comes in between may be seen twice, as on AWS. */
function page<Item>(
	operationName: string,
	about: unknown,
	items: readonly Item[],
	{limit: size = 50, nextToken: token}: {readonly limit?: number; readonly nextToken?: string},
): {readonly items: readonly Item[]; readonly nextToken: string | undefined} {
	const question = {operation: operationName, about, errorCode};
	const from = token === undefined ? 0 : placeOf(question, token);
	const end = from + size;
	return {
		items: items.slice(from, end),
		nextToken: end < items.length ? tokenFor(question, end) : undefined,
	};
}

const byName = (one: {readonly name: string}, other: {readonly name: string}) =>
	one.name < other.name ? -1 : 1;

const describeLogGroups = operation(
	structure({
		logGroupNamePrefix: groupName,
		logGroupNamePattern: string({min: 0, max: 512, pattern: /[.\-_/#A-Za-z0-9]*/}),
		limit,
		nextToken,
	}),
	({account: {world}}, input) => {
		const {logGroupNamePrefix: prefix, logGroupNamePattern: pattern} = input;
		if (prefix !== undefined && pattern !== undefined)
			throw new AwsError(
				errorCode,
				'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
			);
		const groups = [...world.logGroups.values()]
			.filter(({name}) => name.startsWith(prefix ?? '') && name.includes(pattern ?? ''))
			.sort(byName);
		const found = page('DescribeLogGroups', [prefix, pattern], groups, input);
		return {logGroups: found.items.map(each => groupWire(world, each)), nextToken: found.nextToken};
	},
);

const groupWire = (world: World, {name, createdAt}: LogGroup) => ({
	logGroupName: name,
	creationTime: createdAt,
	metricFilterCount: 0,
	arn: `${groupArn(world, name)}:*`,
	storedBytes: 0,
	logGroupClass: 'STANDARD',
	logGroupArn: groupArn(world, name),
});

const describeLogStreams = operation(
	structure({
		...group,
		logStreamNamePrefix: streamName,
		orderBy: word(['LogStreamName', 'LastEventTime']),
		descending: boolean,
		limit,
		nextToken,
	}),
	({account: {world}, logs}, input) => {
		const {logStreamNamePrefix: prefix = '', orderBy = 'LogStreamName', descending = false} = input;
		const found = findGroup(world, namedGroup(input));
		if (prefix && orderBy === 'LastEventTime')
			throw new AwsError(errorCode, 'Cannot order by LastEventTime with a logStreamNamePrefix.');
		const last = (stream: StoredStream) => logs.span(stream)?.[1] ?? stream.createdAt;
		const rising = [...found.streams.values()]
			.filter(({name}) => name.startsWith(prefix))
			.sort(orderBy === 'LogStreamName' ? byName : (one, other) => last(one) - last(other));
		const streams = descending ? rising.reverse() : rising;
		const {items, nextToken: next} = page(
			'DescribeLogStreams',
			[found.name, prefix, orderBy, descending],
			streams,
			input,
		);
		return {logStreams: items.map(each => streamWire(world, logs, found, each)), nextToken: next};
	},
);

function streamWire(world: World, logs: LogStore, {name}: LogGroup, stream: StoredStream): object {
	const [first, last] = logs.span(stream) ?? [];
	return {
		logStreamName: stream.name,
		creationTime: stream.createdAt,
		firstEventTimestamp: first,
		lastEventTimestamp: last,
		lastIngestionTime: last,
		uploadSequenceToken: '1',
		arn: `${groupArn(world, name)}:log-stream:${stream.name}`,
		storedBytes: 0,
	};
}

const createLogGroup = operation(
	structure({
		logGroupName: required(groupName),
		kmsKeyId: string({max: 256}),
		tags: map(required(string({max: 256}))),
		logGroupClass: word(['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY']),
	}),
	({account: {world}}, {logGroupName}) => {
		if (world.logGroups.has(logGroupName))
			throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
		createGroup(world, logGroupName);
		return {};
	},
);

const createLogStream = operation(
	structure({logGroupName: required(groupName), logStreamName: required(streamName)}),
	({account: {world}}, {logGroupName, logStreamName}) => {
		const found = findGroup(world, logGroupName);
		if (found.streams.has(logStreamName))
			throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
		createStream(world, found, logStreamName, []);
		return {};
	},
);

export const logGroupOperations = {
	DescribeLogGroups: describeLogGroups,
	DescribeLogStreams: describeLogStreams,
	CreateLogGroup: createLogGroup,
	CreateLogStream: createLogStream,
};
