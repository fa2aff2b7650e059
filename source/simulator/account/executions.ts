import {tell} from './changes.ts';
import {forgetOldest} from './forget.ts';
import type {Execution, Pipeline} from './records.ts';
import type {World} from './world.ts';

/** Puts an execution into a pipeline's history that is about to come to a stage. */
export function createExecution(
	world: World,
	pipeline: Pipeline,
	given: Pick<Execution, 'trigger' | 'pinned' | 'variables' | 'rollbackOf'>,
): Execution {
	const {name, generation} = pipeline;
	const number = (pipeline.executions.at(-1)?.number ?? -1) + 1;
	const execution: Execution = {
		...given,
		id: world.random.fork(`execution/${name}/${generation > 0 ? `${generation}/` : ''}${number}`).uuid(),
		number,
		pipeline,
		version: pipeline.version,
		mode: pipeline.mode,
		startedAt: world.agenda.now(),
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
	tell(world, {kind: 'execution', execution});
	return execution;
}
