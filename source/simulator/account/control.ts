import {AwsError} from '../aws-error.ts';
import type {Commit} from '../scenario.ts';
import {answerOutcome} from './actions.ts';
import {forgetOldest} from './forget.ts';
import {admit, arrive, rerun, running, settle, stop} from './machine.ts';
import type {ActionRun, Execution, Pipeline, Stage, StageRun, Trigger} from './records.ts';
import {callerArn, type World} from './world.ts';

/** What is done to pipelines from outside. Each throws the AwsError that AWS answers with. */

const activeLimit = 50;

export function findPipeline(world: World, name: string): Pipeline {
	const pipeline = world.pipelines.get(name);
	if (!pipeline)
		throw new AwsError(
			'PipelineNotFoundException',
			`Account '${world.id}' does not have a pipeline with name '${name}'`,
		);
	return pipeline;
}

export function findStage(pipeline: Pipeline, name: string): Stage {
	const stage = pipeline.stages.find(({declaration}) => declaration.name === name);
	if (!stage)
		throw new AwsError(
			'StageNotFoundException',
			`Pipeline '${pipeline.name}' does not have a stage with name '${name}'`,
		);
	return stage;
}

export function findExecution(pipeline: Pipeline, id: string): Execution {
	const execution = pipeline.executionById.get(id);
	if (!execution)
		throw new AwsError(
			'PipelineExecutionNotFoundException',
			`Pipeline execution with id '${id}' does not exist in pipeline '${pipeline.name}'`,
		);
	return execution;
}

const isActive = ({status}: Execution) => status === 'InProgress' || status === 'Stopping';

/** Starts an execution now. `pinned` are revisions that are known before the source actions run. */
export function startExecution(
	world: World,
	pipeline: Pipeline,
	trigger: Trigger,
	pinned: ReadonlyMap<string, Commit> = new Map(),
	values: ReadonlyMap<string, string> = new Map(),
): Execution {
	const {name: pipelineName, generation} = pipeline;
	if (pipeline.mode !== 'SUPERSEDED' && pipeline.executions.filter(isActive).length >= activeLimit)
		throw new AwsError(
			'ConcurrentPipelineExecutionsLimitExceededException',
			`The pipeline '${pipeline.name}' has reached the limit of ${activeLimit} concurrent executions`,
		);
	const number = (pipeline.executions.at(-1)?.number ?? -1) + 1;
	const execution: Execution = {
		id: world.random
			.fork(`execution/${pipelineName}/${generation > 0 ? `${generation}/` : ''}${number}`)
			.uuid(),
		number,
		pipeline,
		version: pipeline.version,
		mode: pipeline.mode,
		startedAt: world.agenda.now(),
		trigger,
		variables: (pipeline.declaration.variables ?? []).map(({name, defaultValue}) => ({
			name,
			resolvedValue: values.get(name) ?? defaultValue ?? '',
		})),
		pinned,
		status: 'InProgress',
		updatedAt: world.agenda.now(),
		stop: undefined,
		revisions: new Map(),
		stages: pipeline.stages,
		position: 0,
		stageRuns: [],
	};
	pipeline.executions.push(execution);
	pipeline.executionById.set(execution.id, execution);
	forgetOldest(world, pipeline);
	arrive(world, execution, 0);
	return execution;
}

export function stopExecution(
	world: World,
	execution: Execution,
	reason: string | undefined,
	abandon: boolean,
): void {
	if (!isActive(execution))
		throw new AwsError(
			'PipelineExecutionNotStoppableException',
			`Pipeline execution with id '${execution.id}' is not in a state that can be stopped: ${execution.status}`,
		);
	if (execution.status === 'Stopping' && (!abandon || execution.stop?.abandon))
		throw new AwsError(
			'DuplicatedStopRequestException',
			`Pipeline execution with id '${execution.id}' is already being stopped`,
		);
	stop(world, execution, reason ?? execution.stop?.reason, abandon);
}

const hasEnded = (run: ActionRun | undefined) => run?.status === 'Failed' || run?.status === 'Abandoned';

/** The names of the actions that a retry runs again. */
function actionsToRerun(stageRun: StageRun, mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS'): readonly string[] {
	const names = stageRun.stage.declaration.actions.map(({name}) => name);
	return mode === 'ALL_ACTIONS' ? names : names.filter(name => hasEnded(stageRun.latest.get(name)));
}

/** What AWS has against a retry, if anything. */
export function retryStage(
	world: World,
	stage: Stage,
	execution: Execution,
	mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS',
): void {
	const refuse = (why: string) => new AwsError('StageNotRetryableException', why);
	const stageName = stage.declaration.name;
	if (stage.latest && stage.latest.execution !== execution)
		throw new AwsError(
			'NotLatestPipelineExecutionException',
			`The latest execution in stage '${stageName}' is ${stage.latest.execution.id}, not ${execution.id}`,
		);
	const stageRun = execution.stageRuns.find(run => run.stage === stage);
	if (!stageRun || (stageRun.status !== 'Failed' && stageRun.status !== 'Stopped'))
		throw refuse(`Stage '${stageName}' of execution '${execution.id}' has neither failed nor been stopped`);
	if (JSON.stringify(stageRun.declaration) !== JSON.stringify(stage.declaration))
		throw refuse(`Stage '${stageName}' was changed after execution '${execution.id}' ran in it`);
	if (mode === 'ALL_ACTIONS' && running(stageRun).length > 0)
		throw refuse(`Stage '${stageName}' has actions in progress; they cannot be retried`);
	const actions = actionsToRerun(stageRun, mode);
	if (actions.length === 0 && !hasUnstarted(stageRun))
		throw refuse(`Stage '${stageName}' has no failed actions to retry`);
	rerun(world, stageRun, actions);
}

/** A stage that was stopped between its run orders goes on where it stood. */
const hasUnstarted = ({stage, latest}: StageRun) =>
	stage.declaration.actions.some(({name}) => !latest.has(name));

/** Answers an approval; returns the time of the answer in epoch ms. */
export function answerApproval(
	world: World,
	stage: Stage,
	pipeline: Pipeline,
	answer: {
		readonly action: string;
		readonly token: string;
		readonly status: 'Approved' | 'Rejected';
		readonly summary: string;
	},
): number {
	const stageName = stage.declaration.name;
	if (!stage.declaration.actions.some(({name}) => name === answer.action))
		throw new AwsError(
			'ActionNotFoundException',
			`Stage '${stageName}' of pipeline '${pipeline.name}' does not have an action with name '${answer.action}'`,
		);
	const run = pipeline.approvals.get(answer.token);
	if (!run || run.stageRun.stage !== stage || run.declaration.name !== answer.action)
		throw new AwsError('InvalidApprovalTokenException', 'The approval token is not valid');
	if (run.status !== 'InProgress')
		throw new AwsError('ApprovalAlreadyCompletedException', 'The approval action has already been completed');
	settle(world, run, answerOutcome(world, answer.status, answer.summary));
	return world.agenda.now();
}

export function disableTransition(world: World, stage: Stage, reason: string): void {
	stage.transition = {
		enabled: false,
		lastChangedBy: callerArn(world),
		lastChangedAt: world.agenda.now(),
		disabledReason: reason,
	};
}

export function enableTransition(world: World, stage: Stage): void {
	stage.transition = {
		enabled: true,
		lastChangedBy: callerArn(world),
		lastChangedAt: world.agenda.now(),
	};
	admit(world, stage);
}
