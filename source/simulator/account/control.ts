import {AwsError} from '../aws-error.ts';
import type {Commit} from '../scenario.ts';
import {answerOutcome} from './actions.ts';
import {createExecution} from './executions.ts';
import {stop} from './halt.ts';
import {admit, arrive, override, rerun, rollBack, settle} from './machine.ts';
import type {Execution, Pipeline, Stage, StageRun, Trigger} from './records.ts';
import {actionsToRerun, canReturn, running} from './stage-run.ts';
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

/** AWS's quota, for pipelines whose executions do not supersede each other. */
function refuseBeyondLimit(pipeline: Pipeline): void {
	if (pipeline.mode !== 'SUPERSEDED' && pipeline.executions.filter(isActive).length >= activeLimit)
		throw new AwsError(
			'ConcurrentPipelineExecutionsLimitExceededException',
			`The pipeline '${pipeline.name}' has reached the limit of ${activeLimit} concurrent executions`,
		);
}

/** Starts an execution now. `pinned` are revisions that are known before the source actions run. */
export function startExecution(
	world: World,
	pipeline: Pipeline,
	trigger: Trigger,
	pinned: ReadonlyMap<string, Commit> = new Map(),
	values: ReadonlyMap<string, string> = new Map(),
): Execution {
	refuseBeyondLimit(pipeline);
	const variables = (pipeline.declaration.variables ?? []).map(({name, defaultValue}) => ({
		name,
		resolvedValue: values.get(name) ?? defaultValue ?? '',
	}));
	const execution = createExecution(world, pipeline, {trigger, pinned, variables, rollbackOf: undefined});
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

function refuseUnlessLatest({latest, declaration}: Stage, execution: Execution): void {
	if (latest && latest.execution !== execution)
		throw new AwsError(
			'NotLatestPipelineExecutionException',
			`The latest execution in stage '${declaration.name}' is ${latest.execution.id}, not ${execution.id}`,
		);
}

/** Runs a failed or stopped stage again under the same execution. */
export function retryStage(
	world: World,
	stage: Stage,
	execution: Execution,
	mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS',
): void {
	const refuse = (why: string) => new AwsError('StageNotRetryableException', why);
	const stageName = stage.declaration.name;
	refuseUnlessLatest(stage, execution);
	const stageRun = execution.stageRuns.find(run => run.stage === stage);
	if (!stageRun || (stageRun.status !== 'Failed' && stageRun.status !== 'Stopped'))
		throw refuse(`Stage '${stageName}' of execution '${execution.id}' has neither failed nor been stopped`);
	if (hasChanged(stageRun))
		throw refuse(`Stage '${stageName}' was changed after execution '${execution.id}' ran in it`);
	if (mode === 'ALL_ACTIONS' && running(stageRun).length > 0)
		throw refuse(`Stage '${stageName}' has actions in progress; they cannot be retried`);
	const actions = actionsToRerun(stageRun, mode);
	if (actions.length === 0 && !hasUnstarted(stageRun))
		throw refuse(`Stage '${stageName}' has no failed actions to retry`);
	refuseBeyondLimit(execution.pipeline);
	rerun(world, stageRun, actions, 'ManualStageRetry');
}

/** A stage that was stopped between its run orders goes on where it stood. */
const hasUnstarted = ({stage, latest}: StageRun) =>
	stage.declaration.actions.some(({name}) => !latest.has(name));

/** Starts an execution that brings what an earlier one ran in a stage back into it. */
export function rollbackStage(world: World, stage: Stage, target: Execution): Execution {
	const {pipeline} = target;
	const stageName = stage.declaration.name;
	const refuse = (why: string) =>
		new AwsError('UnableToRollbackStageException', `Unable to roll back stage '${stageName}': ${why}`);
	if (pipeline.mode === 'PARALLEL') throw refuse('executions of a PARALLEL pipeline cannot be rolled back');
	if (stage.index === 0) throw refuse('a source stage cannot be rolled back');
	if (target.rollbackOf) throw refuse(`execution '${target.id}' is itself a rollback`);
	if (target.version !== pipeline.version)
		throw new AwsError(
			'PipelineExecutionOutdatedException',
			`Pipeline execution with id '${target.id}' ran in version ${target.version} of pipeline '${pipeline.name}', which is in version ${pipeline.version}`,
		);
	if (!canReturn(target, stage)) throw refuse(`execution '${target.id}' has not succeeded in it`);
	if (stage.occupant) throw refuse(`execution '${stage.occupant.execution.id}' runs in it`);
	refuseBeyondLimit(pipeline);
	return rollBack(world, stage, target, {triggerType: 'ManualRollback', triggerDetail: callerArn(world)});
}

/** Lets an execution go on that failed a condition of a stage, or waits at it. */
export function overrideCondition(
	world: World,
	stage: Stage,
	execution: Execution,
	kind: 'beforeEntry' | 'onSuccess',
): void {
	const stageName = stage.declaration.name;
	refuseUnlessLatest(stage, execution);
	const stageRun = execution.stageRuns.find(run => run.stage === stage);
	const status = stageRun?.conditions.get(kind)?.status;
	const isBlocked = stageRun?.status === 'Failed' || stageRun?.status === 'InProgress';
	const isHeld = isBlocked && (status === 'Failed' || status === 'InProgress');
	if (!stageRun || !isHeld || stageRun.isOutdated || hasChanged(stageRun))
		throw new AwsError(
			'ConditionNotOverridableException',
			`Execution '${execution.id}' is not held by the ${kind} condition of stage '${stageName}'`,
		);
	if (stageRun.status === 'Failed') refuseBeyondLimit(execution.pipeline);
	override(world, stageRun, kind);
}

const hasChanged = ({declaration, stage}: StageRun) =>
	JSON.stringify(declaration) !== JSON.stringify(stage.declaration);

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
	if (run.status !== 'InProgress' && run.updatedBy === undefined)
		throw new AwsError('InvalidApprovalTokenException', 'The approval token has expired');
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
