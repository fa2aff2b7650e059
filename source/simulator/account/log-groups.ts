import {AwsError} from '../aws-error.ts';
import type {Build, LogEvent, LogGroup, StoredStream} from './records.ts';
import type {World} from './world.ts';

/** The group of a name. Throws ResourceNotFoundException for one that is not there (yet). */
export function findGroup(world: World, name: string): LogGroup {
	const group = world.logGroups.get(name);
	if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
	return group;
}

/** The stream of a group. Throws ResourceNotFoundException. */
export function findStream(group: LogGroup, name: string): StoredStream {
	const stream = group.streams.get(name);
	if (!stream) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
	return stream;
}

export function createGroup(world: World, name: string): LogGroup {
	const group: LogGroup = {name, createdAt: world.agenda.now(), streams: new Map()};
	world.logGroups.set(name, group);
	return group;
}

export function createStream(
	world: World,
	group: LogGroup,
	name: string,
	content: Build | LogEvent[],
): StoredStream {
	const stream: StoredStream = {name, createdAt: world.agenda.now(), content};
	group.streams.set(name, stream);
	return stream;
}

/** Where a build of these settings writes to CloudWatch Logs; undefined when it does not. */
export function logPlace({
	settings,
	project,
	uuid,
}: Pick<Build, 'settings' | 'project' | 'uuid'>):
	| {readonly group: string; readonly stream: string}
	| undefined {
	const config = settings.logsConfig?.cloudWatchLogs;
	if (config?.status === 'DISABLED') return undefined;
	return {
		group: config?.groupName || `/aws/codebuild/${project}`,
		stream: config?.streamName ? `${config.streamName}/${uuid}` : uuid,
	};
}

/** Opens the stream of a build, and its group when it is the first one. */
export function openBuildLog(world: World, build: Build): void {
	const place = logPlace(build);
	if (!place) return;
	const group = world.logGroups.get(place.group) ?? createGroup(world, place.group);
	createStream(world, group, place.stream, build.output ?? build);
}

/** Takes away the stream of a build that is forgotten. */
export function dropBuildLog(world: World, build: Build): void {
	const place = logPlace(build);
	if (place) world.logGroups.get(place.group)?.streams.delete(place.stream);
}
