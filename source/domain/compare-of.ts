import {comparisonIn, type RunsOf} from './compare.ts';
import type {Comparison, PastRun} from './comparison.ts';
import {own} from './own.ts';
import type {ActionRun, ExecutionId, Failure, PipelineName, ScopeId} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {pipelinesOf} from './select.ts';
import {asShown} from './shown-causes.ts';
import type {ScopeRecord, State} from './state.ts';

/** An action of an execution. */
export interface ActionPlace {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	readonly execution: ExecutionId;
	readonly stage: string;
	readonly action: string;
}

/** Tells of runs whether they failed for the same reason as the one with this failure. */
export type SameReasonAs = (failure: Failure | null) => (run: ActionRun) => boolean;

interface Remembered {
	readonly of: readonly unknown[];
	readonly comparison: Comparison | null;
}

/** The last answers for the runs of a pipeline, by execution, stage and action. */
const remembered = new WeakMap<readonly PastRun[], Map<string, Remembered>>();

/**
 * How a failed action compares with its earlier runs, its siblings and other pipelines, as far as they are known; the same
 * object while nothing that it depends on has changed. Null: its last try has not failed.
 */
export function comparisonOf(
	state: State,
	place: ActionPlace,
	sameReasonAs: SameReasonAs,
): Comparison | null {
	const record = own(state.scopes[place.scope]?.pipelines ?? {}, place.pipeline);
	if (record === undefined) return null;
	const {runs, pipeline} = runsIn(record);
	const {executions} = record;
	const others = pipelinesOf(state)
		.filter(each => each !== record)
		.map(runsIn);
	const answers = remembered.get(runs) ?? new Map<string, Remembered>();
	remembered.set(runs, answers);
	const key = [place.execution, place.stage, place.action].join(' ');
	const of = [executions, sameReasonAs, ...others];
	const last = answers.get(key);
	if (last !== undefined && isSame(last.of, of)) return last.comparison;
	const failed = lastTry(runs, place);
	const comparison =
		failed?.status === 'Failed'
			? comparisonIn({pipeline, runs, failed, executions, others, sameReason: sameReasonAs(failed.failure)})
			: null;
	answers.set(key, {of, comparison});
	return comparison;
}

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
	return before.length === after.length && after.every((each, index) => each === before[index]);
}

function lastTry(runs: readonly PastRun[], {execution, stage, action}: ActionPlace): PastRun | undefined {
	return runs
		.filter(run => run.execution === execution && run.stage === stage && run.action === action)
		.toSorted((a, b) => (b.startedAt ?? b.changedAt ?? 0) - (a.startedAt ?? a.changedAt ?? 0))[0];
}

interface Gathered extends Pick<PipelineRecord, 'pastRuns' | 'causes'> {
	readonly of: RunsOf;
}
const gathered = new WeakMap<PipelineRecord['records'], Gathered>();

/** All runs that are known of a pipeline: those of the executions' own records before what the list of past runs tells. */
export function runsIn({name, records, pastRuns, causes}: PipelineRecord): RunsOf {
	const before = gathered.get(records);
	if (before !== undefined && before.pastRuns === pastRuns && before.causes === causes) return before.of;
	const own = Object.entries(records).flatMap(([execution, {runs}]) =>
		runs.map(run => ({...run, execution})),
	);
	const runs = [...own, ...(pastRuns ?? [])].map(run => asShown(run, causes));
	const of = {pipeline: name, runs};
	gathered.set(records, {pastRuns, causes, of});
	return of;
}

/** The run that a build does the work of, and its pipeline; null: none that is known. */
export function runOfBuild(
	scope: ScopeRecord | undefined,
	build: string,
): {readonly record: PipelineRecord; readonly run: PastRun} | null {
	for (const record of Object.values(scope?.pipelines ?? {})) {
		const run = runsIn(record).runs.find(each => each.build === build);
		if (run !== undefined) return {record, run};
	}
	return null;
}
