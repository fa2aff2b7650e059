import {chainsOf} from './chain.ts';
import type {
	ActionCategory,
	ActionRun,
	ExecutionId,
	PipelineDefinition,
	StageDefinition,
	StageSnapshot,
	Transition,
} from './pipeline.ts';
import type {PipelineRecord} from './state.ts';

/** How an action of the followed execution stands. A pending approval is Waiting; Stale is a row that may be another's. */
export const actionStates = [
	'NotStarted',
	'Running',
	'Waiting',
	'Succeeded',
	'Failed',
	'Abandoned',
	'Unknown',
] as const;
export type ActionState = (typeof actionStates)[number];

/** How a stage of the followed execution stands. Waiting: the execution stands outside; Gate: it waits for a person. */
export const stageStates = [
	'NotReached',
	'Waiting',
	'Running',
	'Gate',
	'Stopping',
	'Stopped',
	'Succeeded',
	'Failed',
	'Cancelled',
	'Skipped',
	'Unknown',
] as const;
export type StageState = (typeof stageStates)[number];

export interface ActionProgress {
	readonly stage: string;
	readonly name: string;
	/** The chain it deploys; null where it is none. */
	readonly chain: string | null;
	readonly category: ActionCategory;
	readonly runOrder: number;
	readonly state: ActionState;
	/** The newest run; null while it has not started. */
	readonly run: ActionRun | null;
}

export interface StageProgress {
	readonly name: string;
	readonly state: StageState;
	readonly actions: readonly ActionProgress[];
	/** Actions that succeeded, of all that do work: approvals do not count. */
	readonly done: number;
	readonly total: number;
	readonly transition: Transition;
	/** From the first run's start to the last one's end; ms since the epoch. */
	readonly startedAt: number | null;
	readonly endedAt: number | null;
}

const open: Transition = {open: true};

/** How far an execution has come, stage by stage. Without an execution: the pipeline's stages, none of them reached. */
export function progressOf(
	pipeline: PipelineRecord,
	execution: ExecutionId | null,
): readonly StageProgress[] {
	const runs = execution === null ? [] : (pipeline.records[execution]?.runs ?? []);
	return stagesOf(pipeline).map(stage => {
		const seen = pipeline.snapshot?.stages.find(({name}) => name === stage.name) ?? null;
		return stageProgress(stage, seen, execution, newestRuns(runs, stage.name), known(pipeline, execution));
	});
}

/** Whether the execution's own record was ever read: until then an action that does not show may still have run. */
function known(pipeline: PipelineRecord, execution: ExecutionId | null): boolean {
	return execution === null || (pipeline.records[execution]?.readAt ?? null) !== null;
}

/** The stages as defined; while the definition is unread, as the state shows them. */
function stagesOf({definition, snapshot}: PipelineRecord): PipelineDefinition['stages'] {
	if (definition !== null) return definition.stages;
	return (snapshot?.stages ?? []).map(({name, rows}) => ({
		name,
		actions: rows.map(row => ({
			name: row.action,
			category: 'Unknown',
			provider: '',
			runOrder: 1,
			timeoutMinutes: null,
			customData: null,
			externalEntityLink: null,
			repository: null,
			branch: null,
		})),
	}));
}

/** The newest run of each action of a stage: after a retry the older ones are past. */
function newestRuns(runs: readonly ActionRun[], stage: string): ReadonlyMap<string, ActionRun> {
	const newest = new Map<string, ActionRun>();
	for (const run of runs) {
		if (run.stage !== stage) continue;
		const other = newest.get(run.action);
		if (other === undefined || startOf(run) > startOf(other)) newest.set(run.action, run);
	}
	return newest;
}

function startOf({startedAt, changedAt}: ActionRun): number {
	return startedAt ?? changedAt ?? 0;
}

function stageProgress(
	stage: StageDefinition,
	seen: StageSnapshot | null,
	execution: ExecutionId | null,
	runs: ReadonlyMap<string, ActionRun>,
	complete: boolean,
): StageProgress {
	const chains = chainsOf(stage);
	const actions = stage.actions.map((action): ActionProgress => {
		const run = runs.get(action.name) ?? null;
		return {
			stage: stage.name,
			name: action.name,
			chain: chains.get(action.name) ?? null,
			category: action.category,
			runOrder: action.runOrder,
			state: actionState(action.category, run, complete),
			run,
		};
	});
	const work = actions.filter(({category}) => category !== 'Approval');
	const started = actions.flatMap(({run}) => run?.startedAt ?? []);
	const over = actions.every(({state}) => state !== 'Running' && state !== 'Waiting');
	const changed = actions.flatMap(({run}) => run?.changedAt ?? []);
	return {
		name: stage.name,
		state: stageState(seen, execution, actions),
		actions,
		done: work.filter(({state}) => state === 'Succeeded').length,
		total: work.length,
		transition: seen?.transition ?? open,
		startedAt: started.length > 0 ? Math.min(...started) : null,
		endedAt: over && changed.length > 0 ? Math.max(...changed) : null,
	};
}

function actionState(category: ActionCategory, run: ActionRun | null, complete: boolean): ActionState {
	if (run === null) return complete ? 'NotStarted' : 'Unknown';
	switch (run.status) {
		case 'InProgress':
			return category === 'Approval' ? 'Waiting' : 'Running';
		case 'Succeeded':
		case 'Failed':
		case 'Abandoned':
		case 'Unknown':
			return run.status;
	}
}

/** What the state says of the stage while the execution is its latest; else what the execution's own runs say. */
function stageState(
	seen: StageSnapshot | null,
	execution: ExecutionId | null,
	actions: readonly ActionProgress[],
): StageState {
	if (execution === null) return 'NotReached';
	const states = actions.map(({state}) => state);
	if (seen?.latest?.execution === execution) {
		switch (seen.latest.status) {
			case 'InProgress':
				return states.includes('Waiting') ? 'Gate' : 'Running';
			case 'Failed':
				return states.includes('Running') || states.includes('Waiting') ? 'Running' : 'Failed';
			case 'Stopping':
			case 'Stopped':
			case 'Succeeded':
			case 'Cancelled':
			case 'Skipped':
			case 'Unknown':
				return seen.latest.status;
		}
	}
	if (seen?.inbound.includes(execution)) return 'Waiting';
	if (states.includes('Waiting')) return 'Gate';
	if (states.includes('Running')) return 'Running';
	if (states.includes('Failed')) return 'Failed';
	if (states.includes('Abandoned')) return 'Stopped';
	if (states.length > 0 && states.every(state => state === 'Succeeded')) return 'Succeeded';
	if (states.includes('Succeeded')) return 'Running';
	return states.includes('Unknown') ? 'Unknown' : 'NotReached';
}
