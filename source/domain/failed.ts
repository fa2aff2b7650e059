import type {KnownCause} from './cause.ts';
import type {PastRun} from './comparison.ts';
import {commitOf, type Execution} from './execution.ts';
import type {ActionRun, ExecutionId, ExecutionMode, Sha, StageDefinition} from './pipeline.ts';

/** Of each action the newest run: only that one counts, the others were tried again. */
export function newestOfEach<Run extends ActionRun>(runs: readonly Run[]): readonly Run[] {
	const newest = new Map<string, Run>();
	for (const run of runs) {
		const key = JSON.stringify([run.stage, run.action]);
		const known = newest.get(key);
		if (known === undefined || startOf(run) > startOf(known)) newest.set(key, run);
	}
	return [...newest.values()];
}

function startOf({startedAt, changedAt}: ActionRun): number {
	return startedAt ?? changedAt ?? 0;
}

/** The actions whose newest run failed, in the order of the definition; those that it does not name behind, as they began. */
export function failedOf<Run extends ActionRun>(
	runs: readonly Run[],
	stages: readonly StageDefinition[],
): readonly Run[] {
	const order = stages.flatMap(({name, actions}) =>
		actions.toSorted((a, b) => a.runOrder - b.runOrder).map(action => `${name}/${action.name}`),
	);
	const place = ({stage, action}: Run) => order.indexOf(`${stage}/${action}`) >>> 0;
	return newestOfEach(runs)
		.filter(({status}) => status === 'Failed')
		.toSorted((a, b) => place(a) - place(b) || (a.startedAt ?? 0) - (b.startedAt ?? 0));
}

/** Whether a newer execution has entered a stage since: AWS refuses to retry the stage then. */
export type Newer =
	| {readonly kind: 'none'}
	| {readonly kind: 'entered'; readonly execution: ExecutionId; readonly commit: Sha | null}
	| {readonly kind: 'unknown'};

/** Whether trying the stage again can help; null: nobody knows. Never, once a newer execution has entered it. */
export function canRetryHelp(known: KnownCause | null, {kind}: Newer): boolean | null {
	if (kind === 'entered') return false;
	const helps = known?.retryHelps ?? null;
	return helps === true && kind === 'unknown' ? null : helps;
}

/** What is known of the executions of a pipeline. */
export interface Lately {
	/** The newest runs of all of them. */
	readonly runs: readonly PastRun[];
	/** Whether there are no others. */
	readonly whole: boolean;
	readonly executions: readonly Execution[];
	/** Null: not known. */
	readonly mode: ExecutionMode | null;
}

/** Whether another execution entered the stage of a failed run after it. PARALLEL ones do not take a stage from each other. */
export function newerIn({runs, whole, executions, mode}: Lately, failed: PastRun): Newer {
	if (mode === 'PARALLEL') return {kind: 'none'};
	const since = failed.startedAt;
	if (since === null) return {kind: 'unknown'};
	const begun = (run: PastRun) => run.startedAt ?? 0;
	const others = runs.filter(run => run.stage === failed.stage && run.execution !== failed.execution);
	const newest = others.filter(run => begun(run) > since).toSorted((a, b) => begun(b) - begun(a))[0];
	if (newest !== undefined) {
		const known = executions.find(({id}) => id === newest.execution);
		const commit = known === undefined ? null : (commitOf(known)?.sha ?? null);
		return {kind: 'entered', execution: newest.execution, commit};
	}
	const covered = whole || runs.some(run => run.startedAt !== null && run.startedAt <= since);
	return {kind: covered ? 'none' : 'unknown'};
}
