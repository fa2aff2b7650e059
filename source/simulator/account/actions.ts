import type {ActionDeclaration} from '../declaration.ts';
import type {ActionPlan, ApprovalPlan, BuildPlan, JobPlan} from '../scenario.ts';
import {RecordedStart, streamOf} from './action-start.ts';
import {buildError, startBuild} from './builds.ts';
import {tell} from './changes.ts';
import {createDeployment} from './deployments.ts';
import {withVariables} from './environment.ts';
import {offerJob} from './jobs.ts';
import {projectArn} from './projects.ts';
import type {ActionRun, Build, Outcome, StageRun} from './records.ts';
import {resolved, unresolved} from './resolve.ts';
import {commitOf, headOf, pushedCommit, revisionOf, sourceVariables} from './sources.ts';
import {callerArn, simulatedNow, type World, wallDuration} from './world.ts';

type OnEnd = (run: ActionRun, outcome: Outcome) => void;

const approvalDays = 7;
const jobMs = 8_000;
const connectionMs = 4_000;

/** Starts an action now. `onEnd` is called when it ends by itself, which may be never. */
export function startAction(
	world: World,
	stageRun: StageRun,
	declaration: ActionDeclaration,
	onEnd: OnEnd,
): ActionRun {
	const run = recordStart(world, stageRun, declaration);
	const unknown = unresolved(stageRun.execution, declaration.configuration ?? {});
	if (unknown.length > 0) {
		const message = `The action's configuration has variables that could not be resolved: ${unknown.join(', ')}`;
		refuse(world, run, {code: 'ConfigurationError', message}, onEnd);
		return run;
	}
	const plan = planOf(world, run);
	switch (plan.kind) {
		case 'build':
			runBuild(world, run, plan.plan, onEnd);
			break;
		case 'approval':
			awaitAnswer(world, run, plan.answer, onEnd);
			break;
		case 'worker':
			offerJob(world, run, onEnd);
			break;
		case 'job':
			runJob(world, run, plan, onEnd);
			break;
	}
	return run;
}

function recordStart(world: World, stageRun: StageRun, declaration: ActionDeclaration): ActionRun {
	const {execution, stage} = stageRun;
	const {pipeline} = execution;
	const stageName = stage.declaration.name;
	const attempt = 1 + (stageRun.attempts.get(declaration.name) ?? 0);
	const isSource = declaration.actionTypeId.category === 'Source';
	const sourced = isSource
		? (execution.pinned.get(declaration.name) ?? headOf(world, declaration))
		: undefined;
	const start = new RecordedStart(world, {
		pipeline: pipeline.name,
		stage: stageName,
		action: declaration.name,
		type: declaration.actionTypeId,
		configuration: resolved(execution, declaration.configuration ?? {}),
		executionId: execution.id,
		commit: sourced ?? commitOf(execution),
		attempt,
		at: simulatedNow(world),
	});
	const random = streamOf(world, start);
	const run: ActionRun = {
		id: random.uuid(),
		sequence: (pipeline.actionRuns.at(-1)?.sequence ?? -1) + 1,
		stageRun,
		declaration,
		start,
		startedAt: world.agenda.now(),
		token: declaration.actionTypeId.category === 'Approval' ? random.fork('token').uuid() : undefined,
		status: 'InProgress',
		updatedAt: world.agenda.now(),
		updatedBy: undefined,
		summary: undefined,
		externalId: undefined,
		error: undefined,
		variables: {},
		percentComplete: undefined,
		build: undefined,
		job: undefined,
	};
	pipeline.actionRuns.push(run);
	stageRun.latest.set(declaration.name, run);
	if (execution.mode !== 'PARALLEL') stage.rows.set(declaration.name, run);
	tell(world, {kind: 'action', run});
	return run;
}

type Course =
	| JobPlan
	| {readonly kind: 'worker'}
	| {readonly kind: 'build'; readonly plan: BuildPlan | undefined}
	| {readonly kind: 'approval'; readonly answer: ApprovalPlan | undefined};

/** What the scenario says, held against what the action is; without a word of the scenario it simply succeeds. */
function planOf(world: World, run: ActionRun): Course {
	const {category, provider, owner} = run.declaration.actionTypeId;
	const kind: ActionPlan['kind'] =
		category === 'Approval' ? 'approval' : provider === 'CodeBuild' ? 'build' : 'job';
	const plan = world.plan(run.start);
	if (plan && plan.kind !== kind)
		throw new TypeError(`the scenario plans ${plan.kind} for ${run.declaration.name}, which is ${kind}`);
	if (plan?.kind === 'build') return {kind: 'build', plan};
	if (plan?.kind === 'job') return plan;
	if (kind === 'approval') return {kind, answer: plan};
	if (owner === 'Custom') return {kind: 'worker'};
	return kind === 'build' ? {kind, plan: undefined} : {kind, durationMs: usualJobMs(category, provider)};
}

function usualJobMs(category: string, provider: string): number {
	if (category === 'Source') return provider === 'CodeStarSourceConnection' ? connectionMs : 0;
	return provider === 'S3' ? 0 : jobMs;
}

/** How soon an action that cannot do its work is seen to have failed, in simulated ms. */
const refusalMs = 1_000;

/** Fails an action that cannot even begin. */
function refuse(world: World, run: ActionRun, error: NonNullable<ActionRun['error']>, onEnd: OnEnd): void {
	world.agenda.at(run.startedAt + wallDuration(world, refusalMs), () =>
		onEnd(run, {status: 'Failed', summary: error.message, error}),
	);
}

function runBuild(world: World, run: ActionRun, plan: BuildPlan | undefined, onEnd: OnEnd): void {
	const name = run.start.configuration.ProjectName ?? '';
	const project = world.projects.get(name);
	if (!project) {
		refuse(world, run, missingProject(world, run, name), onEnd);
		return;
	}
	const settings = withVariables(project.declaration, run.start.configuration.EnvironmentVariables);
	if (!settings) {
		const message =
			'EnvironmentVariables has to be a JSON array of objects with a name and a value, as texts';
		refuse(world, run, {code: 'ConfigurationError', message}, onEnd);
		return;
	}
	const initiator = `codepipeline/${run.start.pipeline}`;
	const build = startBuild(world, {project, settings, run, initiator, plan}, ended =>
		onEnd(run, outcomeOf(ended)),
	);
	run.build = build;
	run.externalId = build.id;
}

function outcomeOf(build: Build): Outcome {
	const error = buildError(build);
	if (error) return {status: 'Failed', summary: `Build terminated with state: ${build.status}`, error};
	if (build.run) build.run.variables = build.exports;
	return {status: 'Succeeded'};
}

function missingProject(world: World, run: ActionRun, name: string) {
	const request = world.random.fork(`refusal/${run.id}`).uuid();
	const from = `Service: AWSCodeBuild; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: ${request}`;
	return {
		code: 'JobFailed',
		message: `Error calling startBuild: Project cannot be found: ${projectArn(world, name)} (${from})`,
	};
}

function awaitAnswer(world: World, run: ActionRun, answer: ApprovalPlan | undefined, onEnd: OnEnd): void {
	if (run.token) run.stageRun.execution.pipeline.approvals.set(run.token, run);
	const patience = (run.declaration.timeoutInMinutes ?? approvalDays * 24 * 60) * 60_000;
	// An answer in time leaves nothing to time out, days after everybody has forgotten it.
	if (answer && answer.durationMs < patience)
		world.agenda.at(run.startedAt + wallDuration(world, answer.durationMs), () =>
			onEnd(run, answerOutcome(world, answer.status, answer.summary)),
		);
	else
		world.agenda.at(run.startedAt + wallDuration(world, patience), () =>
			onEnd(run, {
				status: 'Failed',
				summary: 'The approval action timed out.',
				error: {code: 'JobFailed', message: 'The approval action timed out.'},
			}),
		);
}

/** What an answer to an approval makes of its action. */
export function answerOutcome(world: World, status: 'Approved' | 'Rejected', summary: string): Outcome {
	const updatedBy = callerArn(world);
	if (status === 'Approved') return {status: 'Succeeded', summary, updatedBy};
	return {
		status: 'Failed',
		summary,
		updatedBy,
		error: {
			code: 'JobFailed',
			message: summary ? `The approval was rejected: ${summary}` : 'The approval was rejected',
		},
	};
}

/** Why a source action cannot fetch the commit that it was told; undefined when it can. */
function missingCommit(world: World, {declaration, start: {commit}}: ActionRun): JobPlan['failure'] {
	const isOfGit = ['CodeCommit', 'CodeStarSourceConnection', 'GitHub'].includes(
		declaration.actionTypeId.provider,
	);
	if (!isOfGit || !commit || pushedCommit(world, declaration, commit.sha)) return undefined;
	const message = `The commit ${commit.sha} does not exist in the repository ${commit.repository}`;
	return {code: 'RevisionUnavailable', message};
}

function runJob(world: World, run: ActionRun, planned: JobPlan, onEnd: OnEnd): void {
	const {category, provider} = run.declaration.actionTypeId;
	const missing = category === 'Source' ? missingCommit(world, run) : undefined;
	const plan = missing ? {...planned, failure: missing} : planned;
	const random = world.random.fork(`job/${run.id}`);
	if (category === 'Deploy' && provider === 'CodeDeploy') deploy(world, run, plan);
	else if (category !== 'Source') run.externalId = random.uuid();
	world.agenda.at(run.startedAt + wallDuration(world, plan.durationMs), () => {
		if (run.status !== 'InProgress') return;
		if (category === 'Source' && !plan.failure) recordRevision(world, run);
		onEnd(
			run,
			plan.failure
				? {status: 'Failed', summary: plan.failure.message, error: plan.failure}
				: {status: 'Succeeded', summary: run.summary},
		);
	});
}

function deploy(world: World, run: ActionRun, plan: JobPlan): void {
	const {ApplicationName: application = '', DeploymentGroupName: group = ''} = run.start.configuration;
	const about = {application, group, description: undefined, revision: undefined};
	const {id} = createDeployment(world, about, plan);
	run.externalId = id;
}

function recordRevision(world: World, run: ActionRun): void {
	const {commit} = run.start;
	if (!commit) return;
	const revision = revisionOf(world, run.declaration, commit);
	run.stageRun.execution.revisions.set(run.declaration.name, revision);
	run.externalId = revision.id;
	run.summary = revision.summary;
	run.variables = sourceVariables(world, run.declaration, commit, run.stageRun.execution.startedAt);
}
