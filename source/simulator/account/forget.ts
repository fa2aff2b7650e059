import {dropBuildLog} from './log-groups.ts';
import type {Execution, Pipeline} from './records.ts';
import type {World} from './world.ts';

/** How many executions of a pipeline are remembered; AWS remembers a year. */
const remembered = 200;

const isUnderWay = ({status}: Execution) => status === 'InProgress' || status === 'Stopping';

/** Forgets the oldest executions that have ended and that no stage shows, with their actions and builds. */
export function forgetOldest(world: World, pipeline: Pipeline): void {
	if (pipeline.executions.length <= remembered) return;
	const shown = new Set(pipeline.stages.map(({latest}) => latest?.execution));
	const old = pipeline.executions
		.slice(0, -remembered)
		.filter(execution => !isUnderWay(execution) && !shown.has(execution));
	for (const execution of old) forget(world, pipeline, execution);
}

function removeFrom<Item>(items: Item[], isGone: (item: Item) => boolean): void {
	items.splice(0, items.length, ...items.filter(item => !isGone(item)));
}

function forget(world: World, pipeline: Pipeline, execution: Execution): void {
	pipeline.executionById.delete(execution.id);
	removeFrom(pipeline.executions, each => each === execution);
	for (const run of pipeline.actionRuns.filter(({stageRun}) => stageRun.execution === execution)) {
		if (run.token) pipeline.approvals.delete(run.token);
		if (run.job) world.jobs.delete(run.job.id);
		if (run.externalId) world.deployments.delete(run.externalId);
		const builds = run.build && world.buildsByProject.get(run.build.project);
		// The newest build stays: the number of the next one follows from it.
		if (!run.build || !builds || builds.at(-1) === run.build) continue;
		world.builds.delete(run.build.id);
		dropBuildLog(world, run.build);
		removeFrom(builds, each => each === run.build);
	}
	removeFrom(pipeline.actionRuns, ({stageRun}) => stageRun.execution === execution);
	removeFrom(pipeline.ruleRuns, ({stageRun}) => stageRun.execution === execution);
}
