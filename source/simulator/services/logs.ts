import {createHash} from 'node:crypto';
import type {Build} from '../account/records.ts';
import {AwsError} from '../aws-error.ts';
import type {LogEvent} from '../logs/build-log.ts';
import {compilePattern} from '../logs/filter-pattern.ts';
import {findStream, firstIndex, type LogStore, type LogStream} from '../logs/log-store.ts';
import {boolean, integer, list, required, string, structure} from '../protocol/members.ts';
import {type Backend, operationsOf, type Service} from '../protocol/operation.ts';
import {placeOf, tokenFor} from '../protocol/page.ts';

const errorCode = 'InvalidParameterException';
const operation = operationsOf(errorCode);
const pageBytes = 1024 * 1024;
const pageEvents = 10_000;
/** What AWS counts for an event beside its message. */
const eventBytes = 26;

const group = {
	logGroupName: string({min: 1, max: 512, pattern: /[.\-_/#A-Za-z0-9]+/}),
	logGroupIdentifier: string({min: 1, max: 2048, pattern: /[\w#+=/:,.@-]*/}),
};
const streamName = string({min: 1, max: 512, pattern: /[^:*]*/});
const time = integer({min: 0});
const limit = integer({min: 1, max: pageEvents});

/** The group's name, from whichever of the two members is given. */
function groupName({
	logGroupName,
	logGroupIdentifier,
}: {
	readonly logGroupName?: string;
	readonly logGroupIdentifier?: string;
}): string {
	const [named, ...others] = [logGroupName, logGroupIdentifier].filter(each => each !== undefined);
	if (named === undefined || others.length > 0)
		throw new AwsError(errorCode, 'Exactly one of logGroupName and logGroupIdentifier must be specified.');
	return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]*)/.exec(named)?.[1] ?? named;
}

const size = ({message}: LogEvent) => Buffer.byteLength(message) + eventBytes;

/** How many of the events from `from` on, one after the other in the direction of `step`, fit one page. */
function fitting(events: readonly LogEvent[], from: number, end: number, step: 1 | -1, max: number): number {
	let bytes = 0;
	let count = 0;
	for (let index = from; index !== end && count < max; index += step) {
		const event = events[index];
		bytes += event ? size(event) : 0;
		if (bytes > pageBytes && count > 0) break;
		count += 1;
	}
	return count;
}

const eventWire = ({timestamp, message, ingestionTime}: LogEvent) => ({timestamp, message, ingestionTime});

const getLogEvents = operation(
	structure({
		...group,
		logStreamName: required(streamName),
		startTime: time,
		endTime: time,
		nextToken: string({min: 1}),
		limit,
		startFromHead: boolean,
		unmask: boolean,
	}),
	({logs}, input) => {
		const name = groupName(input);
		const stream = logs.read(findStream(logs.streams(name), input.logStreamName));
		const first = firstIndex(stream.events, stream.count, event => event.timestamp < (input.startTime ?? 0));
		const end = firstIndex(
			stream.events,
			stream.count,
			event => event.timestamp < (input.endTime ?? Number.POSITIVE_INFINITY),
		);
		const [from, to] = pageRange(stream, {first, end, seal: sealOf(name, stream)}, input);
		return {
			events: stream.events.slice(from, to).map(eventWire),
			nextForwardToken: streamToken('f', sealOf(name, stream), to),
			nextBackwardToken: streamToken('b', sealOf(name, stream), from),
		};
	},
);

/** 20 digits that stand for a stream in its tokens. */
function sealOf(name: string, stream: LogStream): string {
	const hash = createHash('sha256').update(`${name} ${stream.name}`).digest();
	return String(hash.readBigUInt64LE(0)).padStart(20, '0');
}

const streamToken = (direction: 'f' | 'b', seal: string, index: number) =>
	`${direction}/${seal}${String(index).padStart(36, '0')}/s`;

/**
 * The events of a page, from the first to behind the last. A forward token leads on to the end and comes back unchanged
 * there, a backward one to the beginning; without a token the page is the stream's first or, by default, its last.
 */
function pageRange(
	stream: LogStream,
	{first, end, seal}: {readonly first: number; readonly end: number; readonly seal: string},
	input: {readonly nextToken?: string; readonly limit?: number; readonly startFromHead?: boolean},
): readonly [number, number] {
	const max = input.limit ?? pageEvents;
	const forward = (start: number): readonly [number, number] => {
		const from = Math.max(start, first);
		return from >= end ? [start, start] : [from, from + fitting(stream.events, from, end, 1, max)];
	};
	const backward = (stop: number): readonly [number, number] => {
		const to = Math.min(stop, end);
		return to <= first ? [stop, stop] : [to - fitting(stream.events, to - 1, first - 1, -1, max), to];
	};
	if (input.nextToken === undefined) return input.startFromHead ? forward(first) : backward(end);
	const [, direction, sealed, index] = /^([fb])\/(\d{20})(\d{36})\/s$/.exec(input.nextToken) ?? [];
	if (sealed !== seal) throw new AwsError(errorCode, 'The specified nextToken is invalid.');
	return direction === 'f' ? forward(Number(index)) : backward(Number(index));
}

const filterLogEvents = operation(
	structure({
		...group,
		logStreamNames: list(required(streamName), {min: 1, max: 100}),
		logStreamNamePrefix: streamName,
		startTime: time,
		endTime: time,
		filterPattern: string({min: 0, max: 1024}),
		nextToken: string({min: 1}),
		limit,
		interleaved: boolean,
		unmask: boolean,
	}),
	({logs}: Backend, input) => {
		const {nextToken, limit: max = pageEvents, startTime = 0, endTime = Number.POSITIVE_INFINITY} = input;
		const name = groupName(input);
		if (input.logStreamNames && input.logStreamNamePrefix !== undefined)
			throw new AwsError(errorCode, 'logStreamNames and logStreamNamePrefix cannot both be specified.');
		const holds = compilePattern(input.filterPattern ?? '');
		const about = [
			name,
			input.logStreamNames,
			input.logStreamNamePrefix,
			startTime,
			endTime,
			input.filterPattern,
		];
		const question = {operation: 'FilterLogEvents', about, errorCode};
		const found = eventsBetween(logs, chosenStreams(logs, name, input), startTime, endTime);
		const from = nextToken === undefined ? 0 : placeOf(question, nextToken);
		const {events, end} = scan(found, from, max, holds);
		return {
			events,
			searchedLogStreams: [],
			nextToken: end < found.length ? tokenFor(question, end) : undefined,
		};
	},
);

function chosenStreams(
	logs: LogStore,
	name: string,
	{
		logStreamNames,
		logStreamNamePrefix = '',
	}: {logStreamNames?: readonly string[]; logStreamNamePrefix?: string},
): readonly Build[] {
	const streams = logs.streams(name);
	if (logStreamNames) return logStreamNames.map(each => findStream(streams, each));
	return [...streams].filter(([each]) => each.startsWith(logStreamNamePrefix)).map(([, build]) => build);
}

type Found = {readonly stream: LogStream; readonly index: number; readonly event: LogEvent};

/** The events of some streams in the order of time; both ends belong to the range. */
function eventsBetween(
	logs: LogStore,
	builds: readonly Build[],
	start: number,
	end: number,
): readonly Found[] {
	const found = builds.flatMap(build => {
		const stream = logs.read(build);
		const from = firstIndex(stream.events, stream.count, event => event.timestamp < start);
		const to = firstIndex(stream.events, stream.count, event => event.timestamp <= end);
		return stream.events.slice(from, to).map((event, index) => ({stream, index: from + index, event}));
	});
	// A single stream is in order; the sort is stable, so that equal times keep their order of arrival.
	return builds.length < 2 ? found : found.sort((one, other) => one.event.timestamp - other.event.timestamp);
}

/** One page: it ends when it is full, or when as much was read as one page may hold, whatever of it passed the filter. */
function scan(found: readonly Found[], from: number, max: number, holds: (message: string) => boolean) {
	const events: object[] = [];
	let bytes = 0;
	let end = from;
	for (; end < found.length && events.length < max && bytes < pageBytes; end += 1) {
		const each = found[end];
		if (!each) break;
		bytes += size(each.event);
		if (holds(each.event.message))
			events.push({logStreamName: each.stream.name, ...eventWire(each.event), eventId: eventId(each)});
	}
	return {events, end};
}

/** 56 digits, the same for the same event whenever it is read. */
function eventId({stream, index, event}: Found): string {
	const seal = Number.parseInt(stream.name.replaceAll('-', '').slice(0, 12), 16);
	return `3${String(event.timestamp).padStart(19, '0')}${String(seal).padStart(18, '0')}${String(index).padStart(18, '0')}`;
}

export const cloudWatchLogs: Service = {
	name: 'logs',
	targetPrefix: 'Logs_20140328',
	operations: {FilterLogEvents: filterLogEvents, GetLogEvents: getLogEvents},
};
