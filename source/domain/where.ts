import {shaOf} from './carry.ts';
import type {Commit} from './commit.ts';
import type {Follow} from './follow.ts';
import type {ExecutionId, Sha} from './pipeline.ts';
import type {StageProgress, StageState} from './progress.ts';
import {type Reached, reachedIn} from './reached.ts';
import {followsOf, inUrgencyOrder} from './select.ts';
import {deployingStages, stageRun} from './stage-run.ts';
import type {Standing} from './standing.ts';
import type {State} from './state.ts';

/** In how many pipelines a stage runs a commit, of those that have such a stage and that the commit concerns. */
export interface StageReach {
	readonly stage: string;
	readonly pipelines: number;
	readonly of: number;
	/** Pipelines in which it cannot be told. */
	readonly unknown: number;
}

/** What a stage runs, and whether that brings the commit. */
export interface WhereStage {
	readonly progress: StageProgress;
	/** The commit that it runs now; null: nothing, or not known. */
	readonly runs: Sha | null;
	/** Null: the stage only takes in sources. */
	readonly reached: Reached | null;
}

export interface WherePipeline {
	readonly follow: Follow;
	readonly stages: readonly WhereStage[];
}

/** Where a commit is, most urgent pipeline first. */
export interface Where {
	readonly reached: readonly StageReach[];
	readonly pipelines: readonly WherePipeline[];
}

export function whereIs(state: State, commit: Commit): Where {
	const follows = inUrgencyOrder(followsOf(state, commit));
	const pipelines = follows.map(follow => ({follow, stages: stagesOfFollow(follow, commit, state)}));
	return {reached: reachOf(pipelines.filter(({follow}) => isConcerned(follow))), pipelines};
}

/** Whether the commit has to do with the pipeline: it may be in it, come to it, or have come with another execution. */
export function isConcerned({standing}: Follow): boolean {
	return standing.kind !== 'NotTriggered';
}

function stagesOfFollow({record, stages}: Follow, commit: Commit, state: State): readonly WhereStage[] {
	const deploying = new Set(deployingStages(record));
	return stages.map(progress => {
		const run = stageRun(record, progress.name);
		return {
			progress,
			runs: run.kind === 'run' ? shaOf(run.execution) : null,
			reached: deploying.has(progress.name) ? reachedIn(record, progress.name, commit, state) : null,
		};
	});
}

function reachOf(pipelines: readonly WherePipeline[]): readonly StageReach[] {
	const all = pipelines.flatMap(({stages}) =>
		stages.flatMap(({progress, reached}) => (reached === null ? [] : {stage: progress.name, reached})),
	);
	return [...Map.groupBy(all, ({stage}) => stage)].map(([stage, each]) => ({
		stage,
		pipelines: each.filter(({reached}) => reached.kind === 'reached').length,
		of: each.length,
		unknown: each.filter(({reached}) => reached.kind === 'unknown').length,
	}));
}

/** Who stands in front of an execution that waits outside a stage; null: nobody, or a closed transition. */
export function inFrontOf(
	standing: Standing,
): {readonly execution: ExecutionId | null; readonly commit: Sha | null} | null {
	if (standing.kind !== 'Behind' || standing.obstacle.kind === 'transition-closed') return null;
	return standing.obstacle.by;
}

/** How many executions wait outside the stage that it stands in, or outside which it waits itself; null: it does neither. */
export function waitingAt({standing, record}: Follow): number | null {
	const stage =
		standing.kind === 'Behind'
			? standing.obstacle.stage
			: standing.kind === 'Gate'
				? standing.gate.stage
				: standing.kind === 'Running'
					? standing.stage?.name
					: undefined;
	const seen = record.snapshot?.stages.find(({name}) => name === stage);
	return seen === undefined ? null : seen.inbound.length;
}

/** How a stage stands, in the words for pipelines: what is not reached may still come, or will not. */
export function stageStatus(state: StageState, standing: Standing): Standing['kind'] {
	switch (state) {
		case 'NotReached':
			return mayGoOn(standing) ? 'Awaited' : 'NotTriggered';
		case 'Waiting':
			return 'Behind';
		case 'Skipped':
			return 'NotTriggered';
		case 'Running':
		case 'Gate':
		case 'Stopping':
		case 'Stopped':
		case 'Succeeded':
		case 'Failed':
		case 'Cancelled':
		case 'Unknown':
			return state;
	}
}

function mayGoOn({kind}: Standing): boolean {
	switch (kind) {
		case 'Awaited':
		case 'Running':
		case 'Gate':
		case 'Behind':
		case 'Unknown':
			return true;
		case 'NotTriggered':
		case 'Stopping':
		case 'Succeeded':
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return false;
	}
}
