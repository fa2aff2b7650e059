import {findGroup, findStream} from '../../account/log-groups.ts';
import type {LogGroup, StoredStream} from '../../account/records.ts';
import {AwsError} from '../../aws-error.ts';
import {compilePattern} from '../../logs/filter-pattern.ts';
import {boolean, list, required, string, structure} from '../../protocol/members.ts';
import {sealed, unsealed} from '../../protocol/page.ts';
import {eventsAfter, type Found, type Place} from './merged.ts';
import {eventWire, limit, pageBytes, pageEvents, sealOf, size} from './page.ts';
import {errorCode, group, namedGroup, nextToken, operation, streamName, time} from './shapes.ts';

export const filterLogEvents = operation(
	structure({
		...group,
		logStreamNames: list(required(streamName), {min: 1, max: 100}),
		logStreamNamePrefix: streamName,
		startTime: time,
		endTime: time,
		filterPattern: string({min: 0, max: 1024}),
		nextToken,
		limit,
		interleaved: boolean,
		unmask: boolean,
	}),
	({account: {world}, logs}, input) => {
		const {limit: max = pageEvents, startTime = 0, endTime = Number.POSITIVE_INFINITY} = input;
		const name = namedGroup(input);
		if (input.logStreamNames && input.logStreamNamePrefix !== undefined)
			throw new AwsError(errorCode, 'logStreamNames and logStreamNamePrefix cannot both be specified.');
		const holds = compilePattern(input.filterPattern ?? '');
		const {logStreamNames, logStreamNamePrefix, filterPattern} = input;
		const about = [name, logStreamNames, logStreamNamePrefix, startTime, endTime, filterPattern];
		const question = {operation: 'FilterLogEvents', about, errorCode};
		const after = input.nextToken === undefined ? undefined : placeIn(unsealed(question, input.nextToken));
		const touched = chosenStreams(findGroup(world, name), input).filter(stream => {
			const [first, last] = logs.span(stream) ?? [];
			return first !== undefined && last !== undefined && first <= endTime && last >= startTime;
		});
		const streams = touched.map(logs.read);
		const {events, last} = scan(name, eventsAfter(streams, startTime, endTime, after), max, holds);
		return {
			events,
			searchedLogStreams: [],
			nextToken: last && sealed(question, `${last.time}/${last.index}/${last.stream}`),
		};
	},
);

function placeIn(text: string): Place {
	const [time = '', index = '', ...stream] = text.split('/');
	return {time: Number(time), index: Number(index), stream: stream.join('/')};
}

function chosenStreams(
	{streams, ...rest}: LogGroup,
	{
		logStreamNames,
		logStreamNamePrefix = '',
	}: {logStreamNames?: readonly string[]; logStreamNamePrefix?: string},
): readonly StoredStream[] {
	if (logStreamNames) return [...new Set(logStreamNames)].map(each => findStream({streams, ...rest}, each));
	return [...streams.values()].filter(({name}) => name.startsWith(logStreamNamePrefix));
}

/**
 * One page: it ends when it is full, or when as much was read as one page may hold, whatever of it passed the filter.
 * `last` is where it ends; undefined when nothing comes after it.
 */
function scan(
	group: string,
	found: Iterator<Found>,
	max: number,
	holds: (message: string) => boolean,
): {readonly events: readonly object[]; readonly last: Place | undefined} {
	const events: object[] = [];
	const seals = new Map<string, bigint>();
	let bytes = 0;
	let last: Place | undefined;
	for (let next = found.next(); !next.done; next = found.next()) {
		if (events.length >= max || bytes >= pageBytes) return {events, last};
		const {stream, index, event} = next.value;
		bytes += size(event);
		last = {time: event.timestamp, stream: stream.name, index};
		if (!holds(event.message)) continue;
		const seal = seals.get(stream.name) ?? sealOf(group, stream.name);
		seals.set(stream.name, seal);
		events.push({logStreamName: stream.name, ...eventWire(event), eventId: eventId(seal, next.value)});
	}
	return {events, last: undefined};
}

/** 56 digits, the same for the same event whenever it is read. */
function eventId(seal: bigint, {index, event}: Found): string {
	const stream = String(seal % 10n ** 18n).padStart(18, '0');
	return `3${String(event.timestamp).padStart(19, '0')}${stream}${String(index).padStart(18, '0')}`;
}
