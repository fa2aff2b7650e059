import type {CatalogueEntry} from './entry.ts';

/** What the deployments that the runbook describes check for themselves. */
export const runbook: readonly CatalogueEntry[] = [
	{
		id: 'still-using-ops-account',
		match: [/Still using ops account/],
		not: [/\becho\b|\bprintf\b/],
		cause: 'the build still runs as the role of the pipeline: assuming the deployment role had no effect',
		advice:
			'look above for a refused or throttled assume-role and mend that; without one it is usually transient: retry the stage',
		retryHelps: true,
		sure: 'certain',
		example: [
			'Running as arn:aws:sts::111122223333:assumed-role/pipeline-role/AWSCodeBuild-1',
			'ERROR: Still using ops account (pipeline role). Assume-role did not take effect.',
		].join('\n'),
		unlike: [
			'+ echo "ERROR: Still using ops account (pipeline role). Assume-role did not take effect."',
		].join('\n'),
	},
	{
		id: 'wrong-account',
		match: [/Expected account (?<expected>\d{12}),? but assumed into (?<actual>\d{12})/i],
		not: [/\becho\b|\bprintf\b/],
		cause: 'the build assumed a role in account {actual} instead of {expected}',
		advice: 'correct the deployment role that the CodeBuild project is given',
		retryHelps: false,
		sure: 'certain',
		example: 'ERROR: Expected account 111122223333 but assumed into 444455556666',
		unlike: 'echo "ERROR: Expected account 111122223333 but assumed into 444455556666"',
	},
	{
		id: 'missing-from-checkout',
		match: [/(?:^|\s)(?<path>[\w./-]{1,120}) is missing from this checkout/],
		not: [/\becho\b|\bprintf\b/],
		cause: 'the commit has no {path}',
		advice: 'see whether it was moved or removed, and correct the name that the project is given',
		retryHelps: false,
		sure: 'certain',
		example: 'ERROR: infra/kailua is missing from this checkout, so there is nothing to deploy',
		unlike: 'echo "ERROR: infra/$APP_NAME is missing from this checkout"',
	},
	{
		id: 'container-unhealthy',
		match: [
			/dependency failed to start: container (?<container>\S+) (?<state>is unhealthy|exited \(\d+\))/,
			/failed to start: container (?<container>\S+) (?<state>is unhealthy)/,
		],
		cause: 'container {container} {state}, so what depends on it was not started',
		advice: 'read the log of that container on its host; for a prover, the log group of bento',
		retryHelps: null,
		sure: 'certain',
		example: [
			' Container bento-postgres-1  Error',
			'dependency failed to start: container bento-postgres-1 is unhealthy',
		].join('\n'),
		unlike: 'Container bento-postgres-1  Healthy\nContainer bento-rest_api-1  Started',
	},
];
