import type {ActionDeclaration} from '../declaration.ts';
import {startAction} from './actions.ts';
import type {ActionRun, Execution, ExecutionStatus, Outcome, Stage, StageRun} from './records.ts';
import {type World, wallDuration} from './world.ts';

/** At most so many actions of one execution run at a time in PARALLEL mode. */
const parallelActions = 5;
/** Simulated ms that an abandoned execution is seen as Stopping. */
const abandonMs = 1_000;

/** The one place where the status of an execution changes. */
function mark(world: World, execution: Execution, status: ExecutionStatus): void {
	execution.status = status;
	execution.updatedAt = world.agenda.now();
}

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
		declaration: stage.declaration,
		isOutdated: false,
		status: 'InProgress',
		latest: new Map(),
		attempts: new Map(),
		retries: 0,
	};
	execution.stageRuns.push(stageRun);
	stage.stoppedAtDoor = undefined;
	hold(stageRun);
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

/** The earliest run-order group that has not wholly succeeded; empty when there is none. */
function currentGroup(stageRun: StageRun): readonly ActionDeclaration[] {
	const open = stageRun.declaration.actions.filter(
		action => stageRun.latest.get(action.name)?.status !== 'Succeeded',
	);
	const order = Math.min(...open.map(action => action.runOrder ?? 1));
	return open.filter(action => (action.runOrder ?? 1) === order);
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
	const {execution, stage} = stageRun;
	stageRun.status = 'Succeeded';
	if (stage.occupant === stageRun) stage.occupant = undefined;
	arrive(world, execution, stage.index + 1);
	admit(world, stage);
}

/** The actions of this execution that run in the stage. */
export function running(stageRun: StageRun): readonly ActionRun[] {
	return [...stageRun.latest.values()].filter(run => run.status === 'InProgress');
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
	switch (stageRun.status) {
		case 'InProgress':
			if (stageRun.isOutdated) cancelIdle(world, stageRun);
			else if (outcome.status === 'Failed') fail(world, stageRun);
			else advance(world, stageRun);
			break;
		case 'Stopping':
			if (running(stageRun).length === 0) stopped(world, stageRun);
			break;
		case 'Failed':
		case 'Stopped':
		case 'Succeeded':
		case 'Cancelled':
			break;
	}
}

/** Siblings that run go on; later run orders never start; the lock is free. */
function fail(world: World, stageRun: StageRun): void {
	stageRun.status = 'Failed';
	mark(world, stageRun.execution, 'Failed');
	release(world, stageRun);
}

function stopped(world: World, stageRun: StageRun): void {
	stageRun.status = 'Stopped';
	mark(world, stageRun.execution, 'Stopped');
	release(world, stageRun);
}

/** An edited pipeline cancels what went through its former version, once nothing of it runs any more. */
export function outdate(world: World, execution: Execution): void {
	const stage = execution.stages[execution.position];
	const stageRun = execution.stageRuns.at(-1);
	const place = stage?.waiting.indexOf(execution) ?? -1;
	if (stage && place >= 0) {
		stage.waiting.splice(place, 1);
		stage.stoppedAtDoor = execution;
		mark(world, execution, 'Cancelled');
	} else if (stageRun) {
		stageRun.isOutdated = true;
		if (stageRun.status === 'InProgress') cancelIdle(world, stageRun);
	}
}

function cancelIdle(world: World, stageRun: StageRun): void {
	if (running(stageRun).length > 0) return;
	stageRun.status = 'Cancelled';
	mark(world, stageRun.execution, 'Cancelled');
	release(world, stageRun);
}

/** Ends an execution of a pipeline that was deleted; its builds go on without it. */
export function dismiss(world: World, execution: Execution): void {
	for (const stage of execution.stages) stage.waiting.length = 0;
	const stageRun = execution.stageRuns.at(-1);
	if (stageRun?.status === 'InProgress' || stageRun?.status === 'Stopping') stageRun.status = 'Cancelled';
	mark(world, execution, 'Cancelled');
}

/** Stops an execution at a door at once, one in a stage when its actions have ended or were abandoned. */
export function stop(world: World, execution: Execution, reason: string | undefined, abandon: boolean): void {
	execution.stop = {reason, abandon};
	const stage = execution.stages[execution.position];
	const place = stage?.waiting.indexOf(execution) ?? -1;
	const stageRun = execution.stageRuns.at(-1);
	if (stage && place >= 0) {
		stage.waiting.splice(place, 1);
		stage.stoppedAtDoor = execution;
		mark(world, execution, 'Stopped');
	} else if (stageRun) {
		stopInside(world, stageRun, abandon);
	}
}

function stopInside(world: World, stageRun: StageRun, abandon: boolean): void {
	mark(world, stageRun.execution, 'Stopping');
	stageRun.status = 'Stopping';
	if (!abandon) return;
	for (const run of running(stageRun)) {
		run.status = 'Abandoned';
		run.updatedAt = world.agenda.now();
	}
	world.agenda.at(world.agenda.now() + wallDuration(world, abandonMs), () => stopped(world, stageRun));
}

/** Runs the given actions of a failed or stopped stage again, under the same execution. */
export function rerun(world: World, stageRun: StageRun, actions: readonly string[]): void {
	for (const action of actions) stageRun.latest.delete(action);
	stageRun.retries += 1;
	stageRun.status = 'InProgress';
	stageRun.execution.stop = undefined;
	stageRun.execution.stages = stageRun.execution.pipeline.stages;
	stageRun.execution.position = stageRun.stage.index;
	mark(world, stageRun.execution, 'InProgress');
	hold(stageRun);
	advance(world, stageRun);
}
