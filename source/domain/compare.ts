import type {Comparison, GreenRun, PastRun, SameFailure} from './comparison.ts';
import {commitOf, type Execution} from './execution.ts';
import type {ActionRun, PipelineName} from './pipeline.ts';

/** Runs of one pipeline's actions, in any order. */
export interface RunsOf {
	readonly pipeline: PipelineName;
	readonly runs: readonly PastRun[];
}

/** What a failed run is compared with. */
export interface Compared extends RunsOf {
	readonly failed: PastRun;
	/** Those of its pipeline that are known, for their commits. */
	readonly executions: readonly Execution[];
	/** What is known of other pipelines; the failed run's own is skipped. */
	readonly others?: readonly RunsOf[];
	/** Whether a failed run failed for the same reason. */
	readonly sameReason: (run: ActionRun) => boolean;
}

/** How many others that failed alike are named. */
const mostSame = 20;

/** Compares a failed run with what was read of earlier runs, of its siblings and of other pipelines. */
export function comparisonIn(compared: Compared): Comparison {
	const {failed, executions} = compared;
	const runs = once(compared.runs);
	const before = runs.filter(run => isSameAction(run, failed) && isBefore(run, failed));
	const green = before.filter(({status}) => status === 'Succeeded').toSorted(newestFirst)[0];
	const earlier = before.filter(({status, execution}) => isAnswer(status) && execution !== failed.execution);
	const passed = passedBeside(runs, failed);
	return {
		lastGreen: green === undefined ? null : greenRun(green, executions),
		earlier: earlier.length,
		passed,
		same: sameAs(compared, runs, passed),
	};
}

/** A run that two pages or records tell of counts once; what has ended stays so, an older page may lag. */
function once(runs: readonly PastRun[]): readonly PastRun[] {
	const byId = new Map<string, PastRun>();
	for (const run of runs) {
		const before = run.id === null ? undefined : byId.get(run.id);
		if (run.id !== null && (before === undefined || before.status === 'InProgress')) byId.set(run.id, run);
	}
	return [...byId.values(), ...runs.filter(({id}) => id === null)];
}

function isSameAction(a: ActionRun, b: ActionRun): boolean {
	return a.stage === b.stage && a.action === b.action;
}

/** By when they began; of a run without a time nothing is claimed. */
function isBefore(run: ActionRun, than: ActionRun): boolean {
	const [at, limit] = [beginning(run), beginning(than)];
	return at !== null && limit !== null && at < limit;
}

function beginning({startedAt, changedAt}: ActionRun): number | null {
	return startedAt ?? changedAt;
}

/** Whether a run tells how the action fares: one that still runs or was abandoned does not. */
function isAnswer(status: ActionRun['status']): boolean {
	return status === 'Succeeded' || status === 'Failed';
}

function newestFirst(a: ActionRun, b: ActionRun): number {
	return (beginning(b) ?? 0) - (beginning(a) ?? 0);
}

function greenRun({execution, changedAt, build}: PastRun, executions: readonly Execution[]): GreenRun {
	const known = executions.find(({id}) => id === execution);
	const revision = known === undefined ? null : commitOf(known);
	return {execution, commit: revision?.sha ?? null, at: changedAt, build};
}

/** The siblings whose last try succeeded, in the order of their names. */
function passedBeside(runs: readonly PastRun[], failed: PastRun): readonly string[] {
	const siblings = runs
		.filter(({execution, stage}) => execution === failed.execution && stage === failed.stage)
		.filter(({action, category}) => action !== failed.action && category !== 'Approval')
		.toSorted(newestFirst);
	const tries = Map.groupBy(siblings, ({action}) => action);
	return [...tries].flatMap(([action, [last]]) => (last?.status === 'Succeeded' ? action : [])).sort();
}

function sameAs(
	{pipeline, failed, others = [], sameReason}: Compared,
	runs: readonly PastRun[],
	passed: readonly string[],
): readonly SameFailure[] {
	const own = runs.filter(run =>
		run.execution === failed.execution
			? !isSameAction(run, failed) && !(run.stage === failed.stage && passed.includes(run.action))
			: isSameAction(run, failed) && isBefore(run, failed),
	);
	const elsewhere = others.filter(other => other.pipeline !== pipeline);
	const alike = [{pipeline, runs: own}, ...elsewhere].flatMap(each =>
		each.runs
			.filter(run => run.status === 'Failed' && sameReason(run))
			.map(run => ({
				pipeline: each.pipeline,
				execution: run.execution,
				stage: run.stage,
				action: run.action,
				at: run.changedAt,
			})),
	);
	const tries = Map.groupBy(
		alike.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0)),
		keyOf,
	);
	return [...tries.values()].flatMap(([last]) => last ?? []).slice(0, mostSame);
}

function keyOf({pipeline, execution, stage, action}: SameFailure): string {
	return [pipeline, execution, stage, action].join(' ');
}
