import type {ConditionResult} from '../declaration.ts';
import {startAction} from './actions.ts';
import {tell} from './changes.ts';
import {check, endChecks} from './conditions.ts';
import {createExecution} from './executions.ts';
import {mark, markStage} from './mark.ts';
import type {ActionRun, Execution, Outcome, Stage, StageRun, StageStatus, Trigger} from './records.ts';
import {actionsToRerun, canReturn, currentGroup, running} from './stage-run.ts';
import type {World} from './world.ts';

/** At most so many actions of one execution run at a time in PARALLEL mode. */
const parallelActions = 5;

/** Shared by the many stage runs that never hold anything there. */
const noMap: ReadonlyMap<never, never> = new Map<never, never>();

/** An execution comes to the door of a stage, or past the last one. */
export function arrive(world: World, execution: Execution, index: number): void {
	const stage = execution.stages[index];
	if (!stage) {
		mark(world, execution, 'Succeeded');
		return;
	}
	execution.position = index;
	execution.updatedAt = world.agenda.now();
	stage.stoppedAtDoor = undefined;
	stage.waiting.push(execution);
	if (execution.mode === 'SUPERSEDED') supersede(world, stage);
	admit(world, stage);
}

/** Of those who wait at one door only the newest stays. */
function supersede(world: World, stage: Stage): void {
	const newest = stage.waiting.reduce((one, other) => (other.number > one.number ? other : one));
	for (const execution of stage.waiting) if (execution !== newest) mark(world, execution, 'Superseded');
	stage.waiting.splice(0, stage.waiting.length, newest);
}

/** Lets in whoever may go in: the transition open, the lock free. */
export function admit(world: World, stage: Stage): void {
	while (stage.transition.enabled && !stage.occupant) {
		const next = stage.waiting.shift();
		if (!next) return;
		enter(world, next, stage);
	}
}

function enter(world: World, execution: Execution, stage: Stage): void {
	const stageRun: StageRun = {
		execution,
		stage,
		enteredAt: world.agenda.now(),
		retriedAt: undefined,
		declaration: stage.declaration,
		isOutdated: false,
		isResumed: false,
		status: 'InProgress',
		step: 'entry',
		conditions: noMap,
		latest: new Map(),
		attempts: noMap,
		retries: 0,
		automaticRetries: 0,
		latestRetry: undefined,
		retriesWhenIdle: false,
	};
	execution.stageRuns.push(stageRun);
	stage.stoppedAtDoor = undefined;
	tell(world, {kind: 'stage', stageRun});
	hold(stageRun);
	begin(world, stageRun);
}

/** Whoever holds a stage's lock has yet to pass the entry condition. */
function begin(world: World, stageRun: StageRun): void {
	stageRun.step = 'entry';
	check(world, stageRun, 'beforeEntry', result => {
		if (result) fail(world, stageRun, result);
		else act(world, stageRun);
	});
}

function act(world: World, stageRun: StageRun): void {
	stageRun.step = 'actions';
	advance(world, stageRun);
}

/** Takes the stage's lock. PARALLEL knows no locks, and a pipeline's state that shows no executions. */
function hold(stageRun: StageRun): void {
	if (stageRun.execution.mode === 'PARALLEL') return;
	stageRun.stage.occupant = stageRun;
	stageRun.stage.latest = stageRun;
}

function release(world: World, stageRun: StageRun): void {
	const {stage} = stageRun;
	if (stage.occupant === stageRun) stage.occupant = undefined;
	admit(world, stage);
}

/** Starts what can start in a stage; a stage that has nothing left has succeeded. */
function advance(world: World, stageRun: StageRun): void {
	const group = currentGroup(stageRun);
	if (group.length === 0) {
		succeed(world, stageRun);
		return;
	}
	const isParallel = stageRun.execution.mode === 'PARALLEL';
	const room = isParallel ? parallelActions - running(stageRun).length : Number.POSITIVE_INFINITY;
	const idle = group.filter(action => !stageRun.latest.has(action.name));
	for (const action of idle.slice(0, Math.max(0, room)))
		startAction(world, stageRun, action, (run, outcome) => settle(world, run, outcome));
}

function succeed(world: World, stageRun: StageRun): void {
	stageRun.step = 'success';
	check(world, stageRun, 'onSuccess', result => {
		if (result) fail(world, stageRun, result);
		else leave(world, stageRun, 'Succeeded');
	});
}

/** On to the next stage; a rollback is about one stage only. */
function leave(world: World, stageRun: StageRun, status: StageStatus): void {
	const {execution, stage} = stageRun;
	markStage(world, stageRun, status);
	if (stage.occupant === stageRun) stage.occupant = undefined;
	if (execution.rollbackOf) mark(world, execution, 'Succeeded');
	else arrive(world, execution, stage.index + 1);
	admit(world, stage);
}

/** An action ended. What follows depends on how its stage stands by now. */
export function settle(world: World, run: ActionRun, outcome: Outcome): void {
	if (run.status !== 'InProgress') return;
	const {stageRun} = run;
	run.status = outcome.status;
	run.updatedAt = world.agenda.now();
	run.summary = outcome.summary;
	run.updatedBy = outcome.updatedBy;
	run.error = outcome.error;
	stageRun.execution.updatedAt = world.agenda.now();
	tell(world, {kind: 'action', run});
	switch (stageRun.status) {
		case 'InProgress':
			if (stageRun.isOutdated) cancelIdle(world, stageRun);
			else if (stageRun.step === 'actions') follow(world, stageRun, outcome);
			break;
		case 'Stopping':
			if (running(stageRun).length === 0) stopped(world, stageRun);
			break;
		case 'Failed':
			if (stageRun.retriesWhenIdle) retryByItself(world, stageRun);
			break;
		case 'Stopped':
		case 'Succeeded':
		case 'Cancelled':
		case 'Skipped':
			break;
	}
}

function follow(world: World, stageRun: StageRun, outcome: Outcome): void {
	if (outcome.status === 'Succeeded') {
		advance(world, stageRun);
		return;
	}
	stageRun.step = 'failure';
	check(world, stageRun, 'onFailure', result => fail(world, stageRun, result));
}

/** Siblings that run go on; later run orders never start; the lock is free, for a rollback first of all. */
function fail(world: World, stageRun: StageRun, result: ConditionResult | undefined): void {
	const {execution, stage} = stageRun;
	if (result === 'SKIP') {
		leave(world, stageRun, 'Skipped');
		return;
	}
	markStage(world, stageRun, 'Failed');
	mark(world, execution, 'Failed');
	if (stage.occupant === stageRun) stage.occupant = undefined;
	if (result === 'ROLLBACK') rollBackByItself(world, stageRun);
	if (result === 'RETRY') retryByItself(world, stageRun);
	admit(world, stage);
}

/** AWS tries a stage again once; one whose actions all run again waits for those that still run. */
function retryByItself(world: World, stageRun: StageRun): void {
	const {execution, stage, declaration} = stageRun;
	const {pipeline, mode} = execution;
	const isInPlace = world.pipelines.get(pipeline.name) === pipeline && stage.declaration === declaration;
	const isLatest = mode === 'PARALLEL' || stage.latest === stageRun;
	if (stageRun.automaticRetries > 0 || !isInPlace || !pipeline.stages.includes(stage) || !isLatest) return;
	const retryMode = declaration.onFailure?.retryConfiguration?.retryMode ?? 'FAILED_ACTIONS';
	stageRun.retriesWhenIdle = retryMode === 'ALL_ACTIONS' && running(stageRun).length > 0;
	if (!stageRun.retriesWhenIdle)
		rerun(world, stageRun, actionsToRerun(stageRun, retryMode), 'AutomatedStageRetry');
}

/** Brings back what succeeded in the stage last, if there is such an execution. */
function rollBackByItself(world: World, {execution, stage}: StageRun): void {
	if (execution.mode === 'PARALLEL' || stage.index === 0) return;
	const target = execution.pipeline.executions.findLast(each => each !== execution && canReturn(each, stage));
	const triggerDetail = JSON.stringify({FailedPipelineExecutionId: execution.id});
	if (target) rollBack(world, stage, target, {triggerType: 'AutomatedRollback', triggerDetail});
}

/** Starts an execution that runs one stage with the revisions and variables of `target`; the stage's lock has to be free. */
export function rollBack(world: World, stage: Stage, target: Execution, trigger: Trigger): Execution {
	const {pipeline, pinned, variables, revisions} = target;
	const execution = createExecution(world, pipeline, {trigger, pinned, variables, rollbackOf: target});
	for (const [action, revision] of revisions) execution.revisions.set(action, revision);
	execution.position = stage.index;
	enter(world, execution, stage);
	return execution;
}

/** An execution was stopped, and nothing of it runs any more. */
export function stopped(world: World, stageRun: StageRun): void {
	markStage(world, stageRun, 'Stopped');
	mark(world, stageRun.execution, 'Stopped');
	release(world, stageRun);
}

/** Cancels an outdated execution as soon as nothing of it runs any more. */
export function cancelIdle(world: World, stageRun: StageRun): void {
	if (running(stageRun).length > 0) return;
	markStage(world, stageRun, 'Cancelled');
	mark(world, stageRun.execution, 'Cancelled');
	release(world, stageRun);
}

function takeOut(stageRun: StageRun, actions: readonly string[]): void {
	const attempts = new Map(stageRun.attempts);
	for (const action of actions) {
		const run = stageRun.latest.get(action);
		if (run) attempts.set(action, run.start.attempt);
		stageRun.latest.delete(action);
	}
	stageRun.attempts = attempts;
}

/** Runs the given actions of a failed or stopped stage again, under the same execution. */
export function rerun(
	world: World,
	stageRun: StageRun,
	actions: readonly string[],
	trigger: NonNullable<StageRun['latestRetry']>,
): void {
	takeOut(stageRun, actions);
	stageRun.retries += 1;
	if (trigger === 'AutomatedStageRetry') stageRun.automaticRetries += 1;
	stageRun.latestRetry = trigger;
	stageRun.retriedAt = world.agenda.now();
	resume(world, stageRun);
	const entry = stageRun.conditions.get('beforeEntry')?.status;
	if (entry === undefined || entry === 'Succeeded' || entry === 'Overridden') act(world, stageRun);
	else begin(world, stageRun);
}

/** Brings an execution that ended in a stage back into it. */
function resume(world: World, stageRun: StageRun): void {
	const {execution} = stageRun;
	stageRun.retriesWhenIdle = false;
	stageRun.isResumed = true;
	execution.stop = undefined;
	execution.stages = execution.pipeline.stages;
	execution.position = stageRun.stage.index;
	mark(world, execution, 'InProgress');
	markStage(world, stageRun, 'InProgress');
	hold(stageRun);
}

/** Lets an execution go on as if the condition had held that it failed or waits at. */
export function override(world: World, stageRun: StageRun, kind: 'beforeEntry' | 'onSuccess'): void {
	const condition = stageRun.conditions.get(kind);
	if (!condition) return;
	endChecks(world, stageRun, 'Overridden');
	condition.status = 'Overridden';
	condition.updatedAt = world.agenda.now();
	if (stageRun.status === 'Failed') resume(world, stageRun);
	if (kind === 'beforeEntry') act(world, stageRun);
	else leave(world, stageRun, 'Succeeded');
}
