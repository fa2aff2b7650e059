import type {PipelineDeclaration} from '../../source/simulator/declaration.ts';
import {
	type ActionPlan,
	type ActionStart,
	type BuildPlan,
	type Director,
	timedPhases,
} from '../../source/simulator/scenario.ts';
import {approval, build, pipeline, source} from '../../source/simulator/scenarios/fleet/declare.ts';
import {type Simulator, startSimulator} from '../../source/simulator/server.ts';

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

/** A build whose ten phases take as many seconds each. */
export function buildOf(seconds: number, more: Partial<BuildPlan> = {}): BuildPlan {
	return {
		kind: 'build',
		phases: Object.fromEntries(timedPhases.map(phase => [phase, seconds * 1000])),
		...more,
	};
}

/** What CodeBuild says of a command that failed. */
export const failing = {
	phase: 'BUILD',
	statusCode: 'COMMAND_EXECUTION_ERROR',
	message: 'Error while executing command: pulumi up --yes. Reason: exit status 255',
} as const;

export interface StoryAccount extends Simulator {
	/** The scenario's hand in the account: answers, closes and stops. */
	readonly director: Director;
	/** What a command line needs to look at this account. */
	readonly flags: readonly string[];
	/** Lets time pass in the account; on its own it stands still. */
	pass(seconds: number): void;
	/** Pushes a commit a second later; every pipeline starts. */
	push(sha: string, message?: string): void;
	/** Somebody answers the gate of a pipeline. */
	approve(pipeline: string): void;
	/** From now on it misbehaves like this; without a word it behaves. */
	misbehave(...faults: readonly string[]): Promise<void>;
}

/** How long before now the account's day begins where the story says nothing: nothing in it may lie in the future; ms. */
const before = 3 * 3600_000;

/**
 * A local account with these pipelines, whose time the story moves. `builds` says how builds go; without a word of it
 * one takes ten seconds. A source takes a second. `past`: how long ago its time begins; ms. `others`: how all but builds go.
 */
export async function openAccount(
	pipelines: readonly PipelineDeclaration[],
	builds: (start: ActionStart) => BuildPlan | undefined = () => undefined,
	past: number = before,
	others: (start: ActionStart) => ActionPlan | undefined = () => undefined,
): Promise<StoryAccount> {
	let present = Date.now() - past;
	let director: Director | null = null;
	const simulator = await startSimulator({
		port: 0,
		clock: {now: () => present},
		scenario: {
			name: 'story',
			account: {id: '123456789012', region: 'us-west-2'},
			seed: 1,
			beginsAt: 0,
			plan: start =>
				start.type.provider === 'CodeBuild'
					? (builds(start) ?? buildOf(1))
					: (others(start) ?? atOnce(start)),
			begin: hand => {
				director = hand;
				for (const each of pipelines) hand.createPipeline(each, {start: false});
			},
		},
	});
	if (director === null) throw new Error('the scenario did not begin');
	const hand: Director = director;
	const pass = (seconds: number) => {
		present += seconds * 1000;
		simulator.account.advance();
	};
	return {
		...simulator,
		director: hand,
		flags: ['--endpoint-url', simulator.url, '--region', 'us-west-2', '--interval', '1', '--rate', '50'],
		pass,
		push(sha, message = 'feat: batch inserts (#812)') {
			pass(1);
			hand.push({repository, branch: 'main', sha, message, author: 'Ines'});
			simulator.account.advance();
		},
		approve(name) {
			pass(1);
			const there = {pipeline: name, stage: 'DeployProduction', status: 'Approved', summary: 'ok'} as const;
			if (!hand.answer(there)) throw new Error(`no gate of ${name} is open`);
			simulator.account.advance();
		},
		async misbehave(...faults) {
			const body = JSON.stringify({faults});
			const reply = await fetch(`${simulator.url}/_sluice/faults`, {method: 'POST', body});
			if (!reply.ok) throw new Error(await reply.text());
		},
	};
}

function atOnce({type}: ActionStart): ActionPlan | undefined {
	return type.category === 'Source' ? {kind: 'job', durationMs: 1000} : undefined;
}

/** Keys that no account knows, and no other place where keys could be found. */
export const keys = {
	AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
	AWS_SECRET_ACCESS_KEY: 'planted-secret-access-key',
	AWS_SESSION_TOKEN: 'planted-session-token',
	AWS_PROFILE: undefined,
	AWS_REGION: undefined,
	AWS_DEFAULT_REGION: undefined,
	AWS_ENDPOINT_URL: undefined,
	AWS_EC2_METADATA_DISABLED: 'true',
	AWS_CONFIG_FILE: '/nonexistent/config',
	AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
	XDG_CONFIG_HOME: '/nonexistent',
	XDG_CACHE_HOME: '/dev/null',
} as const;
