import {chainsOf} from './chain.ts';
import type {Gate} from './gate.ts';
import {commitAt} from './gates.ts';
import {own} from './own.ts';
import {rowsTold} from './own-rows.ts';
import {isWithoutState} from './parallel.ts';
import type {ExecutionId, RuleRun, Sha, StageDefinition, StageSnapshot, Transition} from './pipeline.ts';
import {type ActionProgress, categoryOf, progressOf, type StageProgress, stagesOf} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import {brokenRules} from './rules.ts';
import {deployingStages} from './stage-run.ts';
import type {StageStatus} from './status.ts';

/**
 * How the execution stands that is or was last in a stage. Skipped: a condition let it go on without running the stage.
 * Unknown: not known, also whether any ever was.
 */
export type StandStatus =
	| 'Running'
	| 'Gate'
	| 'Succeeded'
	| 'Failed'
	| 'Stopping'
	| 'Stopped'
	| 'Cancelled'
	| 'Skipped'
	| 'Unknown';

/** What stands in a stage, whoever's it is: the execution that is or was last in it. */
export interface StageStand {
	readonly stage: string;
	/** Whether the stage only takes in sources. */
	readonly isSource: boolean;
	/** Null: nothing ever was in it. */
	readonly status: StandStatus | null;
	/** The state's own word; null where it has none. */
	readonly said: StageStatus | null;
	readonly execution: ExecutionId | null;
	/** Null while the list of executions has not told it. */
	readonly commit: Sha | null;
	readonly rollback: boolean;
	/** Since when it stands so: entered, opened or ended; ms since the epoch, null: not known. */
	readonly since: number | null;
	/** What has failed in it; others of the stage still run while its status is Running. */
	readonly failed: readonly ActionProgress[];
	/** Where it failed without any of its actions: the rules of its condition that did not hold, as far as they were read. */
	readonly rules: readonly RuleRun[];
	/** How many executions wait outside. */
	readonly waiting: number;
	/** Whether the way into it is closed, and why; null: it is open. */
	readonly closed: Extract<Transition, {open: false}> | null;
}

/** How something stands, as far as who stands there does not matter. */
type Manner = Pick<StageStand, 'status' | 'since' | 'failed'>;

/** What stands in each stage of a pipeline. `gates`: those that are open in it. */
export function standsIn(pipeline: PipelineRecord, gates: readonly Gate[]): readonly StageStand[] {
	const deploying = deployingStages(pipeline);
	return stagesOf(pipeline).map(stage => {
		const seen = pipeline.snapshot?.stages.find(({name}) => name === stage.name) ?? null;
		const stand = isWithoutState(pipeline)
			? standOfRecords(pipeline, stage.name, gates)
			: standOfState(pipeline, stage, seen, gates);
		return {
			stage: stage.name,
			isSource: !deploying.includes(stage.name),
			said: seen?.latest?.status ?? null,
			commit: stand.execution === null ? null : commitAt(pipeline, stand.execution),
			rollback: seen?.latest?.rollback ?? false,
			waiting: seen?.inbound.length ?? 0,
			rules: rulesOf(pipeline, stage.name, stand),
			closed: seen === null || seen.transition.open ? null : seen.transition,
			...stand,
		};
	});
}

/** Whether a stage that does more than take in sources stands in a way that is not known. */
export function isUnknown({status, isSource}: StageStand): boolean {
	return status === 'Unknown' && !isSource;
}

type Stand = Manner & Pick<StageStand, 'execution'>;
const nothing: Stand = {status: null, since: null, failed: [], execution: null};
const unknown: Stand = {...nothing, status: 'Unknown'};

function standOfState(
	pipeline: PipelineRecord,
	stage: StageDefinition,
	seen: StageSnapshot | null,
	gates: readonly Gate[],
): Stand {
	if (seen === null) return unknown;
	if (seen.latest === null) return nothing;
	const {execution, status} = seen.latest;
	const gate = gates.find(each => each.stage === stage.name && each.execution === execution);
	if (gate !== undefined) return {status: 'Gate', since: gate.openedAt, failed: [], execution};
	const progress = recorded(pipeline, execution, stage.name);
	const manner =
		progress === null ? mannerOfRows(pipeline, stage, execution, status) : mannerOf(progress, null);
	return {...manner, since: manner.since ?? endedAt(pipeline, execution, stage.name, status), execution};
}

function rulesOf({rules}: PipelineRecord, stage: string, stand: Stand): readonly RuleRun[] {
	if (!isRefused(stand)) return [];
	return brokenRules(own(rules, stand.execution ?? '')?.runs ?? [], stage);
}

/** Whether a stage failed without any of its actions, so that only the rules of its condition tell why. */
export function isRefused({
	status,
	failed,
	execution,
}: Pick<StageStand, 'status' | 'failed' | 'execution'>): boolean {
	return status === 'Failed' && failed.length === 0 && execution !== null;
}

/** How the latest execution of a stage stands by the state alone. */
function mannerOfRows(
	pipeline: PipelineRecord,
	stage: StageDefinition,
	execution: ExecutionId,
	status: StageStatus,
): Manner {
	const told = rowsTold(pipeline, stage, execution);
	const chains = chainsOf(stage);
	const failed = told.failed.map((run): ActionProgress => {
		const action = stage.actions.find(({name}) => name === run.action);
		const {category = 'Unknown', provider = '', timeoutMinutes = null, runOrder = 1} = action ?? {};
		return {
			stage: stage.name,
			name: run.action,
			chain: chains.get(run.action) ?? null,
			category: categoryOf(category, run),
			provider,
			timeoutMinutes,
			runOrder,
			state: 'Failed',
			run,
		};
	});
	switch (status) {
		case 'InProgress':
			return {status: 'Running', since: told.runningSince, failed: told.runs ? failed : []};
		case 'Failed':
			// Siblings of what failed are not cancelled.
			return told.runs
				? {status: 'Running', since: told.runningSince, failed}
				: {status, since: told.failedAt, failed};
		case 'Succeeded':
			return {status, since: told.endedAt, failed: []};
		case 'Stopping':
		case 'Stopped':
		case 'Cancelled':
		case 'Skipped':
		case 'Unknown':
			return {status, since: null, failed: []};
	}
}

/** How an execution stands in a stage by its own record. */
function mannerOf(progress: StageProgress, gate: Gate | null): Manner {
	const {state, startedAt, endedAt: ended, actions} = progress;
	const failed = actions.filter(each => each.state === 'Failed');
	switch (state) {
		case 'Gate':
			return {status: 'Gate', since: gate?.openedAt ?? null, failed};
		case 'Running':
			return {status: 'Running', since: answeredAt(actions) ?? startedAt, failed};
		case 'Failed':
			return {status: state, since: ended, failed};
		case 'Succeeded':
		case 'Stopped':
		case 'Cancelled':
			return {status: state, since: ended, failed: []};
		case 'Stopping':
		case 'Skipped':
			return {status: state, since: null, failed: []};
		case 'NotReached':
		case 'Waiting':
		case 'Unknown':
			return {status: 'Unknown', since: null, failed: []};
	}
}

/** When the last approval of a stage was given; null: none was. */
function answeredAt(actions: readonly ActionProgress[]): number | null {
	const given = actions.flatMap(({category, state, run}) =>
		category === 'Approval' && state === 'Succeeded' ? (run?.changedAt ?? []) : [],
	);
	return given.length === 0 ? null : Math.max(...given);
}

/** How far an execution has come in a stage, where its own record was read. */
function recorded(pipeline: PipelineRecord, execution: ExecutionId, stage: string): StageProgress | null {
	if (pipeline.records[execution]?.readAt == null) return null;
	return progressOf(pipeline, execution).find(({name}) => name === stage) ?? null;
}

/** When the list says that an execution ended, if that happened in this stage. */
function endedAt(
	pipeline: PipelineRecord,
	id: ExecutionId,
	stage: string,
	status: StageStatus,
): number | null {
	const stages = pipeline.snapshot?.stages ?? [];
	const furthest = stages.findLast(({latest}) => latest?.execution === id)?.name;
	const listed = pipeline.executions.find(each => each.id === id);
	// Who leaves the last stage out has come to its end.
	const end = status === 'Skipped' ? 'Succeeded' : status;
	const ended = status !== 'InProgress' && status !== 'Stopping' && listed?.status === end;
	return ended && furthest === stage ? listed.updatedAt : null;
}

/** The newest execution that is known to have come to a stage; its record tells how it stands there. */
function standOfRecords(pipeline: PipelineRecord, stage: string, gates: readonly Gate[]): Stand {
	for (const {id, status, updatedAt} of pipeline.executions) {
		const progress = recorded(pipeline, id, stage);
		if (progress === null) {
			if (status !== 'Succeeded') return unknown;
			const isLast = stagesOf(pipeline).at(-1)?.name === stage;
			return {...nothing, status, since: isLast ? updatedAt : null, execution: id};
		}
		if (progress.state === 'NotReached') continue;
		const gate = gates.find(each => each.stage === stage && each.execution === id) ?? null;
		return {...mannerOf(progress, gate), execution: id};
	}
	return pipeline.older === null ? nothing : unknown;
}
