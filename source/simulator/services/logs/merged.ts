import type {LogEvent} from '../../account/records.ts';
import {firstIndex, type LogStream} from '../../logs/log-store.ts';

export type Found = {readonly stream: LogStream; readonly index: number; readonly event: LogEvent};

/** Where reading stopped: the event, in the order of time, then of streams by name, then of arrival. */
export type Place = {readonly time: number; readonly stream: string; readonly index: number};

/** The streams' events between two times, both included, that come after a place: read one by one, never all at once. */
export function* eventsAfter(
	streams: readonly LogStream[],
	start: number,
	end: number,
	after: Place | undefined,
): Generator<Found> {
	const ordered = streams.toSorted((one, other) => (one.name < other.name ? -1 : 1));
	const next = ordered.map(stream => firstAfter(stream, start, after));
	for (;;) {
		let earliest: Found | undefined;
		let from = -1;
		for (const [position, stream] of ordered.entries()) {
			const index = next[position] ?? stream.count;
			const event = index < stream.count ? stream.events[index] : undefined;
			if (!event || event.timestamp > end) continue;
			if (earliest && earliest.event.timestamp <= event.timestamp) continue;
			earliest = {stream, index, event};
			from = position;
		}
		if (!earliest) return;
		next[from] = earliest.index + 1;
		yield earliest;
	}
}

function firstAfter({name, events, count}: LogStream, start: number, after: Place | undefined): number {
	if (!after) return firstIndex(events, count, ({timestamp}) => timestamp < start);
	if (name === after.stream) return after.index + 1;
	return name < after.stream
		? firstIndex(events, count, ({timestamp}) => timestamp <= after.time)
		: firstIndex(events, count, ({timestamp}) => timestamp < after.time);
}
