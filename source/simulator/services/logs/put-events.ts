import {findGroup, findStream} from '../../account/log-groups.ts';
import type {LogEvent, StoredStream} from '../../account/records.ts';
import {AwsError} from '../../aws-error.ts';
import {firstIndex} from '../../logs/log-store.ts';
import {list, required, string, structure} from '../../protocol/members.ts';
import {pageBytes, size} from './page.ts';
import {errorCode, groupName, operation, streamName, time} from './shapes.ts';

const hour = 3_600_000;
const oldest = 14 * 24 * hour;
const newest = 2 * hour;
const span = 24 * hour;

type Given = readonly {readonly timestamp: number; readonly message: string}[];

export const putLogEvents = operation(
	structure({
		logGroupName: required(groupName),
		logStreamName: required(streamName),
		logEvents: required(
			list(required(structure({timestamp: required(time), message: required(string({min: 1}))})), {
				min: 1,
				max: 10_000,
			}),
		),
		sequenceToken: string({min: 1}),
	}),
	({account: {world}}, {logGroupName, logStreamName, logEvents}) => {
		const stream = findStream(findGroup(world, logGroupName), logStreamName);
		checkBatch(logEvents);
		const now = world.agenda.now();
		const tooOld = logEvents.filter(({timestamp}) => timestamp < now - oldest).length;
		const inTime = logEvents.filter(({timestamp}) => timestamp <= now + newest).length;
		const content = contentOf(stream);
		for (const event of logEvents.slice(tooOld, inTime)) insert(content, {...event, ingestionTime: now});
		const rejected = {
			...(tooOld > 0 && {tooOldLogEventEndIndex: tooOld}),
			...(inTime < logEvents.length && {tooNewLogEventStartIndex: inTime}),
		};
		return {
			nextSequenceToken: String(content.length + 1),
			...(Object.keys(rejected).length > 0 && {rejectedLogEventsInfo: rejected}),
		};
	},
);

/** What can be written to of a stream; the log of a build stands beside it. */
function contentOf(stream: StoredStream): LogEvent[] {
	if (Array.isArray(stream.content)) return stream.content;
	stream.added ??= [];
	return stream.added;
}

function checkBatch(events: Given): void {
	const [first, last] = [events[0]?.timestamp ?? 0, events.at(-1)?.timestamp ?? 0];
	if (events.some(({timestamp}, index) => timestamp < (events[index - 1]?.timestamp ?? 0)))
		throw new AwsError(
			errorCode,
			'Log events in a single PutLogEvents request must be in chronological order.',
		);
	if (last - first > span)
		throw new AwsError(
			errorCode,
			'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
		);
	if (events.reduce((sum, event) => sum + size({...event, ingestionTime: 0}), 0) > pageBytes)
		throw new AwsError(errorCode, `Upload too large: the limit is ${pageBytes} bytes.`);
}

/** Puts an event behind all that are not later. */
function insert(events: LogEvent[], event: LogEvent): void {
	const last = events.at(-1);
	if (!last || last.timestamp <= event.timestamp) events.push(event);
	else
		events.splice(
			firstIndex(events, events.length, each => each.timestamp <= event.timestamp),
			0,
			event,
		);
}
