import {
	boolean,
	integer,
	list,
	type Member,
	required,
	string,
	structure,
	word,
} from '../../protocol/members.ts';
import {operationsOf} from '../../protocol/operation.ts';

export const errorCode = 'InvalidInputException';
export const operation = operationsOf(errorCode);

/** The members that requests to CodeBuild are made of, with AWS's patterns and ranges. */
const filled = string({min: 1});
const text = string();
export const projectName = string({min: 2, max: 150, pattern: /[A-Za-z0-9][A-Za-z0-9\-_]{1,149}/});
export const nextToken = string();
export const sortOrder = word(['ASCENDING', 'DESCENDING']);

/** A part that the simulator only gives back: any structure. */
const kept: Member<Readonly<Record<string, unknown>> | undefined> = (value, path, report) =>
	structure({})(value, path, report) && (value as Readonly<Record<string, unknown>>);

export const sourceType = word([
	'CODECOMMIT',
	'CODEPIPELINE',
	'GITHUB',
	'GITLAB',
	'GITLAB_SELF_MANAGED',
	'S3',
	'BITBUCKET',
	'GITHUB_ENTERPRISE',
	'NO_SOURCE',
]);

const source = structure({
	type: required(sourceType),
	location: text,
	gitCloneDepth: integer({min: 0}),
	gitSubmodulesConfig: structure({fetchSubmodules: required(boolean)}),
	buildspec: text,
	auth: structure({type: required(word(['OAUTH', 'CODECONNECTIONS', 'SECRETS_MANAGER'])), resource: text}),
	reportBuildStatus: boolean,
	insecureSsl: boolean,
	sourceIdentifier: text,
});

export const artifacts = structure({
	type: required(word(['CODEPIPELINE', 'S3', 'NO_ARTIFACTS'])),
	location: text,
	path: text,
	namespaceType: word(['NONE', 'BUILD_ID']),
	name: text,
	packaging: word(['NONE', 'ZIP']),
	overrideArtifactName: boolean,
	encryptionDisabled: boolean,
	artifactIdentifier: text,
	bucketOwnerAccess: word(['NONE', 'READ_ONLY', 'FULL']),
});

export const environmentVariables = list(
	required(
		structure({
			name: required(filled),
			value: required(text),
			type: word(['PLAINTEXT', 'PARAMETER_STORE', 'SECRETS_MANAGER']),
		}),
	),
);

export const environmentType = word([
	'WINDOWS_CONTAINER',
	'LINUX_CONTAINER',
	'LINUX_GPU_CONTAINER',
	'ARM_CONTAINER',
	'WINDOWS_SERVER_2019_CONTAINER',
	'WINDOWS_SERVER_2022_CONTAINER',
	'LINUX_LAMBDA_CONTAINER',
	'ARM_LAMBDA_CONTAINER',
	'LINUX_EC2',
	'ARM_EC2',
	'WINDOWS_EC2',
	'MAC_ARM',
]);

export const computeType = string({
	pattern: /(BUILD_(GENERAL1|LAMBDA)_[0-9A-Z]+|ATTRIBUTE_BASED_COMPUTE|CUSTOM_INSTANCE_TYPE)/,
});

const environment = structure({
	type: required(environmentType),
	image: required(filled),
	computeType: required(computeType),
	environmentVariables,
	privilegedMode: boolean,
	certificate: text,
	registryCredential: kept,
	imagePullCredentialsType: word(['CODEBUILD', 'SERVICE_ROLE']),
});

const status = required(word(['ENABLED', 'DISABLED']));
export const logsConfig = structure({
	cloudWatchLogs: structure({status, groupName: text, streamName: text}),
	s3Logs: structure({status, location: text, encryptionDisabled: boolean}),
});

export const cache = structure({
	type: required(word(['NO_CACHE', 'S3', 'LOCAL'])),
	location: text,
	modes: list(required(word(['LOCAL_DOCKER_LAYER_CACHE', 'LOCAL_SOURCE_CACHE', 'LOCAL_CUSTOM_CACHE']))),
});

export const timeout = integer({min: 5, max: 2160});
export const queuedTimeout = integer({min: 5, max: 480});

/** What can be said of a project beside its name, source, artifacts, environment and role. */
const further = {
	description: string({max: 255}),
	secondarySources: list(required(source), {max: 12}),
	sourceVersion: text,
	secondarySourceVersions: list(
		required(structure({sourceIdentifier: required(text), sourceVersion: required(text)})),
		{max: 12},
	),
	secondaryArtifacts: list(required(artifacts), {max: 12}),
	cache,
	timeoutInMinutes: timeout,
	queuedTimeoutInMinutes: queuedTimeout,
	encryptionKey: filled,
	tags: list(required(structure({key: string({min: 1, max: 127}), value: string({min: 0, max: 255})})), {
		max: 50,
	}),
	vpcConfig: kept,
	badgeEnabled: boolean,
	logsConfig,
	fileSystemLocations: list(required(kept)),
	buildBatchConfig: kept,
	concurrentBuildLimit: integer(),
	autoRetryLimit: integer(),
};

export const newProject = structure({
	name: required(projectName),
	source: required(source),
	artifacts: required(artifacts),
	environment: required(environment),
	serviceRole: required(filled),
	...further,
});

export const projectChanges = structure({
	name: required(projectName),
	source,
	artifacts,
	environment,
	serviceRole: filled,
	...further,
});
