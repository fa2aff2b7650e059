import type {Execution} from './execution.ts';
import {own} from './own.ts';
import type {ExecutionId, StageSnapshot} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {statusNow} from './status-now.ts';
import {lacksStage, orderOfStages} from './told-stages.ts';

/** What a stage runs now: the newest execution that succeeded in it, rollbacks included. */
export type StageRun =
	| {
			readonly kind: 'run';
			readonly id: ExecutionId;
			/** What is known of it; null while nothing but its id is. */
			readonly execution: Execution | null;
			readonly rollback: boolean;
	  }
	/** Nothing ever succeeded in it. */
	| {readonly kind: 'none'}
	| {readonly kind: 'unknown'};

/**
 * Of which stages it must be known what they run: the last one's, all of them, or those of one name. Standing: of none, but
 * the commit of whoever is or was last in each.
 */
export type StagesOfInterest = 'last' | 'all' | 'standing' | {readonly stage: string};

/** The names of the stages of interest that a pipeline has; the sources run nothing. */
export function interestingStages(pipeline: PipelineRecord, interest: StagesOfInterest): readonly string[] {
	const names = deployingStages(pipeline);
	if (interest === 'last') return names.slice(-1);
	if (interest === 'standing') return [];
	return interest === 'all' ? names : names.filter(name => name === interest.stage);
}

/** The names of the stages that do more than take in sources, in their order. */
export function deployingStages({definition, snapshot}: PipelineRecord): readonly string[] {
	if (definition === null) return (snapshot?.stages ?? []).slice(1).map(({name}) => name);
	return definition.stages
		.filter(({actions}) => actions.some(({category}) => category !== 'Source'))
		.map(({name}) => name);
}

/** What a stage runs, as far as the state, the list of executions and what was asked about the stage tell. */
export function stageRun(pipeline: PipelineRecord, stage: string): StageRun {
	const seen = pipeline.snapshot?.stages.find(({name}) => name === stage) ?? null;
	const latest = seen?.latest ?? null;
	if (latest?.status === 'Succeeded') return run(pipeline, latest.execution, latest.rollback);
	if (seen !== null && latest === null && !isWithoutState(pipeline)) return {kind: 'none'};
	const asked = own(pipeline.succeeded, stage);
	if (asked !== undefined && asked.newest !== null && asked.while === (latest?.execution ?? null))
		return run(pipeline, asked.newest.id, asked.newest.rollback);
	// Who went past it may have left it out as well.
	if (latest?.status === 'Skipped') return {kind: 'unknown'};
	return fromList(pipeline, stage);
}

/** What is known of an execution: from the list, or from what was asked about a stage. */
export function executionIn(pipeline: PipelineRecord, id: ExecutionId): Execution | null {
	return (
		pipeline.executions.find(each => each.id === id) ??
		Object.values(pipeline.succeeded).find(({newest}) => newest?.id === id)?.newest ??
		null
	);
}

/** Whether the state tells of no execution at all, as a PARALLEL pipeline's does. */
function isWithoutState({definition, snapshot}: PipelineRecord): boolean {
	return definition?.mode === 'PARALLEL' || (snapshot?.stages.every(({latest}) => latest === null) ?? true);
}

function run(pipeline: PipelineRecord, id: ExecutionId, rollback: boolean): StageRun {
	return {kind: 'run', id, execution: executionIn(pipeline, id), rollback};
}

/** The newest execution of the list that is known to have come through; unknown as soon as one may have. */
function fromList(pipeline: PipelineRecord, stage: string): StageRun {
	for (const execution of pipeline.executions) {
		switch (passed(pipeline, execution, stage)) {
			case 'yes':
				return run(pipeline, execution.id, execution.rollback);
			case 'unknown':
				return {kind: 'unknown'};
			case 'no':
				break;
		}
	}
	return {kind: pipeline.older === null ? 'none' : 'unknown'};
}

/** Whether an execution came through a stage, by what its status and the state tell. */
export function passed(
	pipeline: PipelineRecord,
	execution: Execution,
	stage: string,
): 'yes' | 'no' | 'unknown' {
	const stages = pipeline.snapshot?.stages ?? [];
	const names = orderOfStages(pipeline);
	const at = names.indexOf(stage);
	const seen = stages.findLast(each => isAt(each, execution.id));
	const furthest = seen === undefined ? -1 : names.indexOf(seen.name);
	// A rollback runs one stage only, which is another one's when it is seen there.
	if (execution.rollback) return furthest >= 0 && furthest !== at ? 'no' : 'unknown';
	// An entry condition let it go on without running the stage.
	const latest = stages.find(({name}) => name === stage)?.latest;
	if (latest?.execution === execution.id && latest.status === 'Skipped') return 'no';
	if (at >= 0 && furthest > at) return 'yes';
	const status = statusNow(pipeline, execution);
	if (status === 'Succeeded') return 'yes';
	if (status === 'Unknown') return 'unknown';
	// Nobody comes through the last stage without having succeeded altogether.
	if (at >= 0 && at === names.length - 1) return 'no';
	return furthest >= 0 && !lacksStage(pipeline, stage) ? 'no' : 'unknown';
}

/** Whether an execution stands in a stage, or waits outside of it. */
function isAt({latest, inbound}: StageSnapshot, id: ExecutionId): boolean {
	return latest?.execution === id || inbound.includes(id);
}
