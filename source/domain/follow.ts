import type {Commit, Containment} from './commit.ts';
import {ancestryKey} from './commit.ts';
import {commitOf, type Execution, runs as runsCommit} from './execution.ts';
import type {Gate} from './gate.ts';
import {commitAt, gatesOf} from './gates.ts';
import type {ExecutionId, PipelineName, ScopeId, Sha} from './pipeline.ts';
import {type ActionProgress, progressOf, type StageProgress} from './progress.ts';
import type {PipelineRecord, State} from './state.ts';
import {type ExecutionStatus, isDeadEnd, isMoving} from './status.ts';
import type {Trouble} from './trouble.ts';

/** What keeps an execution outside a stage. */
export type Obstacle =
	| {readonly kind: 'gate-held'; readonly stage: string; readonly by: Holder; readonly gate: Gate}
	| {
			readonly kind: 'transition-closed';
			readonly stage: string;
			readonly reason: string;
			readonly since: number | null;
	  }
	| {readonly kind: 'stage-busy'; readonly stage: string; readonly by: Holder};

/** Who stands in front; the commit is null while the list of executions has not told it. */
export interface Holder {
	readonly execution: ExecutionId | null;
	readonly commit: Sha | null;
}

/** Where a tracked commit stands in one pipeline. Times are ms since the epoch; null: not known. */
export type Standing =
	| {readonly kind: 'Awaited'; readonly searching: boolean}
	| {readonly kind: 'NotTriggered'; readonly reason: 'other-repository' | 'no-execution'}
	| {readonly kind: 'Unknown'}
	| {
			readonly kind: 'Running' | 'Stopping';
			readonly stage: StageProgress | null;
			readonly since: number | null;
			/** Actions that have failed while others of the stage still run. */
			readonly failed: readonly ActionProgress[];
	  }
	| {readonly kind: 'Gate'; readonly gate: Gate; readonly since: number | null}
	| {readonly kind: 'Behind'; readonly obstacle: Obstacle; readonly since: number | null}
	| {readonly kind: 'Succeeded'; readonly since: number | null}
	| {
			readonly kind: 'Failed';
			readonly stage: StageProgress | null;
			readonly since: number | null;
			readonly failed: readonly ActionProgress[];
	  }
	| {
			readonly kind: 'Stopped' | 'Cancelled' | 'Superseded';
			readonly since: number | null;
			readonly reason: string | null;
			/** Whether a later execution brings the commit on: `lacks` means that none does. */
			readonly carried: Containment;
			/** The commit of the execution that came after it. */
			readonly by: Sha | null;
	  };

/** One tracked commit in one pipeline: everything that a row, a line or a detail says. */
export interface Follow {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	readonly record: PipelineRecord;
	readonly standing: Standing;
	/** All executions of the commit, newest first. */
	readonly runs: readonly Execution[];
	/** The commit's own execution; the newest that is no rollback. */
	readonly own: Execution | null;
	/** The execution that is followed: its own, or the later one that carries it. */
	readonly execution: Execution | null;
	/** Set when a later execution carries the commit. */
	readonly carriedBy: {readonly execution: ExecutionId; readonly commit: Sha | null} | null;
	readonly stages: readonly StageProgress[];
	/** Open gates on its way: its own, or the one that holds it. */
	readonly gates: readonly Gate[];
	/** Executions that wait behind the followed one, with whether they contain the tracked commit. */
	readonly after: readonly {
		readonly execution: ExecutionId;
		readonly commit: Sha | null;
		readonly contains: Containment;
	}[];
	/** What the last stage runs now. */
	readonly lastStage: {
		readonly stage: string;
		readonly execution: ExecutionId;
		readonly commit: Sha | null;
	} | null;
	/** When it was last looked at; null: not yet. */
	readonly asOf: number | null;
	readonly trouble: Trouble | null;
}

type Known = Pick<State, 'ancestry'>;

/** Where `commit` stands in `pipeline`. `repository`: whose commits they are, to tell pipelines of others apart. */
export function followIn(
	pipeline: PipelineRecord,
	commit: Commit,
	known: Known,
	repository: string | null,
): Follow {
	const runs = pipeline.executions.filter(execution => runsCommit(execution, commit.sha));
	const own = runs.find(({rollback}) => !rollback) ?? null;
	const ownStages = progressOf(pipeline, own?.id ?? null);
	const dead = own !== null && deadEnd(pipeline, own, ownStages);
	const carrier = own === null || dead ? carrierOf(pipeline, commit, own, known) : null;
	const execution = carrier ?? own;
	const stages = carrier === null ? ownStages : progressOf(pipeline, carrier.id);
	const open = gatesOf(pipeline, execution?.id ?? null);
	const standing = standingOf({pipeline, commit, execution, own, stages, open, known, repository});
	return {
		scope: pipeline.scope,
		pipeline: pipeline.name,
		record: pipeline,
		standing,
		runs,
		own,
		execution,
		carriedBy: carrier === null ? null : {execution: carrier.id, commit: commitOf(carrier)?.sha ?? null},
		stages,
		gates: open.filter(
			gate => gate.tracked || (standing.kind === 'Behind' && blocks(standing.obstacle, gate)),
		),
		after: afterOf(pipeline, execution, commit, known),
		lastStage: lastStageOf(pipeline),
		asOf: pipeline.lookedAt,
		trouble: pipeline.trouble,
	};
}

function blocks(obstacle: Obstacle, gate: Gate): boolean {
	return obstacle.kind === 'gate-held' && obstacle.stage === gate.stage;
}

/**
 * What the execution's status is now. The list of executions knows every end, the state shows movement sooner; of the
 * two, what was read later is believed, and an end that only the list can know (Superseded) stays until it moves again.
 */
export function statusNow(pipeline: PipelineRecord, execution: Execution): ExecutionStatus {
	const seen = lastSeen(pipeline, execution.id);
	const listIsNewer = (pipeline.executionsAt ?? 0) >= (pipeline.snapshotAt ?? 0);
	if (seen === null || (listIsNewer && !isMoving(execution.status))) return execution.status;
	switch (seen.status) {
		case 'InProgress':
		case 'Stopping':
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
			return seen.status;
		case 'Succeeded':
			return seen.last ? 'Succeeded' : execution.status;
		case 'Skipped':
		case 'Unknown':
			return execution.status;
	}
}

/** What the furthest stage that the execution was last in says of it. */
function lastSeen(pipeline: PipelineRecord, id: ExecutionId) {
	const stages = pipeline.snapshot?.stages ?? [];
	const index = stages.findLastIndex(({latest}) => latest?.execution === id);
	const latest = stages[index]?.latest;
	return latest == null ? null : {status: latest.status, last: index === stages.length - 1};
}

/** Whether the execution gets no further, and nothing of it runs any more. */
function deadEnd(pipeline: PipelineRecord, execution: Execution, stages: readonly StageProgress[]): boolean {
	return (
		isDeadEnd(statusNow(pipeline, execution)) &&
		!stages.some(({state}) => state === 'Running' || state === 'Stopping')
	);
}

/**
 * The later execution that brings the commit on: the first that contains it and is no dead end itself, else the newest
 * that contains it, through any number of hops.
 */
function carrierOf(
	pipeline: PipelineRecord,
	commit: Commit,
	own: Execution | null,
	known: Known,
): Execution | null {
	const later = laterThan(pipeline, own).filter(each => containment(each, commit, known) === 'contains');
	const alive = later.filter(each => !isDeadEnd(statusNow(pipeline, each)));
	return alive.at(-1) ?? later[0] ?? null;
}

/** Executions that started after `own` (all, when there is none), newest first; rollbacks run old commits and do not count. */
export function laterThan(pipeline: PipelineRecord, own: Execution | null): readonly Execution[] {
	const index = own === null ? pipeline.executions.length : pipeline.executions.indexOf(own);
	return pipeline.executions.slice(0, index).filter(({rollback}) => !rollback);
}

function containment(execution: Execution, commit: Commit, known: Known): Containment {
	const sha = commitOf(execution)?.sha;
	if (sha === undefined) return 'unknown';
	return sha.startsWith(commit.sha)
		? 'contains'
		: (known.ancestry[ancestryKey(sha, commit.sha)] ?? 'unknown');
}

interface Situation {
	readonly pipeline: PipelineRecord;
	readonly commit: Commit;
	readonly execution: Execution | null;
	readonly own: Execution | null;
	readonly stages: readonly StageProgress[];
	readonly open: readonly Gate[];
	readonly known: Known;
	readonly repository: string | null;
}

function standingOf(situation: Situation): Standing {
	const {pipeline, execution, stages, open} = situation;
	if (execution === null) return withoutExecution(situation);
	const gate = open.find(each => each.execution === execution.id);
	const status = statusNow(pipeline, execution);
	const here = stages.findLast(({state}) => state !== 'NotReached' && state !== 'Unknown') ?? null;
	const failed = stages.flatMap(({actions}) => actions.filter(({state}) => state === 'Failed'));
	switch (status) {
		case 'InProgress':
		case 'Stopping':
			if (gate !== undefined && status === 'InProgress') return {kind: 'Gate', gate, since: gate.openedAt};
			return moving(situation, status === 'Stopping' ? 'Stopping' : 'Running', here, failed);
		case 'Succeeded':
			return {kind: 'Succeeded', since: stages.at(-1)?.endedAt ?? execution.updatedAt};
		case 'Failed':
			if (here?.state === 'Running') return {kind: 'Running', stage: here, since: here.startedAt, failed};
			return {kind: 'Failed', stage: here, since: here?.endedAt ?? execution.updatedAt, failed};
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return {kind: status, ...ending(situation, execution)};
		case 'Unknown':
			return {kind: 'Unknown'};
	}
}

function moving(
	{pipeline, execution, stages, open}: Situation,
	kind: 'Running' | 'Stopping',
	here: StageProgress | null,
	failed: readonly ActionProgress[],
): Standing {
	const outside = stages.findLastIndex(({state}) => state === 'Waiting');
	if (outside >= 0 && kind === 'Running') {
		const obstacle = obstacleAt(pipeline, stages[outside]?.name ?? '', open);
		if (obstacle !== null)
			return {kind: 'Behind', obstacle, since: stages[outside - 1]?.endedAt ?? execution?.startedAt ?? null};
	}
	return {kind, stage: here, since: here?.startedAt ?? execution?.startedAt ?? null, failed};
}

function obstacleAt(pipeline: PipelineRecord, stage: string, open: readonly Gate[]): Obstacle | null {
	const seen = pipeline.snapshot?.stages.find(({name}) => name === stage);
	if (seen === undefined) return null;
	if (!seen.transition.open) {
		return {kind: 'transition-closed', stage, reason: seen.transition.reason, since: seen.transition.since};
	}
	const holder = seen.latest;
	const by: Holder =
		holder === null
			? {execution: null, commit: null}
			: {execution: holder.execution, commit: commitAt(pipeline, holder.execution)};
	const gate = open.find(each => each.stage === stage);
	return gate === undefined ? {kind: 'stage-busy', stage, by} : {kind: 'gate-held', stage, by, gate};
}

function ending({pipeline, commit, known}: Situation, execution: Execution) {
	const later = laterThan(pipeline, execution);
	const answers = later.map(each => containment(each, commit, known));
	const carried: Containment = answers.includes('contains')
		? 'contains'
		: answers.includes('unknown')
			? 'unknown'
			: 'lacks';
	const next = later.at(-1);
	return {
		since: execution.updatedAt,
		reason: execution.stopReason,
		carried,
		by: next === undefined ? null : (commitOf(next)?.sha ?? null),
	};
}

/** No execution has the commit: it may still come, or the pipeline is none of its business. */
function withoutExecution({pipeline, commit, repository}: Situation): Standing {
	if (isOthers(pipeline, repository)) return {kind: 'NotTriggered', reason: 'other-repository'};
	if (pipeline.givenUp.includes(commit.sha)) return {kind: 'NotTriggered', reason: 'no-execution'};
	if (pipeline.older === undefined && pipeline.trouble !== null) return {kind: 'Unknown'};
	return {kind: 'Awaited', searching: !searchedFor(pipeline, commit)};
}

/** Whether every source of the pipeline is another repository than the one whose commit is followed. */
export function isOthers(pipeline: PipelineRecord, repository: string | null): boolean {
	const sources = (pipeline.definition?.stages ?? []).flatMap(({actions}) =>
		actions.flatMap(action => action.repository ?? []),
	);
	return (
		repository !== null &&
		sources.length > 0 &&
		sources.every(source => source.toLowerCase() !== repository.toLowerCase())
	);
}

/** How far before the commit's own time an execution of it can have started, clocks being what they are; ms. */
const clockSlack = 3600_000;

/** Whether the list was read far enough back to know all executions of a commit that matter. */
export function searchedFor(pipeline: PipelineRecord, commit: Commit): boolean {
	if (pipeline.older === undefined) return false;
	if (pipeline.older === null) return true;
	if (pipeline.executions.some(each => !each.rollback && runsCommit(each, commit.sha))) return true;
	const oldest = pipeline.executions.at(-1)?.startedAt ?? null;
	return commit.at !== null && oldest !== null && oldest < commit.at - clockSlack;
}

function afterOf(
	pipeline: PipelineRecord,
	execution: Execution | null,
	commit: Commit,
	known: Known,
): Follow['after'] {
	if (execution === null) return [];
	return laterThan(pipeline, execution)
		.filter(each => isMoving(each.status))
		.map(each => ({
			execution: each.id,
			commit: commitOf(each)?.sha ?? null,
			contains: containment(each, commit, known),
		}));
}

function lastStageOf(pipeline: PipelineRecord): Follow['lastStage'] {
	const stage = pipeline.definition?.stages.at(-1)?.name ?? pipeline.snapshot?.stages.at(-1)?.name;
	if (stage === undefined) return null;
	const latest = pipeline.snapshot?.stages.find(({name}) => name === stage)?.latest;
	if (latest?.status === 'Succeeded')
		return {stage, execution: latest.execution, commit: commitAt(pipeline, latest.execution)};
	const done = pipeline.executions.find(({status}) => status === 'Succeeded');
	return done === undefined ? null : {stage, execution: done.id, commit: commitOf(done)?.sha ?? null};
}
