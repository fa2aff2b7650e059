import type {Condition, ConditionResult, RuleDeclaration} from '../declaration.ts';
import {tell} from './changes.ts';
import type {ConditionKind, ConditionRun, ConditionStatus, RuleRun, StageRun} from './records.ts';
import {resolved} from './resolve.ts';
import {type RuleOutcome, startRule} from './rules.ts';
import type {World} from './world.ts';

/**
 * Checks a condition of a stage; `then` gets the result that a failed one is declared to have, undefined when the stage may go
 * on. It is called at once where there is nothing to check, and never when the check is ended from outside. A rollback meets
 * no conditions: it has to get through when they would hold others back, and must not be rolled back itself.
 */
export function check(
	world: World,
	stageRun: StageRun,
	kind: ConditionKind,
	then: (result: ConditionResult | undefined) => void,
): void {
	const {declaration, execution} = stageRun;
	const [condition] = declaration[kind]?.conditions ?? [];
	const usual = kind === 'onFailure' ? declaration.onFailure?.result : 'FAIL';
	if (execution.rollbackOf) {
		then(undefined);
	} else if (!condition?.rules?.length) {
		then(kind === 'onFailure' ? (usual ?? condition?.result) : undefined);
	} else {
		const run = open(world, stageRun, kind, condition, condition.rules);
		for (const rule of run.rules)
			startRule(world, rule, outcome => {
				settleRule(world, run, rule, outcome);
				if (run.status === 'Succeeded') then(undefined);
				if (run.status === 'Failed') then(condition.result ?? usual);
			});
	}
}

function open(
	world: World,
	stageRun: StageRun,
	kind: ConditionKind,
	declaration: Condition,
	rules: readonly RuleDeclaration[],
): ConditionRun {
	const run: ConditionRun = {
		declaration,
		rules: rules.map(rule => recordRule(world, stageRun, kind, rule)),
		status: 'InProgress',
		updatedAt: world.agenda.now(),
	};
	stageRun.conditions = new Map(stageRun.conditions).set(kind, run);
	return run;
}

function recordRule(
	world: World,
	stageRun: StageRun,
	kind: ConditionKind,
	declaration: RuleDeclaration,
): RuleRun {
	const {execution, stage} = stageRun;
	const {ruleRuns} = execution.pipeline;
	const before = stageRun.conditions.get(kind)?.rules.find(run => run.declaration.name === declaration.name);
	const attempt = 1 + (before?.attempt ?? 0);
	const run: RuleRun = {
		id: world.random
			.fork(`${execution.id}/${stage.declaration.name}/${kind}/${declaration.name}/${attempt}`)
			.uuid(),
		sequence: (ruleRuns.at(-1)?.sequence ?? -1) + 1,
		stageRun,
		kind,
		attempt,
		declaration,
		configuration: resolved(execution, declaration.configuration ?? {}),
		startedAt: world.agenda.now(),
		status: 'InProgress',
		updatedAt: world.agenda.now(),
		summary: undefined,
		error: undefined,
	};
	ruleRuns.push(run);
	tell(world, {kind: 'rule', run});
	return run;
}

/** One failed rule fails the condition, but not before the others have ended. */
function settleRule(world: World, run: ConditionRun, rule: RuleRun, {summary, error}: RuleOutcome): void {
	rule.status = error ? 'Failed' : 'Succeeded';
	rule.updatedAt = world.agenda.now();
	rule.summary = summary;
	rule.error = error;
	tell(world, {kind: 'rule', run: rule});
	if (run.rules.some(({status}) => status === 'InProgress')) return;
	run.status = run.rules.some(({status}) => status === 'Failed') ? 'Failed' : 'Succeeded';
	run.updatedAt = world.agenda.now();
}

/** Ends the checks of a stage that are under way without a verdict. */
export function endChecks(world: World, {conditions}: StageRun, status: ConditionStatus): void {
	for (const run of conditions.values()) {
		if (run.status !== 'InProgress') continue;
		run.status = status;
		run.updatedAt = world.agenda.now();
		for (const rule of run.rules) {
			if (rule.status !== 'InProgress') continue;
			rule.status = 'Abandoned';
			rule.updatedAt = world.agenda.now();
			tell(world, {kind: 'rule', run: rule});
		}
	}
}
