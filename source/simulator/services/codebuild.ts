import {logBeginsAt} from '../account/builds.ts';
import type {Build, BuildPhase} from '../account/records.ts';
import {commitOf} from '../account/sources.ts';
import type {World} from '../account/world.ts';
import {AwsError} from '../aws-error.ts';
import {groupOf} from '../logs/log-store.ts';
import {list, required, string, structure, word} from '../protocol/members.ts';
import {operationsOf, type Service} from '../protocol/operation.ts';
import {pageOf} from '../protocol/page.ts';

const errorCode = 'InvalidInputException';
const operation = operationsOf(errorCode);
const seconds = (ms: number) => ms / 1000;

const batchGetBuilds = operation(
	structure({ids: required(list(required(string({min: 1})), {min: 1, max: 100}))}),
	({account: {world}}, input) => {
		const buildOf = (id: string) =>
			world.builds.get(id.replace(/^arn:aws:codebuild:[^:]*:[^:]*:build\//, ''));
		const malformed = input.ids.find(id => !id.includes(':'));
		if (malformed !== undefined) throw new AwsError(errorCode, `Invalid build ID: ${malformed}`);
		const builds = new Set(input.ids.map(buildOf).filter(build => build !== undefined));
		return {
			builds: [...builds].map(build => buildWire(world, build)),
			buildsNotFound: input.ids.filter(id => !buildOf(id)),
		};
	},
);

const listBuildsForProject = operation(
	structure({
		projectName: required(string({min: 1})),
		sortOrder: word(['ASCENDING', 'DESCENDING']),
		nextToken: string(),
	}),
	({account: {world}}, {projectName, sortOrder = 'DESCENDING', nextToken: token}) => {
		const builds = world.buildsByProject.get(projectName) ?? [];
		if (builds.length === 0 && !isReferred(world, projectName))
			throw new AwsError(
				'ResourceNotFoundException',
				`The project arn:aws:codebuild:${world.region}:${world.id}:project/${projectName} does not exist`,
			);
		const isFalling = sortOrder === 'DESCENDING';
		const question = {operation: 'ListBuildsForProject', about: [projectName, sortOrder], errorCode};
		const {page, nextToken} = pageOf(
			question,
			{
				items: isFalling ? builds.toReversed() : builds,
				numberOf: ({number}) => number,
				order: isFalling ? 'falling' : 'rising',
			},
			100,
			token,
		);
		return {ids: page.map(({id}) => id), nextToken};
	},
);

/** A project exists when an action builds it. */
function isReferred({pipelines}: World, project: string): boolean {
	return [...pipelines.values()].some(({declaration}) =>
		declaration.stages.some(({actions}) =>
			actions.some(({configuration}) => configuration?.ProjectName === project),
		),
	);
}

/** A build as it can be seen at the account's present. */
function buildWire(world: World, build: Build): object {
	const now = world.agenda.now();
	const isComplete = build.endsAt <= now;
	const begun = build.phases.filter(({from}) => from <= now);
	const {execution} = build.run.stageRun;
	return {
		id: build.id,
		arn: `arn:aws:codebuild:${world.region}:${world.id}:build/${build.id}`,
		buildNumber: build.number,
		startTime: seconds(build.startedAt),
		endTime: isComplete ? seconds(build.endsAt) : undefined,
		currentPhase: isComplete ? 'COMPLETED' : begun.at(-1)?.type,
		buildStatus: isComplete ? build.status : 'IN_PROGRESS',
		sourceVersion: build.run.start.commit && `arn:aws:s3:::${sourceObject(build)}`,
		resolvedSourceVersion: commitOf(execution)?.sha,
		projectName: build.project,
		phases: [
			...begun.map(phase => phaseWire(phase, now)),
			...(isComplete ? [{phaseType: 'COMPLETED', startTime: seconds(build.endsAt)}] : []),
		],
		source: {type: 'CODEPIPELINE', insecureSsl: false},
		secondarySources: [],
		secondarySourceVersions: [],
		artifacts: {location: '', md5sum: '', sha256sum: '', encryptionDisabled: false},
		secondaryArtifacts: [],
		cache: {type: 'NO_CACHE'},
		environment: {
			type: 'LINUX_CONTAINER',
			image: 'aws/codebuild/standard:7.0',
			computeType: 'BUILD_GENERAL1_MEDIUM',
			environmentVariables: [],
			privilegedMode: true,
			imagePullCredentialsType: 'CODEBUILD',
		},
		serviceRole: `arn:aws:iam::${world.id}:role/service-role/codebuild`,
		logs: logsWire(world, build),
		timeoutInMinutes: 60,
		queuedTimeoutInMinutes: 480,
		buildComplete: isComplete,
		initiator: `codepipeline/${execution.pipeline.name}`,
		encryptionKey: `arn:aws:kms:${world.region}:${world.id}:alias/aws/s3`,
		exportedEnvironmentVariables: isComplete
			? Object.entries(build.plan.exports ?? {}).map(([name, value]) => ({name, value}))
			: [],
		reportArns: [],
	};
}

function sourceObject({run}: Build): string {
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
	const settings = {
		cloudWatchLogs: {status: 'ENABLED'},
		s3Logs: {status: 'DISABLED', encryptionDisabled: false},
	};
	const arn = (group: string, stream: string) =>
		`arn:aws:logs:${world.region}:${world.id}:log-group:${group}:log-stream:${stream}`;
	const console = `https://console.aws.amazon.com/cloudwatch/home?region=${world.region}`;
	if (begin === undefined || begin > world.agenda.now())
		return {
			deepLink: `${console}#logEvent:group=null;stream=null`,
			cloudWatchLogsArn: arn('null', 'null'),
			...settings,
		};
	const group = groupOf(build.project);
	const escaped = encodeURIComponent(encodeURIComponent(group)).replaceAll('%', '$');
	return {
		groupName: group,
		streamName: build.uuid,
		deepLink: `${console}#logsV2:log-groups/log-group/${escaped}/log-events/${build.uuid}`,
		cloudWatchLogsArn: arn(group, build.uuid),
		...settings,
	};
}

export const codeBuild: Service = {
	name: 'codebuild',
	targetPrefix: 'CodeBuild_20161006',
	operations: {BatchGetBuilds: batchGetBuilds, ListBuildsForProject: listBuildsForProject},
};
