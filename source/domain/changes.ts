import {laterThan, shaOf} from './carry.ts';
import type {Commit} from './commit.ts';
import {differenceKey} from './difference.ts';
import {commitOf, type Execution, isSha} from './execution.ts';
import type {Gate} from './gate.ts';
import type {ExecutionId, PipelineName, ScopeId, Sha} from './pipeline.ts';
import {type ActionProgress, progressOf, type StageProgress, stagesOf} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import {type Refusal, refusalBefore, refusalOf} from './refusal.ts';
import {followOf, pipelinesOf, repositoryOf} from './select.ts';
import {type Shipment, shipmentOf} from './shipment.ts';
import {type Shipping, shippingIn} from './shipping.ts';
import {executionIn, type StageRun, stageRun} from './stage-run.ts';
import type {Standing} from './standing.ts';
import type {State} from './state.ts';
import {isMoving} from './status.ts';
import {statusNow} from './status-now.ts';

/** Whose changes are asked for: what a gate would ship, or what came since a stage that failed last succeeded. */
export type ChangesOf =
	/** Null: the stage of the first open gate, else the last one that has an approval. */
	| {readonly kind: 'gate'; readonly stage: string | null}
	| {readonly kind: 'failure'; readonly stage: string; readonly execution: ExecutionId};

/** What version control is to be asked. */
export interface DifferenceQuestion {
	readonly from: Sha;
	readonly to: Sha;
	/** Whose commits they are; null: not known. */
	readonly repository: string | null;
}

/** The same commit in another pipeline: the furthest stage that it stands in (null: none), and how. */
export interface Elsewhere {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	readonly stage: string | null;
	readonly standing: Standing;
	/** The commit of the execution that carries it on; null: its own goes on, or none does. */
	readonly carriedBy: Sha | null;
}

/** What would change in a stage if that which stands before it went in. */
export interface Changes {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	readonly kind: ChangesOf['kind'];
	readonly stage: string | null;
	/** The open gate; null: none is open. */
	readonly gate: Gate | null;
	readonly others: readonly Gate[];
	readonly execution: ExecutionId | null;
	/** Whom a condition keeps from it: the execution itself, or another one. Null: nobody, or somebody stands at the gate. */
	readonly refusal: Refusal | null;
	/** What the stage runs, and whether it was rolled back to that; null: nothing, or not known. */
	readonly now: Sha | null;
	readonly rollback: boolean;
	/** What stands at the gate, or came to the failure. */
	readonly next: Sha | null;
	readonly shipment: Shipment;
	/** Null: there is nothing to ask. */
	readonly question: DifferenceQuestion | null;
	/** How the execution fared on its way to the gate: what did the work, without sources and approvals. */
	readonly chains: readonly ActionProgress[];
	/** Newer executions on their way, the newest first. */
	readonly waiting: readonly {readonly execution: ExecutionId; readonly commit: Sha | null}[];
	readonly elsewhere: readonly Elsewhere[];
}

/** `followed`: the execution that is followed in the pipeline; null: none is. */
export function changesIn(
	state: State,
	pipeline: PipelineRecord,
	of: ChangesOf,
	followed: ExecutionId | null,
): Changes {
	const shipping = shippingOf(pipeline, of, followed);
	const {stage, execution: id} = shipping;
	const execution = id === null ? null : executionIn(pipeline, id);
	const next = shaOf(execution);
	const run: StageRun = stage === null ? {kind: 'unknown'} : stageRun(pipeline, stage);
	const now = run.kind === 'run' ? besides(run.execution, execution) : null;
	const [shipment, question] = shipmentIn(state, run, now, next);
	return {
		scope: pipeline.scope,
		pipeline: pipeline.name,
		kind: of.kind,
		...shipping,
		refusal: refusalFor(pipeline, of, shipping),
		now,
		rollback: run.kind === 'run' && run.rollback,
		next,
		shipment,
		question,
		chains: chainsBefore(pipeline, shipping, of.kind),
		waiting: waitingIn(pipeline, id, execution),
		elsewhere: next === null ? [] : elsewhereOf(state, pipeline, next),
	};
}

function shippingOf(pipeline: PipelineRecord, of: ChangesOf, followed: ExecutionId | null): Shipping {
	return of.kind === 'gate'
		? shippingIn(pipeline, followed, of.stage)
		: {stage: of.stage, gate: null, others: [], execution: of.execution};
}

function refusalFor(pipeline: PipelineRecord, of: ChangesOf, {stage, gate}: Shipping): Refusal | null {
	if (of.kind === 'failure') return refusalOf(pipeline, of.stage, of.execution);
	return gate !== null || stage === null ? null : refusalBefore(pipeline, stage);
}

/** The revision of one execution that compares with the commit of another: of several sources, that of the same one. */
function besides(execution: Execution | null, other: Execution | null): Sha | null {
	if (execution === null) return null;
	const source = other === null ? null : (commitOf(other)?.action ?? null);
	const same = execution.revisions.find(({action}) => action !== null && action === source);
	return (same ?? commitOf(execution))?.sha ?? null;
}

function shipmentIn(
	state: State,
	run: StageRun,
	now: Sha | null,
	next: Sha | null,
): readonly [Shipment, DifferenceQuestion | null] {
	const unknown = (why: Extract<Shipment, {kind: 'unknown'}>['why']) =>
		[{kind: 'unknown', why}, null] as const;
	if (next === null) return unknown('no-next');
	if (run.kind === 'none') return unknown('nothing-runs');
	if (now === null) return unknown('no-now');
	const shipment = shipmentOf(now, next, state.differences[differenceKey(now, next)]);
	const asks = now !== next && isSha(now) && isSha(next);
	return [shipment, asks ? {from: now, to: next, repository: repositoryOf(state, next)} : null];
}

/** The work before the gate: of the stages before it, and in its own stage what ran before the approval. */
function chainsBefore(
	pipeline: PipelineRecord,
	{stage, gate, execution}: Shipping,
	kind: ChangesOf['kind'],
): readonly ActionProgress[] {
	if (execution === null) return [];
	const names = stagesOf(pipeline).map(({name}) => name);
	const at = stage === null ? names.length : names.indexOf(stage);
	return progressOf(pipeline, execution).flatMap(({actions}, index) => {
		const order = actions.find(({name}) => name === gate?.action)?.runOrder ?? 0;
		return actions.filter(
			({category, runOrder}) =>
				category !== 'Source' &&
				category !== 'Approval' &&
				(index < at || (index === at && (kind === 'failure' || runOrder < order))),
		);
	});
}

function waitingIn(
	pipeline: PipelineRecord,
	id: ExecutionId | null,
	execution: Execution | null,
): Changes['waiting'] {
	const listed = execution !== null && pipeline.executions.includes(execution) ? execution : null;
	return laterThan(pipeline, listed)
		.filter(each => each.id !== id && isMoving(statusNow(pipeline, each)))
		.map(each => ({execution: each.id, commit: shaOf(each)}));
}

function elsewhereOf(state: State, here: PipelineRecord, sha: Sha): readonly Elsewhere[] {
	const commit = commitIn(state, sha);
	return pipelinesOf(state)
		.filter(pipeline => pipeline !== here)
		.map(pipeline => followOf(state, pipeline, commit))
		.filter(({own}) => own !== null)
		.map(({scope, pipeline, standing, stages, carriedBy}) => ({
			scope,
			pipeline,
			stage: furthest(stages, standing),
			standing,
			carriedBy: carriedBy?.commit ?? null,
		}));
}

/** Of an execution that has gone through, its record alone would tell all stages. */
function furthest(stages: readonly StageProgress[], standing: Standing): string | null {
	const been = stages.findLast(({state}) => state !== 'NotReached' && state !== 'Unknown');
	return (standing.kind === 'Succeeded' ? stages.at(-1) : been)?.name ?? null;
}

/** All that is known of a commit, of which perhaps nothing but its SHA is. */
export function commitIn(state: Pick<State, 'tracked' | 'commits'>, sha: Sha): Commit {
	return (
		state.tracked.find(each => each.sha === sha) ??
		state.commits[sha] ?? {sha, subject: null, author: null, at: null, mine: false}
	);
}
