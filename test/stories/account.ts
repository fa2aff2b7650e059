import type {PipelineDeclaration} from '../../source/simulator/declaration.ts';
import type {ActionPlan, ActionStart, Director} from '../../source/simulator/scenario.ts';
import {approval, build, pipeline, source} from '../../source/simulator/scenarios/fleet/declare.ts';
import {type Simulator, startSimulator} from '../../source/simulator/server.ts';
import {type Options, sluice, type Terminal} from './terminal.ts';

export const repository = 'harbor/lanes';
/** The commit that the stories follow, one before it and one after it. */
export const commits = {
	older: '9e0c4b7a1d2e3f405162738495a6b7c8d9e0f1a2',
	ours: 'acfd7c635f76c9e523438af9f629f543196cfad9',
	newer: 'b7d19f0ce2a14c5d8e6f00112233445566778899',
} as const;

/** A pipeline with a source, a staging stage of chains, and production behind a gate. */
export function lane(
	name: string,
	chains: readonly string[],
	more: Partial<PipelineDeclaration> = {},
): PipelineDeclaration {
	const deploy = (stage: string, runOrder: number) => (chain: string) =>
		build({name: `${stage}${chain}`, project: `${name}-${stage}-${chain}-build`.toLowerCase(), runOrder});
	return {
		...pipeline(name, [
			{name: 'Source', actions: [source(repository)]},
			{name: 'DeployStaging', actions: chains.map(deploy('DeployStaging', 1))},
			{name: 'DeployProduction', actions: [approval, ...chains.map(deploy('DeployProduction', 2))]},
		]),
		...more,
	};
}

/** A build whose every phase takes this long; ms. */
export function buildOf(ms: number, more: Partial<Extract<ActionPlan, {kind: 'build'}>> = {}): ActionPlan {
	const phases = [
		'SUBMITTED',
		'QUEUED',
		'PROVISIONING',
		'DOWNLOAD_SOURCE',
		'INSTALL',
		'PRE_BUILD',
		'BUILD',
		'POST_BUILD',
		'UPLOAD_ARTIFACTS',
		'FINALIZING',
	];
	return {kind: 'build', phases: Object.fromEntries(phases.map(phase => [phase, ms])), ...more};
}

export interface StoryAccount extends Simulator {
	/** The scenario's hand in the account: pushes, answers, closes and stops. */
	readonly director: Director;
	push(sha: string, message?: string): void;
	/** The program, following `ours` unless told otherwise, on this account. */
	follow(options: Options & {readonly commit?: string | null; readonly args?: readonly string[]}): Terminal;
}

/** A local account with these pipelines. `plan` says how actions go; builds take no time unless it says more. */
export async function openAccount(
	pipelines: readonly PipelineDeclaration[],
	plan: (start: ActionStart) => ActionPlan | undefined = () => undefined,
): Promise<StoryAccount> {
	let director: Director | null = null;
	const simulator = await startSimulator({
		port: 0,
		scenario: {
			name: 'story',
			account: {id: '123456789012', region: 'us-west-2'},
			seed: 1,
			beginsAt: 0,
			plan: start => plan(start) ?? (start.type.provider === 'CodeBuild' ? buildOf(1) : undefined),
			begin: hand => {
				director = hand;
				for (const each of pipelines) hand.createPipeline(each, {start: false});
			},
		},
	});
	simulator.account.advance();
	if (director === null) throw new Error('the scenario did not begin');
	const hand: Director = director;
	return {
		...simulator,
		director: hand,
		push(sha, message = 'feat: batch inserts (#812)') {
			simulator.account.advance();
			hand.push({repository, branch: 'main', sha, message, author: 'Ines'});
			simulator.account.advance();
		},
		follow({commit = commits.ours, args = [], ...options}) {
			const account = [
				'--endpoint-url',
				simulator.url,
				'--region',
				'us-west-2',
				'--interval',
				'1',
				'--rate',
				'50',
			];
			return sluice([...(commit === null ? [] : [commit]), ...account, ...args], {
				...options,
				env: {...keys, ...options.env},
			});
		},
	};
}

/** Keys that no account knows, and no other place where keys could be found. */
export const keys = {
	AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
	AWS_SECRET_ACCESS_KEY: 'planted-secret-access-key',
	AWS_SESSION_TOKEN: 'planted-session-token',
	AWS_PROFILE: undefined,
	AWS_REGION: undefined,
	AWS_DEFAULT_REGION: undefined,
	AWS_EC2_METADATA_DISABLED: 'true',
	AWS_CONFIG_FILE: '/nonexistent/config',
	AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
	XDG_CONFIG_HOME: '/nonexistent',
} as const;
