import {findGroup, findStream} from '../../account/log-groups.ts';
import type {LogEvent} from '../../account/records.ts';
import {AwsError} from '../../aws-error.ts';
import {firstIndex, type LogStream} from '../../logs/log-store.ts';
import {boolean, required, structure} from '../../protocol/members.ts';
import {eventWire, limit, pageBytes, pageEvents, sealOf, size} from './page.ts';
import {errorCode, group, namedGroup, nextToken, operation, streamName, time} from './shapes.ts';

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

export const getLogEvents = operation(
	structure({
		...group,
		logStreamName: required(streamName),
		startTime: time,
		endTime: time,
		nextToken,
		limit,
		startFromHead: boolean,
		unmask: boolean,
	}),
	({account: {world}, logs}, input) => {
		const name = namedGroup(input);
		const stream = logs.read(findStream(findGroup(world, name), input.logStreamName));
		const first = firstIndex(stream.events, stream.count, event => event.timestamp < (input.startTime ?? 0));
		const end = firstIndex(
			stream.events,
			stream.count,
			event => event.timestamp < (input.endTime ?? Number.POSITIVE_INFINITY),
		);
		const seal = String(sealOf(name, stream.name)).padStart(20, '0');
		const [from, to] = pageRange(stream, {first, end, seal}, input);
		return {
			events: stream.events.slice(from, to).map(eventWire),
			nextForwardToken: streamToken('f', seal, to),
			nextBackwardToken: streamToken('b', seal, from),
		};
	},
);

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
