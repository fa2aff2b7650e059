import type {Execution, Revision} from '../../domain/execution.ts';
import {executionStatuses} from '../../domain/status.ts';
import {fields, id, list, text, time, word} from './fields.ts';
import {normaliseReverts, normaliseSummary} from './normalise-summary.ts';

/** The executions in a page of ListPipelineExecutions. */
export function normaliseExecutions(output: unknown): readonly Execution[] {
	return list(fields(output).pipelineExecutionSummaries).flatMap(
		summary => normaliseExecution(summary, list(summary.sourceRevisions)) ?? [],
	);
}

/** GetPipelineExecution; null when the reply names no execution. */
export function normaliseOneExecution(output: unknown): Execution | null {
	const execution = fields(fields(output).pipelineExecution);
	// Its revisions carry the artifact's name, which is not the source action's.
	const revisions = list(execution.artifactRevisions).map(({name: _artifact, ...revision}) => revision);
	return normaliseExecution(execution, revisions);
}

function normaliseExecution(
	execution: Record<string, unknown>,
	revisions: readonly Record<string, unknown>[],
): Execution | null {
	const name = id(execution.pipelineExecutionId);
	if (name === null) return null;
	return {
		id: name,
		status: word(execution.status, executionStatuses),
		said: text(execution.status) ?? 'Unknown',
		startedAt: time(execution.startTime),
		updatedAt: time(execution.lastUpdateTime),
		revisions: revisions.flatMap(revision => normaliseRevision(revision) ?? []),
		rollback: isRollback(execution),
		stopReason: text(fields(execution.stopTrigger).reason),
	};
}

function normaliseRevision({
	actionName,
	revisionId,
	revisionSummary,
}: Record<string, unknown>): Revision | null {
	const sha = id(revisionId);
	if (sha === null) return null;
	const subject = normaliseSummary(revisionSummary);
	const reverts = normaliseReverts(revisionSummary);
	return {action: text(actionName), sha, subject, ...(reverts.length > 0 ? {reverts} : {})};
}

/** Older records leave the type out and tell by the trigger alone. */
function isRollback(execution: Record<string, unknown>): boolean {
	const {triggerType} = fields(execution.trigger);
	return (
		execution.executionType === 'ROLLBACK' ||
		triggerType === 'ManualRollback' ||
		triggerType === 'AutomatedRollback'
	);
}
