import {newestOfEach} from './failed.ts';
import type {ActionRun, ExecutionId, RuleRun} from './pipeline.ts';
import {stagesOf} from './progress.ts';
import type {PipelineRecord} from './record.ts';

/** A stage that had failed by a condition, and went on. Times are ms since the epoch, UTC. */
export interface HeldBack {
	readonly stage: string;
	/** Those that did not hold, by name. */
	readonly rules: readonly RuleRun[];
	readonly since: number;
	readonly goesOnAt: number;
	/** Whether somebody overrode the condition; else the stage was tried again. */
	readonly overridden: boolean;
}

/**
 * The failures of an execution's stages by conditions that did not last, as far as its rules tell, the oldest of a stage first.
 * Behind a condition that has failed nothing begins unless somebody overrides it (aws-facts 5.7); behind one that leaves the
 * stage out no action of it ever does.
 */
export function heldBack(pipeline: PipelineRecord, execution: ExecutionId): readonly HeldBack[] {
	const rules = pipeline.rules[execution]?.runs ?? [];
	// Most rules hold.
	if (!rules.some(({status}) => status === 'Failed')) return [];
	const names = stagesOf(pipeline).map(({name}) => name);
	return names.flatMap((stage, index) => {
		const later = names.slice(index + 1);
		return heldBackAt(
			stage,
			checksOf(rules.filter(run => run.stage === stage)),
			goingOn(pipeline, execution, stage, later),
		);
	});
}

/** What tells that an execution went on in a stage, or beyond it; times are ms since the epoch. */
interface GoingOn {
	readonly runs: readonly ActionRun[];
	/** When something began in later stages, or the execution succeeded. */
	readonly beyond: readonly number[];
	readonly overriddenAt: number | null;
}

function goingOn(
	{records, snapshot, executions}: PipelineRecord,
	execution: ExecutionId,
	stage: string,
	later: readonly string[],
): GoingOn {
	const runs = records[execution]?.runs ?? [];
	const seen = snapshot?.stages.find(({name}) => name === stage);
	const listed = executions.find(({id}) => id === execution);
	const success = listed?.status === 'Succeeded' ? (listed.updatedAt ?? []) : [];
	return {
		runs: runs.filter(run => run.stage === stage),
		beyond: runs
			.filter(run => later.includes(run.stage))
			.map(startOf)
			.concat(success),
		overriddenAt: seen?.latest?.execution === execution ? (seen.overriddenAt ?? null) : null,
	};
}

type Check = readonly RuleRun[];

function heldBackAt(
	stage: string,
	checks: readonly Check[],
	{runs, beyond, overriddenAt}: GoingOn,
): readonly HeldBack[] {
	return checks.flatMap((check, index): HeldBack[] => {
		const since = failureOf(check, runs);
		if (since === null) return [];
		const begun = runs.map(startOf);
		const isOfEntry = !begun.some(time => time < startOfCheck(check));
		const next = checks[index + 1];
		const again = [...(next === undefined ? [] : [startOfCheck(next)]), ...(isOfEntry ? [] : begun)];
		const past = [...(isOfEntry ? begun : beyond), ...(overriddenAt === null ? [] : [overriddenAt])];
		const [retriedAt, overridden] = [firstAfter(since, again), firstAfter(since, past)];
		const goesOnAt = Math.min(retriedAt, overridden);
		if (goesOnAt === Number.POSITIVE_INFINITY) return [];
		const failed = check.filter(({status}) => status === 'Failed');
		const rules = failed.toSorted((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
		return [{stage, rules, since, goesOnAt, overridden: overridden < retriedAt}];
	});
}

/** The rules of a stage check by check, the oldest first: those of one condition are tried side by side. */
function checksOf(rules: readonly RuleRun[]): readonly Check[] {
	const checks: RuleRun[][] = [];
	for (const rule of rules.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))) {
		const last = checks.at(-1);
		const isBeside = last?.every(
			each => each.rule !== rule.rule && (rule.startedAt ?? 0) < (each.changedAt ?? Number.POSITIVE_INFINITY),
		);
		if (last !== undefined && isBeside === true) last.push(rule);
		else checks.push([rule]);
	}
	return checks;
}

/** When a check failed; null: it did not, or it was ended before it had, or it is of a condition on failure. */
function failureOf(check: Check, runs: readonly ActionRun[]): number | null {
	const before = newestOfEach(runs.filter(run => startOf(run) < startOfCheck(check)));
	if (before.some(({status}) => status === 'Failed')) return null;
	if (!check.every(({status}) => status === 'Succeeded' || status === 'Failed')) return null;
	const ends = check.flatMap(({changedAt}) => changedAt ?? []);
	if (ends.length < check.length || !check.some(({status}) => status === 'Failed')) return null;
	return Math.max(...ends);
}

function firstAfter(since: number, times: readonly number[]): number {
	return Math.min(...times.filter(time => time >= since), Number.POSITIVE_INFINITY);
}

function startOfCheck(check: Check): number {
	return Math.min(...check.map(({startedAt}) => startedAt ?? 0));
}

function startOf({startedAt, changedAt}: ActionRun): number {
	return startedAt ?? changedAt ?? 0;
}
