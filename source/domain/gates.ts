import {isSameRun, rowKey} from './attribute.ts';
import {shaOf} from './carry.ts';
import {approvalTimeout, type Gate} from './gate.ts';
import {isWithoutState} from './parallel.ts';
import type {ActionRun, ExecutionId, Sha, StageDefinition, StageSnapshot} from './pipeline.ts';
import {categoryOf, stagesOf} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import {executionIn} from './stage-run.ts';
import {isOver} from './status.ts';
import {lacksRow, lacksStage} from './told-stages.ts';

/**
 * The open gates of a pipeline: a stage whose latest execution is in progress, with an approval of it in progress.
 * What waits outside the stage (`inbound`) does not stand at its gate. The followed execution's own record opens a gate
 * too, which is all that there is for a PARALLEL pipeline, and for what the state leaves out.
 */
export function gatesOf(pipeline: PipelineRecord, followed: ExecutionId | null): readonly Gate[] {
	const gates: Gate[] = [];
	for (const definition of stagesOf(pipeline)) {
		const seen = pipeline.snapshot?.stages.find(({name}) => name === definition.name) ?? null;
		const holder = seen?.latest?.status === 'InProgress' ? seen.latest.execution : null;
		const runs =
			holder !== null ? shownRuns(pipeline, seen, holder) : recordedRuns(pipeline, followed, definition.name);
		const isUntold = isWithoutState(pipeline) || lacksStage(pipeline, definition.name);
		const execution = holder ?? (isUntold ? followed : null);
		if (execution === null) continue;
		for (const run of runs) {
			if (run.status === 'InProgress' && isApproval(definition, run))
				gates.push(gateAt(pipeline, definition, run, execution, followed, waitingAt(seen)));
		}
	}
	return gates;
}

/** The rows of the stage, in place of missing ones the record's, that the record does not know to be over, without leftovers of another execution, as far as anything tells. */
function shownRuns(
	pipeline: PipelineRecord,
	seen: StageSnapshot | null,
	holder: ExecutionId,
): readonly ActionRun[] {
	const record = pipeline.records[holder];
	const untold = record?.runs.filter(run => run.stage === seen?.name && lacksRow(seen, run.action)) ?? [];
	const shown = (seen?.rows ?? [])
		.flatMap(({run}) => run ?? [])
		.filter(row => {
			const known = record?.runs.filter(run => isSameRun(run, row)) ?? [];
			// The record may be newer than the state: what is over in it is over.
			if (known.some(run => isOver(run.status))) return false;
			if (record?.readAt != null) return known.length > 0;
			return !record?.foreign.includes(rowKey(row));
		});
	return [...shown, ...untold];
}

function recordedRuns(
	pipeline: PipelineRecord,
	followed: ExecutionId | null,
	stage: string,
): readonly ActionRun[] {
	if (followed === null) return [];
	return (pipeline.records[followed]?.runs ?? []).filter(run => run.stage === stage);
}

export function isApproval(stage: StageDefinition, run: ActionRun): boolean {
	return stage.actions.some(
		({name, category}) => name === run.action && categoryOf(category, run) === 'Approval',
	);
}

function waitingAt(seen: StageSnapshot | null): number {
	return seen?.inbound.length ?? 0;
}

function gateAt(
	pipeline: PipelineRecord,
	stage: StageDefinition,
	run: ActionRun,
	execution: ExecutionId,
	followed: ExecutionId | null,
	waiting: number,
): Gate {
	const action = stage.actions.find(({name}) => name === run.action);
	const openedAt = run.startedAt ?? run.changedAt;
	const timeout = action?.timeoutMinutes == null ? approvalTimeout : action.timeoutMinutes * 60_000;
	return {
		pipeline: pipeline.name,
		stage: stage.name,
		action: run.action,
		execution,
		run: run.id,
		commit: commitAt(pipeline, execution),
		tracked: execution === followed,
		openedAt,
		expiresAt: openedAt === null ? null : openedAt + timeout,
		waiting,
		customData: action?.customData ?? null,
		externalEntityLink: action?.externalEntityLink ?? null,
	};
}

/** The commit of an execution, as far as the list of executions tells it. */
export function commitAt(pipeline: PipelineRecord, id: ExecutionId): Sha | null {
	return shaOf(executionIn(pipeline, id));
}
