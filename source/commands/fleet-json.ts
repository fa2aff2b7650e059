import {causeOf} from '../diagnosis/cause.ts';
import type {FleetRow} from '../domain/fleet.ts';
import type {ExecutionId, PipelineName} from '../domain/pipeline.ts';
import type {StageStand} from '../domain/stands.ts';
import type {State} from '../domain/state.ts';
import {frameOf, iso, troubleJson} from './frame.ts';
import {gateJson} from './gate-json.ts';

/** The console's page of a pipeline, or of one execution of it. */
export type PageOf = (pipeline: PipelineName, parallel: {readonly execution: ExecutionId} | null) => string;

/** The fleet as one JSON object. */
export function fleetJson(state: State, rows: readonly FleetRow[], page: PageOf) {
	return {...frameOf(state), pipelines: rows.map(row => rowJson(row, page))};
}

function rowJson(row: FleetRow, page: PageOf) {
	return {
		pipeline: row.pipeline,
		mode: row.mode,
		lastRun: iso(row.lastRun),
		idle: row.idle,
		stages: row.stages.map(stageJson),
		gates: row.gates.map(gate => gateJson(gate, pageOf(row, gate.execution, page))),
		unread: row.unread,
		trouble: troubleJson(row.trouble),
		url: pageOf(row, row.shownBy, page),
	};
}

function stageJson({stage, status, said, execution, commit, since, failed, ...more}: StageStand) {
	return {
		stage,
		// As in the other commands: the commit does not run there.
		status: status === 'Skipped' ? 'NotTriggered' : status,
		aws: said,
		execution,
		commit,
		since: iso(since),
		rollback: more.rollback,
		waiting: more.waiting,
		failed: failed.map(({name, chain, run}) => ({
			action: name,
			chain,
			cause: (run !== null && causeOf(run)) || null,
		})),
		closed: more.closed === null ? null : {reason: more.closed.reason, since: iso(more.closed.since)},
	};
}

/** The page that shows an execution of a pipeline: only where its own is empty, that of the execution. */
export function pageOf({pipeline, shownBy}: FleetRow, execution: ExecutionId | null, page: PageOf): string {
	return page(pipeline, shownBy === null || execution === null ? null : {execution});
}
