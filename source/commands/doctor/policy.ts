import {type ReadOperation, reads} from '../../providers/aws/read-only-client.ts';

/** Whose pipelines the policy opens; null: any. */
export interface Extent {
	readonly region: string | null;
	readonly account: string | null;
}

interface Statement {
	readonly Sid: string;
	readonly Effect: 'Allow';
	readonly Action: readonly string[];
	readonly Resource: string | readonly string[];
}

export interface Policy {
	readonly Version: '2012-10-17';
	readonly Statement: readonly Statement[];
}

type Grant = 'names' | Exclude<(typeof reads)[ReadOperation], 'sts'>;

/** The IAM policy with exactly the reads that are used, on as little as IAM lets them be narrowed to. */
export function policyFor({region, account}: Extent): Policy {
	const arn = (service: string, resource: string) =>
		`arn:${partitionOf(region)}:${service}:${region ?? '*'}:${account ?? '*'}:${resource}`;
	const group = 'log-group:/aws/codebuild/*';
	const resources = {
		names: ['SluiceListsPipelines', '*'],
		codepipeline: ['SluiceReadsPipelines', arn('codepipeline', '*')],
		codebuild: ['SluiceReadsBuilds', arn('codebuild', 'project/*')],
		logs: ['SluiceReadsBuildLogs', [arn('logs', group), arn('logs', `${group}:log-stream:*`)]],
	} as const satisfies Record<Grant, readonly [sid: string, resource: string | readonly string[]]>;
	return {
		Version: '2012-10-17',
		Statement: Object.entries(resources).flatMap(([grant, [Sid, Resource]]) => {
			const Action = operations
				.filter(operation => grantOf(operation) === grant)
				.map(operation => `${reads[operation]}:${operation}`);
			return Action.length === 0 ? [] : [{Sid, Effect: 'Allow', Action, Resource} as const];
		}),
	};
}

// Object.keys forgets which keys they are.
const operations = Object.keys(reads) as readonly ReadOperation[];

/** The statement that allows an operation; null: it needs none (AWS answers GetCallerIdentity to everybody). */
function grantOf(operation: ReadOperation): Grant | null {
	const service = reads[operation];
	if (service === 'sts') return null;
	return operation === 'ListPipelines' ? 'names' : service;
}

function partitionOf(region: string | null): string {
	if (region?.startsWith('cn-')) return 'aws-cn';
	return region?.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
