import type {ActionStart} from '../../scenario.ts';

/** What a build deploys, and where: all that the text of its log depends on. */
export type BuildSubject = {
	readonly kind: 'pulumi' | 'ansible' | 'monitoring';
	/** `indexer`, `kailua-batch`, … */
	readonly app: string;
	readonly environment: 'staging' | 'prod';
	/** The Pulumi stack, such as `l-staging-167000`. */
	readonly stack: string;
	/** The chain's id; undefined where an app has one deployment for all chains. */
	readonly chain: number | undefined;
	/** Ansible's host pattern. */
	readonly target: string;
	readonly sha: string;
	/** The build's own id, the part after the project's name. */
	readonly buildId: string;
	/** ARN of the role that the build assumes. */
	readonly role: string;
};

/** The accounts that are deployed to; the pipelines themselves run in a third one. */
const accounts = {staging: '210987654321', prod: '345678901234'} as const;

/** Reads the subject off an action as it was declared. */
export function buildSubject(start: ActionStart, buildId: string): BuildSubject {
	const {ProjectName: project = '', EnvironmentVariables: overrides} = start.configuration;
	const app = start.pipeline.replace(/^l-/, '').replace(/-pipeline$/, '');
	const target = targetOf(overrides);
	const environment = /-staging-/.test(project) || target === 'staging' ? 'staging' : 'prod';
	const chain = /-(?:staging|prod)-(\d+)-build-/.exec(project)?.[1];
	const kind = /-cw-/.test(project) ? 'monitoring' : app === 'prover-ansible' ? 'ansible' : 'pulumi';
	const prefix = app === 'kailua-batch' || !start.pipeline.startsWith('l-') ? '' : 'l-';
	const role = `deploy-${chain ?? app}`;
	return {
		kind,
		app,
		environment,
		stack: `${prefix}${environment}${chain === undefined ? '' : `-${chain}`}`,
		chain: chain === undefined ? undefined : Number(chain),
		target: target ?? environment,
		sha: start.commit?.sha ?? '0'.repeat(40),
		buildId,
		role: `arn:aws:iam::${accounts[environment]}:role/${role}`,
	};
}

/** The value of TARGET among an action's environment overrides (a JSON list, as CodePipeline has it). */
function targetOf(overrides: string | undefined): string | undefined {
	return overrides === undefined ? undefined : /"name":"TARGET","value":"([^"]*)"/.exec(overrides)?.[1];
}
