import {fleetRow} from './fleet.ts';
import {commitAt} from './gates.ts';
import {own} from './own.ts';
import type {ExecutionId, RuleRun, Sha} from './pipeline.ts';
import {type ActionProgress, progressOf, type StageProgress} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import {brokenRules} from './rules.ts';
import {isRefused} from './stands.ts';
import {statusNow} from './status-now.ts';

/** An execution that a stage's condition ended, although none of the stage's actions had failed. */
export interface Refusal {
	readonly stage: string;
	readonly execution: ExecutionId;
	/** Null: not known. */
	readonly commit: Sha | null;
	/** Whether the stage's actions had run: then the condition was for leaving it. */
	readonly entered: boolean;
	/** What did not hold; empty: it is not known. */
	readonly rules: readonly RuleRun[];
}

/** Whether a stage failed without any of its actions, all of which are known. */
export function failedByCondition({state, actions}: StageProgress): boolean {
	return state === 'Failed' && actions.every(each => each.state !== 'Failed' && each.state !== 'Unknown');
}

/** How a stage refused an execution; null: it did not, or that is not known. */
export function refusalOf(pipeline: PipelineRecord, stage: string, execution: ExecutionId): Refusal | null {
	const stages = progressOf(pipeline, execution);
	const progress = stages.find(({name}) => name === stage);
	if (progress === undefined) return null;
	const rules = brokenRules(own(pipeline.rules, execution)?.runs ?? [], stage);
	const latest = pipeline.snapshot?.stages.find(({name}) => name === stage)?.latest ?? null;
	const refused =
		latest?.execution === execution
			? latest.status === 'Failed' && failedByCondition(progress)
			: rules.length > 0 && endedIn(pipeline, execution, stages, progress);
	if (!refused) return null;
	return {
		stage,
		execution,
		commit: commitAt(pipeline, execution),
		entered: progress.actions.some(hasRun),
		rules,
	};
}

/** Whether an execution that failed without any of its actions got no further than a stage: a condition can be overridden. */
function endedIn(
	pipeline: PipelineRecord,
	id: ExecutionId,
	stages: readonly StageProgress[],
	stage: StageProgress,
): boolean {
	const listed = pipeline.executions.find(each => each.id === id);
	if (listed === undefined || statusNow(pipeline, listed) !== 'Failed') return false;
	const beyond = stages.slice(stages.indexOf(stage) + 1).flatMap(({actions}) => actions);
	const all = stages.flatMap(({actions}) => actions);
	return !beyond.some(hasRun) && !all.some(({state}) => state === 'Failed');
}

function hasRun({run}: ActionProgress): boolean {
	return run !== null;
}

/** The first stage up to `last` in which whoever was there last was refused; null: there is none. */
export function refusalBefore(pipeline: PipelineRecord, last: string): Refusal | null {
	const {stages} = fleetRow(pipeline, pipeline.snapshotAt ?? 0);
	const until = stages.slice(0, stages.findIndex(({stage}) => stage === last) + 1);
	const stand = until.find(isRefused);
	return stand?.execution == null ? null : refusalOf(pipeline, stand.stage, stand.execution);
}

/** Whether an execution failed without any of its actions, and nobody has asked yet by which rule. */
export function isUntold(pipeline: PipelineRecord, id: ExecutionId): boolean {
	const listed = pipeline?.executions.find(each => each.id === id);
	if (listed === undefined || statusNow(pipeline, listed) !== 'Failed') return false;
	const known = own(pipeline.rules, id) !== undefined;
	return (
		!known && !progressOf(pipeline, id).some(({actions}) => actions.some(({state}) => state === 'Failed'))
	);
}
