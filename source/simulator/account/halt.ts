import {tell} from './changes.ts';
import {endChecks} from './conditions.ts';
import {cancelIdle, stopped} from './machine.ts';
import {mark, markStage} from './mark.ts';
import type {Execution, StageRun} from './records.ts';
import {running} from './stage-run.ts';
import {type World, wallDuration} from './world.ts';

/** Simulated ms that an abandoned execution is seen as Stopping. */
const abandonMs = 1_000;

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
	markStage(world, stageRun, 'Stopping');
	endChecks(world, stageRun, 'Abandoned');
	if (!abandon) {
		if (running(stageRun).length === 0) stopped(world, stageRun);
		return;
	}
	for (const run of running(stageRun)) {
		run.status = 'Abandoned';
		run.updatedAt = world.agenda.now();
		tell(world, {kind: 'action', run});
	}
	world.agenda.at(world.agenda.now() + wallDuration(world, abandonMs), () => stopped(world, stageRun));
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
		endChecks(world, stageRun, 'Cancelled');
		if (stageRun.status === 'InProgress') cancelIdle(world, stageRun);
	}
}

/** Ends an execution of a pipeline that was deleted; its builds go on without it. */
export function dismiss(world: World, execution: Execution): void {
	for (const stage of execution.stages) stage.waiting.length = 0;
	const stageRun = execution.stageRuns.at(-1);
	if (stageRun) endChecks(world, stageRun, 'Cancelled');
	if (stageRun?.status === 'InProgress' || stageRun?.status === 'Stopping')
		markStage(world, stageRun, 'Cancelled');
	mark(world, execution, 'Cancelled');
}
