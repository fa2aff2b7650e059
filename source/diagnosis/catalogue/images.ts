import type {CatalogueEntry} from './entry.ts';

/** Building an image, and the image that a build runs in. */
export const images: readonly CatalogueEntry[] = [
	{
		id: 'build-image-denied',
		match: [
			/CodeBuild is not authorized to perform:? (?<action>ecr:\w+)(?: on (?:resource:? )?(?<resource>arn:[^\s,]+))?/,
		],
		cause: 'CodeBuild may not pull the image that the build runs in: {action} is denied[ on {resource}]',
		advice:
			'allow codebuild.amazonaws.com, or the service role of the project, to pull in the policy of the ECR repository; then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			"Error: Unable to pull customer's container image. AWS CodeBuild is not authorized to perform ecr:BatchGetImage on resource arn:aws:ecr:us-west-2:123456789012:repository/builder",
		unlike:
			"Error: BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE: Unable to pull customer's container image. manifest unknown",
	},
	{
		id: 'build-image-not-pulled',
		match: [
			/Unable to pull customer['’]s container image\.?(?: (?<why>.{1,150}))?/,
			/BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE/,
		],
		cause: 'CodeBuild could not pull the image that the build runs in[: {why}]',
		advice:
			'check that the image exists in this region, that the project may pull it, and that it fits on the disk of the compute type',
		retryHelps: null,
		sure: 'certain',
		example:
			"Error: BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE: Unable to pull customer's container image. CannotPullContainerError: manifest for builder:9 not found",
		unlike: 'Error response from daemon: pull access denied for acme/builder, repository does not exist',
	},
	{
		id: 'build-container-dead',
		match: [/[Bb]uild container found dead/],
		cause: 'the container of the build died: it ran out of memory, or CodeBuild does not support its image',
		advice:
			'take a larger compute type; with an image of your own check that it fits operating system and architecture of the project',
		retryHelps: null,
		sure: 'certain',
		example: 'Error: Build container found dead before completing the build. ErrorCode: 500',
		unlike: 'Error: the health check found the container dead after the deployment',
	},
	{
		id: 'docker-socket-denied',
		match: [/permission denied while trying to connect to the [Dd]ocker (?:daemon socket|API)/],
		cause: 'this user may not talk to the Docker daemon',
		advice: 'run the build as root or put its user into the group docker',
		retryHelps: false,
		sure: 'certain',
		example:
			'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: connect: permission denied',
		unlike: 'Cannot connect to the Docker daemon at tcp://127.0.0.1:2375. Is the docker daemon running?',
	},
	{
		id: 'docker-daemon-not-running',
		match: [
			/Cannot connect to the Docker daemon/,
			/failed to connect to any docker daemon/,
			/failed to connect to the docker API at \S{1,100}; check if the path is correct/,
		],
		not: [/\bskip/i],
		cause: 'no Docker daemon runs in the build',
		advice:
			'switch on privileged mode in the environment of the CodeBuild project; in an image of your own start dockerd before',
		retryHelps: false,
		sure: 'certain',
		example: 'Cannot connect to the Docker daemon at tcp://127.0.0.1:2375. Is the docker daemon running?',
		unlike: '- skips what needs docker (Cannot connect to the Docker daemon)',
	},
	{
		id: 'image-tag-is-arn',
		match: [/[\w-]:arn:aws:s3:::\S{1,300}.{0,300}(?:not a valid repository\/tag|invalid reference format)/],
		cause: 'the tag of the image is an S3 ARN: with CodePipeline, CODEBUILD_SOURCE_VERSION is no commit',
		advice: 'build the tag from CODEBUILD_RESOLVED_SOURCE_VERSION',
		retryHelps: false,
		sure: 'certain',
		example:
			'invalid argument "indexer:arn:aws:s3:::pipeline-artifacts/indexer/source_out/AbC123d" for "-t, --tag" flag: invalid reference format',
		unlike: 'invalid argument "indexer:" for "-t, --tag" flag: invalid reference format',
	},
	{
		id: 'image-name-invalid',
		match: [
			/invalid argument "(?<name>[^"]{0,200})" for "?-?-?t(?:ag)?\b.{0,300}(?:invalid reference format|not a valid repository\/tag|repository name must be lowercase)/,
			/Error parsing reference: "(?<name>[^"]{0,200})" is not a valid repository\/tag/,
			/invalid tag "(?<name>[^"]{0,200})": (?:invalid reference format|repository name must be lowercase)/,
			/failed to parse stage name "(?<name>[^"]{0,200})"/,
			/invalid reference format/,
			/repository name \S{0,200} ?must be lowercase/,
		],
		cause: 'this is no valid name of an image[: {name}]',
		advice: 'look for a variable in the name that is empty or holds capitals, blanks or slashes, and set it',
		retryHelps: false,
		sure: 'certain',
		example:
			'ERROR: failed to build: invalid tag "123456789012.dkr.ecr.us-west-2.amazonaws.com/indexer:": invalid reference format',
		unlike: 'ERROR: Invalid URL format: reference is missing',
	},
	{
		id: 'dockerfile-missing',
		match: [
			/failed to read dockerfile: open (?<path>[^\s:]+): no such file/,
			/unable to (?:prepare context: unable to )?evaluate symlinks in Dockerfile path: lstat (?<path>[^\s:]+): no such file/,
			/unable to prepare context: path "(?<path>[^"]+)" not found/,
		],
		cause: 'there is no {path} to build the image from',
		advice: 'check the directory in which the build runs and the path after `-f`',
		retryHelps: false,
		sure: 'certain',
		example: 'ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory',
		unlike: 'cat: settings.toml: No such file or directory',
	},
	{
		id: 'dockerfile-invalid',
		match: [
			/[Dd]ockerfile parse error (?:on )?line (?<line>\d+): (?<what>.{1,120})/,
			/failed to create LLB definition: (?:d|D)ockerfile parse error.{0,20}line (?<line>\d+): (?<what>.{1,120})/,
		],
		cause: 'the Dockerfile cannot be read, line {line}: {what}',
		advice: 'correct that line; a missing backslash at the end of the line before is the usual reason',
		retryHelps: false,
		sure: 'certain',
		example: 'ERROR: failed to solve: dockerfile parse error on line 12: unknown instruction: RUNN',
		unlike: 'ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
	},
	{
		id: 'docker-copy-missing',
		match: [
			/failed to (?:compute cache key|calculate checksum of ref).{0,200}"(?<path>[^"]{1,200})": not found/,
			/COPY failed: (?:file not found in build context[^:]{0,60}: )?stat (?<path>[^\s:]+): (?:file does not exist|no such file)/,
			/ADD failed: .{0,60}stat (?<path>[^\s:]+): (?:file does not exist|no such file)/,
		],
		cause: 'COPY finds no {path} in the build context',
		advice:
			'check the path against the context directory and .dockerignore, and whether an earlier step should have made it',
		retryHelps: false,
		sure: 'certain',
		example:
			'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref 4f2a::xk1: "/dist/server.js": not found',
		unlike: 'ERROR: failed to solve: docker.io/library/node:99: not found',
	},
	{
		id: 'wrong-architecture',
		match: [/exec format error/i],
		cause:
			'a program or image is built for another processor architecture than that of the machine, or a script lacks its `#!` line',
		advice:
			'compare the architecture of image and machine: build for that of the machine (`--platform`); for a script see its first line',
		retryHelps: false,
		sure: 'certain',
		example: 'exec /usr/local/bin/docker-entrypoint.sh: exec format error',
		unlike: 'error: invalid format of the executable list',
	},
	{
		id: 'docker-name-taken',
		match: [/The container name "\/?(?<name>[^"]+)" is already in use/],
		cause: 'a container named {name} is left from before',
		advice:
			'see with `docker ps -a` whether it still runs and is needed; when not, `docker rm {name}`, or run it with `--rm`',
		retryHelps: false,
		sure: 'certain',
		example:
			'docker: Error response from daemon: Conflict. The container name "/postgres" is already in use by container "0c1f". You have to remove (or rename) that container.',
		unlike:
			'docker: Error response from daemon: driver failed: Bind for 0.0.0.0:5432 failed: port is already allocated',
	},
];
