import {chainsOf} from './chain.ts';
import {newestOfEach} from './failed.ts';
import type {
	ActionCategory,
	ActionRun,
	ExecutionId,
	PipelineDefinition,
	StageDefinition,
	StageSnapshot,
	Transition,
} from './pipeline.ts';
import type {ExecutionRecord, PipelineRecord} from './record.ts';
import {asShown, type ShownCauses} from './shown-causes.ts';
import type {ExecutionStatus, StageStatus} from './status.ts';
import {statusNow} from './status-now.ts';
import {lacksRow, lacksStage} from './told-stages.ts';

/** How an action of the followed execution stands. A pending approval is Waiting; what its record may tell yet is Unknown. */
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
	/** `CodeBuild`, `Manual`, … as the provider says; empty where no definition was read. */
	readonly provider: string;
	/** How long an approval stays open; minutes. Null: the default of seven days. */
	readonly timeoutMinutes: number | null;
	readonly runOrder: number;
	readonly state: ActionState;
	/** The newest run; null while it has not started. */
	readonly run: ActionRun | null;
}

export interface StageProgress {
	readonly name: string;
	readonly state: StageState;
	readonly actions: readonly ActionProgress[];
	/** Actions that succeeded, of all that do work: approvals do not count. Null: of some it is not known. */
	readonly done: number | null;
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
	const record = execution === null ? undefined : pipeline.records[execution];
	const listed = pipeline.executions.find(({id}) => id === execution);
	const status = listed === undefined ? 'Unknown' : statusNow(pipeline, listed);
	// Until the execution's own record was read, an action that does not show may still have run.
	const complete = execution === null || (record?.readAt ?? null) !== null;
	const ahead = stagesAhead(pipeline, execution);
	return stagesOf(pipeline).map(stage => {
		const seen = pipeline.snapshot?.stages.find(({name}) => name === stage.name) ?? null;
		const isLate = isBehindState(pipeline, record);
		const gap = isLate && lacksStage(pipeline, stage.name);
		const told = newestRuns(record?.runs ?? [], stage.name);
		const isTold = (complete && !gap) || ahead.includes(stage.name);
		const actions = actionsOf(stage, told, pipeline.causes, isTold).map(action => {
			const isOwn = seen?.latest?.execution === execution;
			const isLost = isLate && (gap || (isOwn && lacksRow(seen, action.name)));
			return isLost && mayHaveMoved(action) ? {...action, state: 'Unknown' as const} : action;
		});
		return stageProgress(stage.name, stageState(seen, execution, status, actions), seen, actions);
	});
}

/** Whether the state was read after the record of an execution that may still move: what it lacks is not known any more. */
function isBehindState({snapshotAt}: PipelineRecord, record: ExecutionRecord | undefined): boolean {
	return (record?.readAt ?? 0) < (snapshotAt ?? 0);
}

/** Whether an action that does not show any more can be in another state by now. */
function mayHaveMoved({state}: ActionProgress): boolean {
	return state === 'NotStarted' || state === 'Running' || state === 'Waiting';
}

/** The stages that an execution has not entered for sure: those behind the one that it is in, or waits outside of, now. */
function stagesAhead({snapshot}: PipelineRecord, execution: ExecutionId | null): readonly string[] {
	const stages = snapshot?.stages ?? [];
	if (execution === null) return [];
	const inside = stages.findLastIndex(
		({latest}) =>
			latest?.execution === execution && (latest.status === 'InProgress' || latest.status === 'Stopping'),
	);
	const outside = stages.findLastIndex(({inbound}) => inbound.includes(execution));
	const first = outside > inside ? outside : inside + 1;
	return first === 0 ? [] : stages.slice(first).map(({name}) => name);
}

/** How an action of an execution stands; null: it is not there. */
export function actionIn(
	pipeline: PipelineRecord,
	{
		execution,
		stage,
		action,
	}: {readonly execution: ExecutionId; readonly stage: string; readonly action: string},
): ActionProgress | null {
	const found = progressOf(pipeline, execution).find(({name}) => name === stage);
	return found?.actions.find(({name}) => name === action) ?? null;
}

/** The stages as defined; while the definition is unread, as the state shows them. */
export function stagesOf({definition, snapshot}: PipelineRecord): PipelineDefinition['stages'] {
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
	const own = runs.filter(run => run.stage === stage);
	return new Map(newestOfEach(own).map(run => [run.action, run]));
}

function actionsOf(
	stage: StageDefinition,
	runs: ReadonlyMap<string, ActionRun>,
	causes: ShownCauses,
	complete: boolean,
): readonly ActionProgress[] {
	const chains = chainsOf(stage);
	return stage.actions.map(({name, category: defined, provider, timeoutMinutes, runOrder}) => {
		const told = runs.get(name);
		const run = told === undefined ? null : asShown(told, causes);
		const category = categoryOf(defined, run);
		const state = actionState(category, run, complete);
		const chain = chains.get(name) ?? null;
		return {stage: stage.name, name, chain, category, provider, timeoutMinutes, runOrder, state, run};
	});
}

/** What an action is: as defined; where no definition tells, as its run says. */
export function categoryOf(defined: ActionCategory, run: ActionRun | null): ActionCategory {
	return defined === 'Unknown' ? (run?.category ?? 'Unknown') : defined;
}

function stageProgress(
	name: string,
	state: StageState,
	seen: StageSnapshot | null,
	actions: readonly ActionProgress[],
): StageProgress {
	const work = actions.filter(({category}) => category !== 'Approval');
	const started = actions.flatMap(({run}) => run?.startedAt ?? []);
	const changed = actions.flatMap(({run}) => run?.changedAt ?? []);
	const over = actions.every(each => each.state !== 'Running' && each.state !== 'Waiting');
	return {
		name,
		state,
		actions,
		done: doneOf(work, state),
		total: work.length,
		transition: seen?.transition ?? open,
		startedAt: started.length > 0 ? Math.min(...started) : null,
		endedAt: over && changed.length > 0 ? Math.max(...changed) : null,
	};
}

function doneOf(work: readonly ActionProgress[], stage: StageState): number | null {
	if (!work.some(({state}) => state === 'Unknown')) {
		return work.filter(({state}) => state === 'Succeeded').length;
	}
	return stage === 'Succeeded' ? work.length : null;
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
	status: ExecutionStatus,
	actions: readonly ActionProgress[],
): StageState {
	if (execution === null) return 'NotReached';
	const states = new Set(actions.map(({state}) => state));
	if (seen?.latest?.execution === execution) return shownState(seen.latest.status, states);
	if (seen?.inbound.includes(execution)) return 'Waiting';
	if (states.has('Waiting')) return 'Gate';
	if (states.has('Running')) return 'Running';
	if (states.has('Failed')) return 'Failed';
	if (states.has('Abandoned')) return 'Stopped';
	if (states.has('Succeeded')) return states.size === 1 ? 'Succeeded' : halfway(status);
	return states.has('Unknown') ? 'Unknown' : 'NotReached';
}

function shownState(status: StageStatus, states: ReadonlySet<ActionState>): StageState {
	switch (status) {
		case 'InProgress':
			return states.has('Waiting') ? 'Gate' : 'Running';
		// Parallel siblings of a failed action are not cancelled.
		case 'Failed':
			return states.has('Running') || states.has('Waiting') ? 'Running' : 'Failed';
		case 'Stopping':
		case 'Stopped':
		case 'Succeeded':
		case 'Cancelled':
		case 'Skipped':
		case 'Unknown':
			return status;
	}
}

/** A stage some of whose actions succeeded and others never started, by what became of its execution. */
function halfway(status: ExecutionStatus): StageState {
	switch (status) {
		case 'InProgress':
		case 'Stopping':
			return 'Running';
		case 'Stopped':
		case 'Cancelled':
		case 'Failed':
		case 'Unknown':
			return status;
		// Both happen outside stages only: it ran all that the stage had at the time.
		case 'Succeeded':
		case 'Superseded':
			return 'Succeeded';
	}
}
