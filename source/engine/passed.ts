import {heldBack} from '../domain/held-back.ts';
import type {ExecutionId} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';

/** How long after an execution's last change its record may still lag behind it, clocks being what they are; ms. */
export const recordLag = 60_000;

/** Whether an execution may have failed by a condition and gone on, out of sight, so that only its rules tell. */
export function needsRulesOfPassed(pipeline: PipelineRecord, id: ExecutionId): boolean {
	const asked = pipeline.rules[id]?.readAt ?? 0;
	return wasOverridden(pipeline, id, asked) || asked < (passedUnseen(pipeline, id) ?? 0);
}

/** Whether the state tells of an override in a stage that its rules, as they were asked for last, may not tell of yet. */
function wasOverridden(pipeline: PipelineRecord, id: ExecutionId, asked: number): boolean {
	return (pipeline.snapshot?.stages ?? []).some(({name, latest, overriddenAt}) => {
		if (latest?.execution !== id || overriddenAt === undefined) return false;
		if (asked >= (overriddenAt ?? 0) + recordLag) return false;
		return asked < (overriddenAt ?? 1) || !heldBack(pipeline, id).some(({stage}) => stage === name);
	});
}

/**
 * When an execution came through a stage with conditions, if that was since the look before and the state shows another one
 * there, so that it tells nothing any more of what it met; ms since the epoch, null: it did not.
 */
function passedUnseen(
	{definition, snapshot, lookedAt, records}: PipelineRecord,
	id: ExecutionId,
): number | null {
	const runs = records[id]?.runs ?? [];
	const ends = (definition?.stages ?? []).flatMap(({name, conditional}) => {
		const latest = snapshot?.stages.find(each => each.name === name)?.latest ?? null;
		if (conditional !== true || latest === null || latest.execution === id) return [];
		return runs.flatMap(run => (run.stage === name ? (run.changedAt ?? []) : []));
	});
	const last = Math.max(...ends, 0);
	return lookedAt !== null && last > lookedAt - recordLag ? last : null;
}
