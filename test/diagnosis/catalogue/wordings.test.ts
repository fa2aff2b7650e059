import {describe, expect, it} from 'vitest';
import {catalogue} from '../../../source/diagnosis/catalogue/catalogue.ts';
import {recogniseIn} from '../../../source/diagnosis/catalogue/recognise.ts';
import {diagnose, type Known} from '../../../source/diagnosis/diagnose.ts';
import {build, failing, log, phase} from '../build-log.ts';

const recognise = recogniseIn(catalogue);

/** The cause of a command that printed this and failed. */
function causeAfter(printed: string, status = 1): Known | null {
	const lines = log(
		'> Entering phase BUILD',
		'> Running command ./deploy.sh',
		'Starting to deploy',
		printed,
		...failing('BUILD', './deploy.sh', status),
	);
	return diagnose(lines, null, null, {recognise}).known;
}

/** Further wordings of failures whose entries show but one; what the cause names. */
const printed: readonly (readonly [id: string, names: string, text: string, status: number])[] = [
	['script-missing', 'ci/release.sh', 'bash: ci/release.sh: No such file or directory', 127],
	['script-missing', './ci/release.sh', 'sh: 1: ./ci/release.sh: not found', 127],
	['command-missing', 'cast', 'sh: 1: cast: not found', 127],
	[
		'image-command-missing',
		'jq',
		"Step 3/7 : RUN jq . abi.json\n/bin/sh: jq: not found\nThe command '/bin/sh -c jq . abi.json' returned a non-zero code: 127",
		1,
	],
	[
		'name-not-resolved',
		'git.acme.example',
		"fatal: unable to access 'https://git.acme.example/': Could not resolve host: git.acme.example",
		1,
	],
	['name-not-resolved', 'postgres', 'Error: getaddrinfo ENOTFOUND postgres', 1],
	['name-not-resolved', 'of a server cannot', 'error: [6] Could not resolve hostname (not given)', 1],
	['connection-timed-out', 'a server does not', 'curl: (28) Operation timed out after 30000 milliseconds', 1],
	[
		'ghcr-package-denied',
		'acme/prover',
		'error: docker-build:index:Image failed: failed to solve: ghcr.io/acme/prover:4: failed to resolve source metadata for ghcr.io/acme/prover:4: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token: 403 Forbidden: denied: denied',
		1,
	],
	[
		'ghcr-token-refused',
		'ghcr.io',
		'failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fprover%3Apull&service=ghcr.io: 401 Unauthorized',
		1,
	],
	[
		'ecr-unauthorized',
		'210987654321.dkr.ecr.eu-west-1.amazonaws.com',
		'Error response from daemon: login attempt to https://210987654321.dkr.ecr.eu-west-1.amazonaws.com/v2/ failed with status: 400 Bad Request',
		1,
	],
	[
		'docker-hub-too-many-requests',
		'Docker Hub',
		'Error response from daemon: login attempt to https://registry-1.docker.io/v2/ failed with status: 429 Too Many Requests',
		1,
	],
	[
		'docker-daemon-not-running',
		'Docker',
		"error: docker:index:Image resource 'prover' has a problem: failed to connect to any docker daemon",
		1,
	],
	[
		'github-rate-limit',
		'GitHub',
		'error: failed to download plugin: aws-7.1.0: 403 HTTP error fetching plugin from https://api.github.com/repos/pulumi/pulumi-aws/releases: rate limit exceeded',
		1,
	],
	[
		'docker-hub-login-refused',
		'Docker Hub',
		"Error response from daemon: Get https://registry-1.docker.io/v2/: unauthorized: incorrect username or password\nError response from daemon: pull access denied for acme/prover, repository does not exist or may require 'docker login'",
		1,
	],
	[
		'git-lfs-quota',
		'Git LFS',
		"batch response: This repository exceeded its LFS budget.\nerror: failed to fetch some objects from 'https://github.com/acme/pools.git/info/lfs'",
		1,
	],
	[
		'native-crash',
		'crashed',
		"error: test failed, to rerun pass `--lib`\n\nCaused by:\n  process didn't exit successfully: `target/debug/pools` (signal: 11, SIGSEGV: invalid memory reference)",
		1,
	],
	['native-crash', 'crashed', 'Segmentation fault (core dumped)', 139],
];

it.each(printed)('knows %s (%s) in other words', (id, names, text, status) => {
	const known = causeAfter(text, status);
	expect(known?.cause).toMatchObject({id, cause: expect.stringContaining(names)});
});

/** What actions say of themselves, without any log. */
const said: readonly (readonly [id: string, message: string])[] = [
	['ecs-circuit-breaker', 'The deployment failed because the deployment circuit breaker was triggered.'],
	['ecs-services-not-stable', 'The Amazon ECS service indexer did not stabilize in 60 minutes.'],
	[
		'cloudformation-rollback-failed',
		'Stack [indexer] is in [UPDATE_ROLLBACK_FAILED] state and can not be updated',
	],
];

it.each(said)('knows %s in the words of an action', (id, message) => {
	const {known} = diagnose([], null, {code: 'JobFailed', message}, {recognise});
	expect(known?.cause.id).toBe(id);
});

describe('a build that timed out', () => {
	it.each([
		['QUEUED', 'Build has timed out.', 'build-queued-too-long'],
		['QUEUED', '', 'build-queued-too-long'],
		['BUILD', 'Build has timed out.', 'build-timed-out'],
	])('in the phase %s (%s): %s', (name, message, id) => {
		const ended = {...phase(name, 'TimedOut'), messages: [{code: 'BUILD_TIMED_OUT', message}]};
		expect(diagnose([], build('TimedOut', ended), null, {recognise}).known?.cause.id).toBe(id);
	});
});

it('tells trouble of CodeBuild itself, which a retry can help', () => {
	const ended = {
		...phase('BUILD', 'Fault'),
		messages: [{code: 'INTERNAL_SERVER_ERROR', message: 'Internal Service Error'}],
	};
	const {known} = diagnose([], build('Fault', ended), null, {recognise});
	expect(known?.cause).toMatchObject({id: 'codebuild-trouble', retryHelps: true});
});
