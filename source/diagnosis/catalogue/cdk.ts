import type {CatalogueEntry} from './entry.ts';

/** What the CDK says before and after CloudFormation. */
export const cdk: readonly CatalogueEntry[] = [
	{
		id: 'cdk-not-bootstrapped',
		match: [
			/SSM parameter \/cdk-bootstrap\/\S+ not found(?: in (?<where>aws:\/\/[\w/-]+))?/,
			/Has the environment been bootstrapped|Is (?:account \d+|this account|this environment) bootstrapped/i,
			/This stack uses assets, so the toolkit stack must be deployed/,
		],
		cause: 'the CDK is not bootstrapped in this account and Region[ ({where})]',
		advice:
			'run `cdk bootstrap` there once; if that was done, see whether the role may read /cdk-bootstrap in SSM',
		retryHelps: false,
		sure: 'certain',
		example:
			"IndexerStack: SSM parameter /cdk-bootstrap/hnb659fds/version not found in aws://111122223333/us-west-2. Has the environment been bootstrapped? Please run 'cdk bootstrap'",
		unlike: 'Environment aws://111122223333/us-west-2 bootstrapped (no changes).',
	},
	{
		id: 'cdk-wrong-account',
		match: [
			/Need to perform AWS calls for account (?<account>\d{12}), but the current credentials are for (?<other>\d{12})/,
			/Need to perform AWS calls for account (?<account>\S+), but no credentials/,
		],
		cause:
			'the stack belongs to account {account}, for which the build has no credentials[: it has those of {other}]',
		advice: 'assume a role in account {account} before the deployment',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Need to perform AWS calls for account 111122223333, but the current credentials are for 444455556666',
		unlike: 'Using credentials of account 111122223333',
	},
	{
		id: 'cdk-version',
		match: [
			/Cloud assembly schema version mismatch/,
			/This (?:AWS )?CDK CLI is not compatible with the CDK library used by your application/,
		],
		cause: 'the CDK command is older than the CDK library of the program',
		advice: 'raise the version of the aws-cdk package in the build to that of the library',
		retryHelps: false,
		sure: 'certain',
		example:
			'This CDK CLI is not compatible with the CDK library used by your application. Please upgrade the CLI to the latest version.',
		unlike: 'NOTICES  (What is this?)\n** Newer version of CDK is available [2.160.0] **',
	},
	{
		id: 'cdk-bundling-failed',
		match: [
			/Failed to bundle asset (?<asset>[\w./-]{1,160})/,
			/\bError: docker exited with status (?<status>\d+)/,
			/\bcdk bundling\b.{0,80}\b(?:failed|exited with)\b/i,
		],
		cause: 'the CDK could not bundle an asset[: {asset}][; docker exited with status {status}]',
		advice: 'read what the bundling printed above it; the stack itself is not reached',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Failed to bundle asset IndexerStack/Handler/Code/Stage, bundle output is located at /codebuild/output/src1/cdk.out/bundling-temp-5d0c-error: Error: docker exited with status 1',
		unlike: 'Bundling asset IndexerStack/Handler/Code/Stage...',
	},
];
