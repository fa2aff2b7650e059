import {carrierOf, containment, type Known, laterThan, shaOf} from './carry.ts';
import type {Commit, Containment} from './commit.ts';
import {type Execution, runs as runsCommit} from './execution.ts';
import type {Gate} from './gate.ts';
import {gatesOf} from './gates.ts';
import type {ExecutionId, PipelineName, ScopeId, Sha} from './pipeline.ts';
import {progressOf, type StageProgress} from './progress.ts';
import {type Reached, reachedIn} from './reached.ts';
import type {PipelineRecord} from './record.ts';
import {type Obstacle, type Standing, standingOf} from './standing.ts';
import {isDeadEnd, isMoving} from './status.ts';
import {statusNow} from './status-now.ts';
import {lastStageRuns, type Runs} from './stranger.ts';
import type {Trouble} from './trouble.ts';

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
	readonly lastStage:
		| (Runs & {
				/** Whether that is the tracked commit, or contains it. */
				readonly reached: Reached;
		  })
		| null;
	/** When it was last looked at; null: not yet. */
	readonly asOf: number | null;
	readonly trouble: Trouble | null;
}

/** Where `commit` stands in `pipeline`. `repository`: whose commits they are, to tell pipelines of others apart. */
export function followIn(
	pipeline: PipelineRecord,
	commit: Commit,
	known: Known,
	repository: string | null,
): Follow {
	const runs = pipeline.executions.filter(execution => runsCommit(execution, commit.sha));
	const own = runs.find(({rollback}) => !rollback) ?? null;
	const carrier = own === null || isOver(pipeline, own) ? carrierOf(pipeline, commit, own, known) : null;
	const execution = carrier ?? own;
	const stages = progressOf(pipeline, execution?.id ?? null);
	const open = gatesOf(pipeline, execution?.id ?? null);
	const standing = standingOf({pipeline, commit, execution, stages, open, known, repository});
	return {
		scope: pipeline.scope,
		pipeline: pipeline.name,
		record: pipeline,
		standing,
		runs,
		own,
		execution,
		carriedBy: carrier === null ? null : {execution: carrier.id, commit: shaOf(carrier)},
		stages,
		gates: open.filter(
			gate =>
				(gate.tracked && standing.kind !== 'NotTriggered') ||
				(standing.kind === 'Behind' && blocks(standing.obstacle, gate)),
		),
		after: afterOf(pipeline, execution, commit, known),
		lastStage: lastStageOf(pipeline, commit, known),
		asOf: pipeline.lookedAt,
		trouble: pipeline.trouble,
	};
}

/** Whether the execution gets no further, and nothing of it runs any more. */
export function isOver(pipeline: PipelineRecord, execution: Execution): boolean {
	return (
		isDeadEnd(statusNow(pipeline, execution)) &&
		!progressOf(pipeline, execution.id).some(({state}) => state === 'Running' || state === 'Stopping')
	);
}

function blocks(obstacle: Obstacle, gate: Gate): boolean {
	return obstacle.kind === 'gate-held' && obstacle.stage === gate.stage;
}

function afterOf(
	pipeline: PipelineRecord,
	execution: Execution | null,
	commit: Commit,
	known: Known,
): Follow['after'] {
	if (execution === null) return [];
	return laterThan(pipeline, execution)
		.filter(each => isMoving(statusNow(pipeline, each)))
		.map(each => ({
			execution: each.id,
			commit: shaOf(each),
			contains: containment(pipeline, each, commit, known),
		}));
}

function lastStageOf(pipeline: PipelineRecord, tracked: Commit, known: Known): Follow['lastStage'] {
	const runs = lastStageRuns(pipeline);
	return runs === null ? null : {...runs, reached: reachedIn(pipeline, runs.stage, tracked, known)};
}

/** Whether its change is in the last stage, as far as what runs there now does not tell otherwise. */
export function isThere({lastStage}: Follow): boolean {
	if (lastStage === null) return true;
	const {reached, rollback} = lastStage;
	return reached.kind === 'reached' || (reached.kind === 'unknown' && !rollback);
}

/** Whether the commit is none of the pipeline's business, whatever happens there: that is known for good. */
export function isApart({standing}: Pick<Follow, 'standing'>): boolean {
	return standing.kind === 'NotTriggered' && standing.reason !== 'no-execution';
}

/** The stages that a condition left out: the execution went on, and the commit does not run there. */
export function skippedIn({stages}: Follow): readonly string[] {
	return stages.filter(({state}) => state === 'Skipped').map(({name}) => name);
}
