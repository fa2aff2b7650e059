import {logBeginsAt} from '../account/builds.ts';
import type {Build, LogEvent, StoredStream} from '../account/records.ts';
import type {World} from '../account/world.ts';
import {buildLog} from './build-log.ts';

/** What can be read of a stream at a moment, oldest first: `events` up to `count`. */
export type LogStream = {
	readonly name: string;
	readonly events: readonly LogEvent[];
	/** How many of `events` can be read by now. */
	readonly count: number;
};

/** How many builds' logs are kept in memory; others are written again when they are read. */
const kept = 16;

/** The index of the first of `count` events that `isPast` does not hold for; `isPast` holds for a first part of them. */
export function firstIndex(
	events: readonly LogEvent[],
	count: number,
	isPast: (event: LogEvent) => boolean,
): number {
	let low = 0;
	let high = count;
	while (low < high) {
		const middle = (low + high) >> 1;
		const event = events[middle];
		if (event && isPast(event)) low = middle + 1;
		else high = middle;
	}
	return low;
}

export type LogStore = {
	/** A stream as it is at this moment. */
	readonly read: (stream: StoredStream) => LogStream;
	/** Epoch ms of its first and its last event; undefined for an empty stream. Does not write the log of a build. */
	readonly span: (stream: StoredStream) => readonly [first: number, last: number] | undefined;
};

type Written = {readonly endsAt: number; readonly events: readonly LogEvent[]};

export function createLogStore(world: World): LogStore {
	const written = new Map<Build, Written>();
	const eventsOf = (build: Build): readonly LogEvent[] => {
		const known = written.get(build);
		const {endsAt} = build;
		// A build that was stopped printed less than was planned.
		const log = known?.endsAt === endsAt ? known : {endsAt, events: buildLog(world, build)};
		written.delete(build);
		written.set(build, log);
		const [oldest] = written.keys();
		if (written.size > kept && oldest) written.delete(oldest);
		return log.events;
	};
	return {
		read: ({name, content, added}) => {
			if (Array.isArray(content)) return {name, events: content, count: content.length};
			const events = eventsOf(content);
			const now = world.agenda.now();
			const count = firstIndex(events, events.length, event => event.ingestionTime <= now);
			if (!added) return {name, events, count};
			const all = [...events.slice(0, count), ...added].sort((one, other) => one.timestamp - other.timestamp);
			return {name, events: all, count: all.length};
		},
		span: ({content, added = []}) => {
			if (Array.isArray(content)) return spanOf(content);
			const spans = [buildSpan(content, world.agenda.now()), spanOf(added)].flatMap(span => span ?? []);
			return spans.length > 0 ? [Math.min(...spans), Math.max(...spans)] : undefined;
		},
	};
}

function spanOf(events: readonly LogEvent[]): readonly [number, number] | undefined {
	const [first, last] = [events[0], events.at(-1)];
	return first && last && [first.timestamp, last.timestamp];
}

function buildSpan(build: Build, now: number): readonly [number, number] | undefined {
	const begin = logBeginsAt(build);
	const last = build.phases.findLast(({type, from}) => type !== 'FINALIZING' && from <= now);
	return begin === undefined || !last ? undefined : [begin, Math.max(begin, Math.min(last.to, now))];
}
