import type {Build, BuildPhase, BuildStatus} from '../source/domain/build.ts';
import type {LogLine} from '../source/domain/log.ts';
import type {Store} from '../source/store/store.ts';
import {executionId, minute, noon, scope} from './fixtures.ts';

/** The action of the busy day whose build has failed, as the build screen is opened on it. */
export const failedTarget = {
	scope,
	pipeline: 'l-indexer-pipeline',
	execution: executionId(2),
	stage: 'DeployStaging',
	action: 'DeployStagingTaiko',
};

export const began = noon - 11.8 * minute;
const second = 1000;

function phase(
	name: string,
	[from, to]: readonly [number, number | null],
	status: BuildStatus | null = 'Succeeded',
	message: string | null = null,
): BuildPhase {
	return {
		name,
		status,
		startedAt: began + from * second,
		endedAt: to === null ? null : began + to * second,
		messages: message === null ? [] : [{code: 'COMMAND_EXECUTION_ERROR', message}],
	};
}

const check = `CALLER=$(aws sts get-caller-identity --query Arn --output text)
echo "Running as $CALLER"
if [[ "$CALLER" == *"$OPS_ACCOUNT"* ]]; then
  echo "ERROR: Still using ops account (pipeline role). Assume-role did not take effect."
  exit 1
fi`;

export const failedBuild: Build = {
	id: 'DeployStagingTaiko:1',
	project: 'l-indexer-staging-167000-build-aee3645',
	status: 'Failed',
	phases: [
		phase('SUBMITTED', [0, 0]),
		phase('QUEUED', [0, 1]),
		phase('PROVISIONING', [1, 23]),
		phase('DOWNLOAD_SOURCE', [23, 28]),
		phase('PRE_BUILD', [28, 77]),
		phase('BUILD', [77, 85], 'Failed', `Error while executing command: ${check}. Reason: exit status 1`),
		phase('POST_BUILD', [85, 86]),
		phase('COMPLETED', [86, null], null),
	],
	startedAt: began,
	endedAt: began + 86 * second,
	log: {kind: 'stream', group: '/aws/codebuild/l-indexer', stream: '1'},
	url: 'https://us-west-2.console.aws.amazon.com/codesuite/codebuild/projects/l-indexer/build/1',
};

export const runningBuild: Build = {
	...failedBuild,
	status: 'InProgress',
	phases: [...failedBuild.phases.slice(0, 4), phase('PRE_BUILD', [28, null], null)],
	endedAt: null,
};

const refused =
	'An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::123456789012:assumed-role/pipeline-role/AWSCodeBuild-444c1ea1 is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::167000167000:role/deploy-167000';

/** A log of `length` lines and a few: much noise, then a refused role, and a check that fails over it. */
export function failedLog(length = 1200): readonly LogLine[] {
	const noise = [
		'added http-errors@2.0.0 in 41 ms',
		'\u001b[32m✓\u001b[39m compiled \u001b[1msrc/errors/errorHandler.ts\u001b[22m in 12 ms (0 errors)',
		'npm warn deprecated inflight@1.0.6: this module leaks memory',
		'日本語のログ行です: 依存関係を解決しています 🚀 done',
		'Reading package lists… a rather long line that goes on and on, past the right edge of most terminals, only to say nothing at all in the end',
		'progress 42%',
	];
	const texts = [
		'> Running on CodeBuild On-demand',
		'> Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED',
		'> Entering phase PRE_BUILD',
		'> Running command npm ci',
		...Array.from({length}, (_, index) => noise[index % noise.length] ?? ''),
		'> Phase complete: PRE_BUILD State: SUCCEEDED',
		'> Entering phase BUILD',
		'> Running command echo "Assuming deployment role for $STACK_NAME"',
		'Assuming deployment role for l-staging-167000',
		'> Running command ASSUMED_ROLE=$(aws sts assume-role --role-arn $DEPLOYMENT_ROLE_ARN --output text | tail -1)',
		refused,
		'> Running command export AWS_ACCESS_KEY_ID=$(echo $ASSUMED_ROLE | cut -f1)',
		...`> Running command ${check}`.split('\n'),
		'Running as arn:aws:sts::123456789012:assumed-role/pipeline-role/AWSCodeBuild-444c1ea1',
		'ERROR: Still using ops account (pipeline role). Assume-role did not take effect.',
		...`> Command did not exit successfully ${check} exit status 1`.split('\n'),
		'> Phase complete: BUILD State: FAILED',
		...`> Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: ${check}. Reason: exit status 1`.split(
			'\n',
		),
		'> Entering phase POST_BUILD',
		'> Phase complete: POST_BUILD State: SUCCEEDED',
	];
	return texts.map((text, index) => ({
		at: began + Math.floor((index / texts.length) * 86) * second,
		text: text.startsWith('> ') ? `[Container] 2026/11/21 11:48:12.123456 ${text.slice(2)}` : text,
	}));
}

/** Tells the store of a build and its log. */
export function readBuild(
	store: Store,
	build: Build,
	lines: readonly LogLine[] | null,
	{fromStart = true, ended = build.endedAt !== null} = {},
): void {
	store.dispatch({kind: 'builds-read', at: noon, scope, builds: [build]});
	if (lines === null) return;
	store.dispatch({
		kind: 'log-read',
		at: noon,
		scope,
		build: build.id,
		lines,
		where: 'after',
		fromStart,
		ended,
	});
}
