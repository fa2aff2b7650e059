import {logBeginsAt} from '../../account/builds.ts';
import {logPlace} from '../../account/log-groups.ts';
import type {Build, BuildPhase} from '../../account/records.ts';
import {commitOf} from '../../account/sources.ts';
import type {World} from '../../account/world.ts';

/** Epoch ms as the wire wants it: epoch seconds with a fraction. */
export const seconds = (ms: number) => ms / 1000;

/** A build as it can be seen at the account's present. */
export function buildWire(world: World, build: Build): object {
	const now = world.agenda.now();
	const isComplete = build.endsAt <= now;
	const begun = build.phases.filter(({from}) => from <= now);
	const {settings} = build;
	const {environment, cache} = settings;
	return {
		id: build.id,
		arn: `arn:aws:codebuild:${world.region}:${world.id}:build/${build.id}`,
		buildNumber: build.number,
		startTime: seconds(build.startedAt),
		endTime: isComplete ? seconds(build.endsAt) : undefined,
		currentPhase: isComplete ? 'COMPLETED' : begun.at(-1)?.type,
		buildStatus: isComplete ? build.status : 'IN_PROGRESS',
		...versionWire(build),
		projectName: build.project,
		phases: [
			...begun.map(phase => phaseWire(phase, now)),
			...(isComplete ? [{phaseType: 'COMPLETED', startTime: seconds(build.endsAt)}] : []),
		],
		source: {insecureSsl: false, ...settings.source},
		secondarySources: settings.secondarySources ?? [],
		secondarySourceVersions: [],
		artifacts: {
			location: settings.artifacts.location ?? '',
			md5sum: '',
			sha256sum: '',
			encryptionDisabled: false,
		},
		secondaryArtifacts: [],
		cache: cache ?? {type: 'NO_CACHE'},
		environment: {
			environmentVariables: [],
			privilegedMode: false,
			imagePullCredentialsType: 'CODEBUILD',
			...environment,
		},
		serviceRole: settings.serviceRole,
		logs: logsWire(world, build),
		timeoutInMinutes: settings.timeoutInMinutes ?? 60,
		queuedTimeoutInMinutes: settings.queuedTimeoutInMinutes ?? 480,
		buildComplete: isComplete,
		initiator: build.initiator,
		encryptionKey: settings.encryptionKey ?? `arn:aws:kms:${world.region}:${world.id}:alias/aws/s3`,
		exportedEnvironmentVariables: isComplete
			? Object.entries(build.exports).map(([name, value]) => ({name, value}))
			: [],
		reportArns: [],
	};
}

/** What is built: an artifact for an action, else what the caller or the project says. */
export function versionWire({run, settings}: Build): {
	readonly sourceVersion?: string | undefined;
	readonly resolvedSourceVersion?: string | undefined;
} {
	if (run)
		return {
			sourceVersion: run.start.commit && `arn:aws:s3:::${sourceObject(run)}`,
			resolvedSourceVersion: commitOf(run.stageRun.execution)?.sha,
		};
	const version = settings.sourceVersion;
	return {
		sourceVersion: version,
		resolvedSourceVersion: version && /^[0-9a-f]{40}$/.test(version) ? version : undefined,
	};
}

function sourceObject(run: NonNullable<Build['run']>): string {
	const {id, pipeline} = run.stageRun.execution;
	const [input] = run.declaration.inputArtifacts ?? [];
	const bucket = pipeline.declaration.artifactStore?.location ?? '';
	return `${bucket}/${pipeline.name.slice(0, 20)}/${(input?.name ?? '').slice(0, 10)}/${id.replaceAll('-', '').slice(0, 7)}`;
}

function phaseWire({type, from, to, status, context}: BuildPhase, now: number): object {
	const beginning = {phaseType: type, startTime: seconds(from)};
	if (to > now) return beginning;
	const hasContext = type !== 'SUBMITTED' && type !== 'QUEUED';
	return {
		...beginning,
		phaseStatus: status,
		endTime: seconds(to),
		durationInSeconds: Math.floor((to - from) / 1000),
		...(hasContext && {contexts: [context]}),
	};
}

/** Where the log is; nowhere until the build's machine is provisioned. */
function logsWire(world: World, build: Build): object {
	const begin = logBeginsAt(build);
	const hasBegun = begin !== undefined && begin <= world.agenda.now();
	const {cloudWatchLogs = {status: 'ENABLED'}, s3Logs} = build.settings.logsConfig ?? {};
	return {
		...streamWire(world, build, hasBegun),
		...(hasBegun && s3Logs?.status === 'ENABLED' && s3Wire(world, s3Logs.location ?? '', build.uuid)),
		cloudWatchLogs,
		s3Logs: {encryptionDisabled: false, ...(s3Logs ?? {status: 'DISABLED'})},
	};
}

/** The place of a build's log stream, which has no name before it is there. */
export function streamWire(
	world: World,
	build: Build,
	hasBegun: boolean,
): {
	readonly groupName?: string;
	readonly streamName?: string;
	readonly deepLink?: string;
	readonly cloudWatchLogsArn?: string;
} {
	const place = logPlace(build);
	if (!place) return {};
	const arn = (group: string, stream: string) =>
		`arn:aws:logs:${world.region}:${world.id}:log-group:${group}:log-stream:${stream}`;
	const console = `https://console.aws.amazon.com/cloudwatch/home?region=${world.region}`;
	if (!hasBegun)
		return {
			deepLink: `${console}#logEvent:group=null;stream=null`,
			cloudWatchLogsArn: arn('null', 'null'),
		};
	const {group, stream} = place;
	const escaped = (text: string) => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');
	return {
		groupName: group,
		streamName: stream,
		deepLink: `${console}#logsV2:log-groups/log-group/${escaped(group)}/log-events/${escaped(stream)}`,
		cloudWatchLogsArn: arn(group, stream),
	};
}

function s3Wire(world: World, location: string, uuid: string): object {
	const object = `${location}/${uuid}.gz`;
	return {
		s3DeepLink: `https://s3.console.aws.amazon.com/s3/object/${object}?region=${world.region}`,
		s3LogsArn: `arn:aws:s3:::${object}`,
	};
}
