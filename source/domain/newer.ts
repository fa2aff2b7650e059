import type {Newer} from './failed.ts';
import {commitAt} from './gates.ts';
import type {ExecutionId} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';

/** Whether a newer execution than this one has entered the stage, as far as the state tells (aws-facts 5.7). */
export function newerInStage(pipeline: PipelineRecord, stage: string, execution: ExecutionId): Newer {
	const latest = pipeline.snapshot?.stages.find(({name}) => name === stage)?.latest ?? null;
	// Those of a PARALLEL pipeline take no stage from each other.
	if (pipeline.definition?.mode === 'PARALLEL') return {kind: 'none'};
	if (latest === null) return {kind: 'unknown'};
	if (latest.execution === execution) return {kind: 'none'};
	const place = (id: ExecutionId) => pipeline.executions.findIndex(each => each.id === id);
	const [own, other] = [place(execution), place(latest.execution)];
	// The state lags behind the record: it still shows who was there before.
	if (own >= 0 && other > own) return {kind: 'unknown'};
	return {kind: 'entered', execution: latest.execution, commit: commitAt(pipeline, latest.execution)};
}
