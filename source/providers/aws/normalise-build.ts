import type {Build, BuildPhase, BuildStatus, LogPlace} from '../../domain/build.ts';
import {fields, id, link, list, prose, text, time} from './fields.ts';

const statuses = new Map<unknown, BuildStatus>([
	['IN_PROGRESS', 'InProgress'],
	['SUCCEEDED', 'Succeeded'],
	['FAILED', 'Failed'],
	['FAULT', 'Fault'],
	['TIMED_OUT', 'TimedOut'],
	['STOPPED', 'Stopped'],
]);

/** The builds in a reply of BatchGetBuilds. */
export function normaliseBuilds(output: unknown): readonly Build[] {
	return list(fields(output).builds).flatMap(build => normaliseBuild(build) ?? []);
}

function normaliseBuild(build: Record<string, unknown>): Build | null {
	const name = id(build.id);
	if (name === null) return null;
	return {
		id: name,
		project: text(build.projectName) ?? name.slice(0, name.lastIndexOf(':') >>> 0),
		status: statuses.get(build.buildStatus) ?? 'Unknown',
		phases: list(build.phases).map(normalisePhase),
		startedAt: time(build.startTime),
		endedAt: time(build.endTime),
		log: logPlaceOf(fields(build.logs)),
		url: logUrlOf(fields(build.logs)),
	};
}

function normalisePhase(phase: Record<string, unknown>): BuildPhase {
	const {phaseStatus} = phase;
	const missing = phaseStatus === undefined || phaseStatus === null;
	return {
		name: text(phase.phaseType) ?? 'Unknown',
		status: missing ? null : (statuses.get(phaseStatus) ?? 'Unknown'),
		startedAt: time(phase.startTime),
		endedAt: time(phase.endTime),
		messages: list(phase.contexts).flatMap(({statusCode, message}) => {
			const code = text(statusCode);
			const said = prose(message) ?? '';
			// A phase that went well carries empty contexts, written `""` or `": "`.
			return code === null && /^[\s:]*$/.test(said) ? [] : {code, message: said};
		}),
	};
}

/** Before the stream exists its names are missing or the word `null`. */
function logPlaceOf(logs: Record<string, unknown>): LogPlace {
	if (fields(logs.cloudWatchLogs).status === 'DISABLED') return placeBeside(logs);
	const group = named(logs.groupName);
	const stream = named(logs.streamName);
	return group === null || stream === null ? {kind: 'not-yet'} : {kind: 'stream', group, stream};
}

function placeBeside(logs: Record<string, unknown>): LogPlace {
	const {status, location} = fields(logs.s3Logs);
	const place = text(logs.s3DeepLink) ?? text(logs.s3LogsArn) ?? text(location);
	return status === 'ENABLED' ? {kind: 'elsewhere', place: place ?? 'S3'} : {kind: 'disabled'};
}

function logUrlOf(logs: Record<string, unknown>): string | null {
	const url = link(logs.deepLink);
	return url === null || /(?:group=|log-group[:/])null\b/.test(url) ? null : url;
}

function named(value: unknown): string | null {
	return value === 'null' ? null : text(value);
}
