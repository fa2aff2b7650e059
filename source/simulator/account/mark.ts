import {tell} from './changes.ts';
import type {Execution, ExecutionStatus, StageRun, StageStatus} from './records.ts';
import type {World} from './world.ts';

/** The one place where the status of an execution changes. */
export function mark(world: World, execution: Execution, status: ExecutionStatus): void {
	execution.status = status;
	execution.updatedAt = world.agenda.now();
	tell(world, {kind: 'execution', execution});
}

/** The one place where the status of a stage changes that an execution has entered. */
export function markStage(world: World, stageRun: StageRun, status: StageStatus): void {
	stageRun.status = status;
	stageRun.execution.updatedAt = world.agenda.now();
	tell(world, {kind: 'stage', stageRun});
}
