import {logPlace} from '../account/log-groups.ts';
import type {Build} from '../account/records.ts';
import {commitOf, followedBranch} from '../account/sources.ts';
import type {World} from '../account/world.ts';

/** Where a build's files lie. */
export type Places = {
	/** What is removed when the build ends. */
	readonly scratch: string;
	/** HOME and TMPDIR. */
	readonly home: string;
	/** The scripts that its shell is given. */
	readonly scripts: string;
	/** CODEBUILD_SRC_DIR. */
	readonly source: string;
	/** Where what builds give out stays for those that follow. */
	readonly artifacts: string;
};

/** What every AWS client in a build is told: the simulator, and nothing that could reach a real account. */
const clientVariables = (world: World, endpoint: string) => ({
	AWS_REGION: world.region,
	AWS_DEFAULT_REGION: world.region,
	AWS_ENDPOINT_URL: endpoint,
	AWS_ACCESS_KEY_ID: 'SIMULATED',
	AWS_SECRET_ACCESS_KEY: 'simulated',
	AWS_EC2_METADATA_DISABLED: 'true',
});

function buildVariables(world: World, build: Build, source: string): Record<string, string> {
	const {settings, run} = build;
	const place = logPlace(build);
	const [action] = run?.stageRun.execution.stages[0]?.declaration.actions ?? [];
	return {
		CODEBUILD_BUILD_ARN: `arn:aws:codebuild:${world.region}:${world.id}:build/${build.id}`,
		CODEBUILD_BUILD_ID: build.id,
		CODEBUILD_BUILD_IMAGE: settings.environment.image,
		CODEBUILD_BUILD_NUMBER: String(build.number),
		CODEBUILD_BUILD_SUCCEEDING: '1',
		CODEBUILD_CI: 'true',
		CODEBUILD_INITIATOR: build.initiator,
		CODEBUILD_KMS_KEY_ID: settings.encryptionKey ?? `arn:aws:kms:${world.region}:${world.id}:alias/aws/s3`,
		CODEBUILD_LOG_PATH: place?.stream ?? '',
		CODEBUILD_PROJECT_UUID: world.random.fork(`project/${build.project}`).uuid(),
		CODEBUILD_RESOLVED_SOURCE_VERSION:
			(run && commitOf(run.stageRun.execution)?.sha) ?? settings.sourceVersion ?? '',
		CODEBUILD_SOURCE_REPO_URL:
			(action && followedBranch(action).repository) ?? settings.source.location ?? '',
		CODEBUILD_SOURCE_VERSION: settings.sourceVersion ?? '',
		CODEBUILD_SRC_DIR: source,
		CODEBUILD_START_TIME: String(build.startedAt),
	};
}

/**
 * The whole environment of a build: nothing of this process's own but where programs are found. A project's variables
 * stand over those of the buildspec, as on AWS.
 */
export function environmentOf(
	world: World,
	build: Build,
	{home, source}: Places,
	endpoint: string,
	fromBuildspec: Readonly<Record<string, string>>,
): Record<string, string> {
	const own = build.settings.environment.environmentVariables ?? [];
	return {
		PATH: process.env.PATH ?? '',
		HOME: home,
		TMPDIR: home,
		LANG: 'C.UTF-8',
		...clientVariables(world, endpoint),
		...fromBuildspec,
		...Object.fromEntries(own.map(({name, value}) => [name, value])),
		...buildVariables(world, build, source),
	};
}
