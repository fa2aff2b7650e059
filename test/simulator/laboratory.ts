import {openAccount} from '../../source/simulator/account/account.ts';
import type {Execution, Pipeline, Stage} from '../../source/simulator/account/records.ts';
import type {
	ActionDeclaration,
	ExecutionMode,
	PipelineDeclaration,
	RuleDeclaration,
	StageDeclaration,
} from '../../source/simulator/declaration.ts';
import type {
	ActionPlan,
	ActionStart,
	Commit,
	Director,
	RulePlan,
	RuleStart,
	Scenario,
} from '../../source/simulator/scenario.ts';

export const startOfTest = Date.UTC(2026, 10, 20, 20, 0, 0);

/** A clock that stands still until the test moves it. */
export function createHandClock(time = startOfTest) {
	return {
		now: () => time,
		move: (ms: number) => {
			time += ms;
		},
	};
}

const type = (category: ActionDeclaration['actionTypeId']['category'], provider: string) =>
	({category, owner: 'AWS', provider, version: '1'}) as const;

export const source: ActionDeclaration = {
	name: 'Github',
	actionTypeId: type('Source', 'CodeStarSourceConnection'),
	configuration: {
		ConnectionArn:
			'arn:aws:codestar-connections:us-west-2:123456789012:connection/0f5b706a-1a1d-46c5-86b6-f177321bcfb2',
		FullRepositoryId: 'acme/widgets',
		BranchName: 'main',
	},
	outputArtifacts: [{name: 'source_output'}],
};

export const build = (name: string, runOrder = 1): ActionDeclaration => ({
	name,
	runOrder,
	actionTypeId: type('Build', 'CodeBuild'),
	configuration: {ProjectName: `${name.toLowerCase()}-build`},
	inputArtifacts: [{name: 'source_output'}],
});

export const approval = (name: string, runOrder = 1): ActionDeclaration => ({
	name,
	runOrder,
	actionTypeId: type('Approval', 'Manual'),
});

/** Source, two chains in staging, then an approval in front of two chains in production. */
export function deployment(
	executionMode: ExecutionMode = 'SUPERSEDED',
	name = 'deploy',
): PipelineDeclaration {
	return {
		name,
		roleArn: 'arn:aws:iam::123456789012:role/pipeline-role',
		artifactStore: {type: 'S3', location: 'artifacts'},
		pipelineType: 'V2',
		executionMode,
		stages: [
			{name: 'Github', actions: [source]},
			{name: 'Staging', actions: [build('StagingA'), build('StagingB')]},
			{
				name: 'Production',
				actions: [approval('Approve'), build('ProductionA', 2), build('ProductionB', 2)],
			},
		],
	};
}

export const rule = (
	name: string,
	provider: string,
	configuration: Readonly<Record<string, string>> = {},
): RuleDeclaration => ({
	name,
	ruleTypeId: {category: 'Rule', owner: 'AWS', provider, version: '1'},
	configuration,
});

/** The usual deployment with something more declared of one of its stages. */
export function withStage(
	name: string,
	more: Partial<StageDeclaration>,
	declaration: PipelineDeclaration = deployment(),
): PipelineDeclaration {
	const stages = declaration.stages.map(stage => (stage.name === name ? {...stage, ...more} : stage));
	return {...declaration, stages};
}

export const commit = (number: number): Commit => ({
	repository: 'acme/widgets',
	branch: 'main',
	sha: String(number).padStart(40, '0'),
	message: `Change number ${number}\n\nWith a body.`,
	author: 'ada',
});

/** Every build takes 60 s, the source 1 s, unless `plan` knows better. */
export function simpleScenario(
	declaration: PipelineDeclaration,
	plan: (start: ActionStart) => ActionPlan | undefined = () => undefined,
	onBegin: (director: Director) => void = () => undefined,
): Scenario {
	const usual = ({type: {provider}}: ActionStart): ActionPlan | undefined => {
		if (provider === 'CodeStarSourceConnection') return {kind: 'job', durationMs: 1_000};
		return provider === 'CodeBuild' ? buildOf(60_000) : undefined;
	};
	return {
		name: 'simple',
		account: {id: '123456789012', region: 'us-west-2'},
		seed: 7,
		beginsAt: 0,
		begin: director => {
			director.createPipeline(declaration, {start: false});
			onBegin(director);
		},
		plan: start => plan(start) ?? usual(start),
	};
}

/** A build of 10 s of preparation and the rest in its BUILD phase. */
export function buildOf(durationMs: number, failure?: {readonly message: string}): ActionPlan {
	const none = {
		DOWNLOAD_SOURCE: 0,
		INSTALL: 0,
		PRE_BUILD: 0,
		POST_BUILD: 0,
		UPLOAD_ARTIFACTS: 0,
		FINALIZING: 0,
	};
	return {
		kind: 'build',
		phases: {...none, SUBMITTED: 0, QUEUED: 0, PROVISIONING: 10_000, BUILD: durationMs - 10_000},
		...(failure && {
			failure: {phase: 'BUILD', statusCode: 'COMMAND_EXECUTION_ERROR', message: failure.message},
		}),
	};
}

export const failing = (durationMs: number) =>
	buildOf(durationMs, {message: 'Error while executing command: make. Reason: exit status 2'});

/** An account with one pipeline, and what a test says and asks. */
export function openLaboratory(options: {
	readonly mode?: ExecutionMode;
	readonly declaration?: PipelineDeclaration;
	readonly plan?: (start: ActionStart) => ActionPlan | undefined;
	readonly planRule?: (start: RuleStart) => RulePlan | undefined;
	readonly speed?: number;
	readonly seed?: number;
}) {
	const declaration = options.declaration ?? deployment(options.mode);
	const clock = createHandClock();
	const hands: Director[] = [];
	const account = openAccount({
		scenario: {
			...simpleScenario(declaration, options.plan, director => hands.push(director)),
			...(options.planRule && {planRule: options.planRule}),
		},
		clock,
		...(options.speed !== undefined && {speed: options.speed}),
		...(options.seed !== undefined && {seed: options.seed}),
	});
	const [director] = hands;
	const pipeline = account.world.pipelines.get(declaration.name);
	if (!director || !pipeline) throw new Error('the scenario did not begin');

	const stage = (name: string): Stage => {
		const found = pipeline.stages.find(each => each.declaration.name === name);
		if (!found) throw new Error(`no stage ${name}`);
		return found;
	};
	const push = (number: number): Execution => {
		const id = director.push(commit(number)).get(pipeline.name) ?? '';
		const execution = pipeline.executionById.get(id);
		if (!execution) throw new Error('the push started nothing');
		return execution;
	};
	return {
		account,
		clock,
		director,
		pipeline: pipeline satisfies Pipeline,
		stage,
		push,
		/** Lets simulated seconds pass at speed 1. */
		pass: (seconds: number) => {
			clock.move(seconds * 1000);
			account.advance();
		},
		answer: (status: 'Approved' | 'Rejected' = 'Approved') =>
			director.answer({pipeline: pipeline.name, stage: 'Production', status, summary: 'seen'}),
		/** The status of each action of a stage as GetPipelineState would show it, by name. */
		rows: (name: string) =>
			Object.fromEntries([...stage(name).rows].map(([action, {status}]) => [action, status])),
	};
}
