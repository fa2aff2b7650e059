import {logBeginsAt} from '../account/builds.ts';
import type {Build} from '../account/records.ts';
import type {World} from '../account/world.ts';
import {AwsError} from '../aws-error.ts';
import {buildLog, type LogEvent} from './build-log.ts';

/** What has been printed so far, oldest first: `events` up to `count`. */
export type LogStream = {
	readonly name: string;
	readonly events: readonly LogEvent[];
	/** How many of `events` can be read by now. */
	readonly count: number;
};

/** How many builds' logs are kept in memory; others are written again when they are read. */
const kept = 16;
const prefix = '/aws/codebuild/';

/** The log group of a project. */
export const groupOf = (project: string) => `${prefix}${project}`;

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

/** The account's log streams: one for each build that got as far as to print. */
export type LogStore = {
	/** The streams of a group by name. Throws ResourceNotFoundException for a group that is not there (yet). */
	readonly streams: (group: string) => ReadonlyMap<string, Build>;
	/** The stream of a build at this moment. */
	readonly read: (build: Build) => LogStream;
};

export function createLogStore(world: World): LogStore {
	const written = new Map<Build, readonly LogEvent[]>();
	const eventsOf = (build: Build): readonly LogEvent[] => {
		const events = written.get(build) ?? buildLog(world, build);
		written.delete(build);
		written.set(build, events);
		const [oldest] = written.keys();
		if (written.size > kept && oldest) written.delete(oldest);
		return events;
	};
	return {
		streams: group => {
			const builds = group.startsWith(prefix)
				? world.buildsByProject.get(group.slice(prefix.length))
				: undefined;
			const begun = (builds ?? []).filter(
				build => (logBeginsAt(build) ?? Number.POSITIVE_INFINITY) <= world.agenda.now(),
			);
			if (begun.length === 0)
				throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
			return new Map(begun.map(build => [build.uuid, build]));
		},
		read: build => {
			const events = eventsOf(build);
			const now = world.agenda.now();
			const count = firstIndex(events, events.length, event => event.ingestionTime <= now);
			return {name: build.uuid, events, count};
		},
	};
}

/** The stream of a group. Throws ResourceNotFoundException. */
export function findStream(streams: ReadonlyMap<string, Build>, name: string): Build {
	const build = streams.get(name);
	if (!build) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
	return build;
}
