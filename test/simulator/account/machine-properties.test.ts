import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {overrideCondition, rollbackStage} from '../../../source/simulator/account/control.ts';
import {updatePipeline} from '../../../source/simulator/account/pipelines.ts';
import type {
	Execution,
	ExecutionStatus,
	RuleRun,
	Stage,
	StageRun,
} from '../../../source/simulator/account/records.ts';
import {AwsError} from '../../../source/simulator/aws-error.ts';
import type {ConditionResult, ExecutionMode} from '../../../source/simulator/declaration.ts';
import type {AwsEvent} from '../../../source/simulator/events/event.ts';
import {feedEvents} from '../../../source/simulator/events/feed.ts';
import type {ActionPlan, ActionStart, RulePlan, RuleStart} from '../../../source/simulator/scenario.ts';
import {buildOf, deployment, failing, openLaboratory, rule, withStage} from '../laboratory.ts';
import {checkEvents, checkPhases, replay} from './told.ts';

const stages = ['Github', 'Staging', 'Production'];
const place = fc.constantFrom(...stages);
const step = fc.oneof(
	{weight: 4, arbitrary: fc.record({kind: fc.constant('push' as const)})},
	{
		weight: 6,
		arbitrary: fc.record({kind: fc.constant('pass' as const), seconds: fc.integer({min: 1, max: 200})}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('answer' as const),
			status: fc.constantFrom('Approved' as const, 'Rejected' as const),
		}),
	},
	fc.record({kind: fc.constant('stop' as const), index: fc.nat(9), abandon: fc.boolean()}),
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('retry' as const),
			index: fc.nat(9),
			stage: place,
			mode: fc.constantFrom('FAILED_ACTIONS' as const, 'ALL_ACTIONS' as const),
		}),
	},
	fc.record({kind: fc.constant('disable' as const), stage: place}),
	fc.record({kind: fc.constant('enable' as const), stage: place}),
	fc.record({kind: fc.constant('update' as const), renamed: fc.boolean()}),
	{
		weight: 2,
		arbitrary: fc.record({kind: fc.constant('rollback' as const), index: fc.nat(9), stage: place}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('override' as const),
			index: fc.nat(9),
			stage: place,
			condition: fc.constantFrom('beforeEntry' as const, 'onSuccess' as const),
		}),
	},
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A third of the builds fails, some sooner and some later than their siblings. */
function fate({type, random}: ActionStart): ActionPlan | undefined {
	if (type.provider !== 'CodeBuild') return undefined;
	const durationMs = 10_000 + random.integer(0, 90_000);
	return random.next() < 0.3 ? failing(durationMs) : buildOf(durationMs);
}

/** A third of the rules fails, some after the time that an action takes. */
function ruling({random}: RuleStart): RulePlan {
	const durationMs = random.integer(0, 60_000);
	if (random.next() > 0.3) return {durationMs};
	return {durationMs, failure: {code: 'AlarmState', message: 'Alarm is in state ALARM'}};
}

const rules = [rule('Alarm', 'CloudWatchAlarm'), rule('Function', 'LambdaInvoke', {FunctionName: 'check'})];
const result = (...results: readonly ConditionResult[]) => fc.constantFrom(...results);
/** What a stage may declare of its conditions; each may be missing. */
const conditions = fc.record(
	{
		beforeEntry: fc.record({
			conditions: fc.tuple(fc.record({result: result('FAIL', 'SKIP'), rules: fc.constant(rules)})),
		}),
		onSuccess: fc.record({
			conditions: fc.tuple(fc.record({result: result('FAIL', 'ROLLBACK'), rules: fc.constant(rules)})),
		}),
		onFailure: fc.oneof(
			fc.record({
				result: result('FAIL', 'ROLLBACK', 'RETRY', 'SKIP'),
				retryConfiguration: fc.record({
					retryMode: fc.constantFrom('FAILED_ACTIONS' as const, 'ALL_ACTIONS' as const),
				}),
			}),
			fc.record({
				conditions: fc.tuple(
					fc.record({result: result('FAIL', 'ROLLBACK', 'RETRY', 'SKIP'), rules: fc.constant(rules)}),
				),
			}),
		),
	},
	{requiredKeys: []},
);
const declared = fc.record({Staging: conditions, Production: conditions});
type Declared = typeof declared extends fc.Arbitrary<infer Value> ? Value : never;

const declarationOf = (mode: ExecutionMode, {Staging, Production}: Declared) =>
	withStage('Staging', Staging, withStage('Production', Production, deployment(mode)));

const open = (mode: ExecutionMode, seed: number, declaration: Declared) =>
	openLaboratory({declaration: declarationOf(mode, declaration), plan: fate, planRule: ruling, seed});
type Laboratory = ReturnType<typeof open>;

/** False where AWS refuses. */
function attempt(act: () => void): boolean {
	try {
		act();
		return true;
	} catch (error) {
		if (error instanceof AwsError) return false;
		throw error;
	}
}

/** Does a step; returns the execution that was brought back into a stage, if one was. */
function take({account, director, pipeline, push, pass, answer}: Laboratory, next: Step): string | undefined {
	const name = pipeline.name;
	const idAt = (index: number) => director.executions(name)[index]?.id;
	const at = (index: number, place: string): readonly [Execution, Stage] | undefined => {
		const execution = pipeline.executionById.get(idAt(index) ?? '');
		const stage = pipeline.stages.find(({declaration}) => declaration.name === place);
		return execution && stage && [execution, stage];
	};
	switch (next.kind) {
		case 'push':
			// The 51st concurrent execution is refused, which is tested by itself.
			if (pipeline.executions.length < 40) push(pipeline.executions.length);
			return undefined;
		case 'pass':
			pass(next.seconds);
			return undefined;
		case 'answer':
			answer(next.status);
			return undefined;
		case 'stop': {
			const executionId = idAt(next.index);
			if (executionId) director.stop({pipeline: name, executionId, reason: 'stop', abandon: next.abandon});
			return undefined;
		}
		case 'retry': {
			const executionId = idAt(next.index);
			const {stage, mode} = next;
			return executionId && director.retry({pipeline: name, stage, executionId, mode})
				? executionId
				: undefined;
		}
		case 'update': {
			const {declaration} = pipeline;
			const [first, second, third] = declaration.stages;
			if (!first || !second || !third) return undefined;
			const stages = next.renamed
				? [first, {...second, name: second.name === 'Testing' ? 'Staging' : 'Testing'}, third]
				: declaration.stages;
			updatePipeline(account.world, pipeline, {...declaration, stages});
			return undefined;
		}
		case 'rollback': {
			const [target, stage] = at(next.index, next.stage) ?? [];
			if (target && stage && pipeline.executions.length < 60)
				attempt(() => rollbackStage(account.world, stage, target));
			return undefined;
		}
		case 'override': {
			const [execution, stage] = at(next.index, next.stage) ?? [];
			if (!execution || !stage) return undefined;
			return attempt(() => overrideCondition(account.world, stage, execution, next.condition))
				? execution.id
				: undefined;
		}
		case 'disable':
			if (!pipeline.stages.some(({declaration}) => declaration.name === next.stage)) return undefined;
			director.disableTransition(name, next.stage, 'freeze');
			return undefined;
		case 'enable':
			if (!pipeline.stages.some(({declaration}) => declaration.name === next.stage)) return undefined;
			director.enableTransition(name, next.stage);
			return undefined;
	}
}

const isHeld = ({status}: StageRun) => status === 'InProgress' || status === 'Stopping';

function checkStages({pipeline}: Laboratory): void {
	for (const stage of pipeline.stages) {
		const inside = pipeline.executions.flatMap(({stageRuns}) =>
			stageRuns.filter(run => run.stage === stage && isHeld(run)),
		);
		if (pipeline.mode === 'PARALLEL') {
			expect(stage.occupant).toBeUndefined();
		} else {
			expect(inside, 'one execution holds the lock').toEqual(stage.occupant ? [stage.occupant] : []);
		}
		if (pipeline.mode === 'SUPERSEDED') expect(stage.waiting.length).toBeLessThanOrEqual(1);
		const order = stage.waiting.map(({number}) => number);
		if (pipeline.mode !== 'PARALLEL')
			expect(order, 'nobody overtakes').toEqual(order.toSorted((one, other) => one - other));
		if (stage.waiting.length > 0)
			expect(!stage.transition.enabled || stage.occupant !== undefined, 'nobody waits for nothing').toBe(
				true,
			);
	}
}

function checkRunOrders({declaration: {actions}, isOutdated, latest, status, step}: StageRun): void {
	for (const [name, run] of latest) {
		const order = run.declaration.runOrder ?? 1;
		for (const before of actions)
			if ((before.runOrder ?? 1) < order)
				expect(latest.get(before.name)?.status, `${before.name} before ${name}`).toBe('Succeeded');
	}
	const ended = [...latest.values()].map(run => run.status);
	if (status === 'InProgress' && !isOutdated && step !== 'failure')
		expect(ended.every(each => each === 'InProgress' || each === 'Succeeded')).toBe(true);
	if (status === 'Succeeded') expect(ended).toEqual(actions.map(() => 'Succeeded'));
}

/** A stage is checked by one condition at a time, and only while the execution is in it. */
function checkConditions({status, step, conditions, latest, execution}: StageRun): void {
	const open = [...conditions].filter(([, run]) => run.status === 'InProgress').map(([kind]) => kind);
	const due = {entry: ['beforeEntry'], actions: [], success: ['onSuccess'], failure: ['onFailure']};
	for (const kind of open) {
		expect(status, 'nobody is checked outside').toBe('InProgress');
		expect(due[step], `${kind} while ${step}`).toEqual([kind]);
	}
	for (const {status: verdict, rules: each} of conditions.values()) {
		const statuses = each.map(run => run.status);
		expect(statuses.includes('InProgress'), 'rules end with their condition').toBe(verdict === 'InProgress');
		if (verdict === 'Succeeded') expect(statuses.every(one => one === 'Succeeded')).toBe(true);
		if (verdict === 'Failed') expect(statuses).toContain('Failed');
	}
	const entry = conditions.get('beforeEntry')?.status;
	if (latest.size > 0 && entry) expect(['Succeeded', 'Overridden'], 'nothing starts before').toContain(entry);
	if (execution.rollbackOf) expect(conditions.size).toBe(0);
}

/** A rollback runs one stage with what its target had, which succeeded there. */
function checkRollback({rollbackOf, stageRuns, revisions, version, mode}: Execution): void {
	if (!rollbackOf) return;
	const [run] = stageRuns;
	expect(stageRuns).toHaveLength(1);
	expect(mode).not.toBe('PARALLEL');
	expect(run?.stage.declaration.name).not.toBe('Github');
	expect(rollbackOf).toMatchObject({rollbackOf: undefined, version});
	expect([...revisions]).toEqual([...rollbackOf.revisions]);
	expect(rollbackOf.stageRuns.some(({stage}) => stage === run?.stage)).toBe(true);
}

function checkExecution(execution: Execution, now: number): void {
	const {status, stageRuns, position, stages} = execution;
	for (const run of stageRuns) {
		checkRunOrders(run);
		checkConditions(run);
		expect(run.automaticRetries, 'AWS tries again once').toBeLessThanOrEqual(1);
	}
	checkRollback(execution);
	expect(execution.updatedAt).toBeLessThanOrEqual(now);
	const isWaiting = stages[position]?.waiting.includes(execution) ?? false;
	const isInside = stageRuns.some(isHeld);
	expect([isWaiting, isInside], 'it is in one place when it is alive, in none when it is not').toEqual(
		status === 'InProgress' || status === 'Stopping' ? [!isInside, isInside] : [false, false],
	);
	if (status === 'Superseded') {
		const isThrough = ({status: each}: StageRun) => each === 'Succeeded' || each === 'Skipped';
		expect(stageRuns.every(isThrough), 'superseded between stages').toBe(true);
		expect(stageRuns).toHaveLength(position);
	}
}

/** Of those that AWS tries again by itself, some wait as failed for what still runs in their stage. */
const retriesByItself = ({stageRuns}: Execution) => stageRuns.some(run => run.automaticRetries > 0);

const isFinal = (status: ExecutionStatus) =>
	status === 'Succeeded' || status === 'Superseded' || status === 'Cancelled';
const isSettled = (status: ExecutionStatus) => isFinal(status) || status === 'Failed' || status === 'Stopped';

describe.each(['SUPERSEDED', 'QUEUED', 'PARALLEL'] as const)('any course of a %s pipeline', mode => {
	it('keeps the rules', () => {
		fc.assert(
			fc.property(
				fc.integer(),
				declared,
				fc.array(step, {maxLength: 60, size: 'max'}),
				(seed, given, steps) => {
					const laboratory = open(mode, seed, given);
					const {pipeline, account} = laboratory;
					const events: AwsEvent[] = [];
					feedEvents(account.world, event => events.push(event));
					const states = new Map<string, string>();
					for (const next of steps) {
						const seen = events.length;
						const before = new Map(pipeline.executions.map(({id, status}) => [id, status]));
						const ended = [...pipeline.actionRuns, ...pipeline.ruleRuns].filter(
							(run: {readonly status: RuleRun['status']}) => run.status !== 'InProgress',
						);
						const endings = ended.map(({status}) => status);
						const retried = take(laboratory, next);
						expect(
							ended.map(({status}) => status),
							'an action and a rule end once',
						).toEqual(endings);
						checkStages(laboratory);
						replay(states, events.slice(seen));
						checkEvents(laboratory, states);
						for (const execution of pipeline.executions) {
							checkExecution(execution, account.world.agenda.now());
							const was = before.get(execution.id);
							const isBack = retried === execution.id || retriesByItself(execution);
							if (was && isSettled(was) && (isFinal(was) || !isBack))
								expect(execution.status, 'what ended stays ended').toBe(was);
						}
					}
					checkPhases(laboratory, events);
				},
			),
			{numRuns: 60},
		);
	});
});

it('takes the same course for the same seed', () => {
	const course = (seed: number, given: Declared, steps: readonly Step[]) => {
		const laboratory = open('SUPERSEDED', seed, given);
		for (const next of steps) take(laboratory, next);
		return laboratory.pipeline.actionRuns.map(run => [
			run.id,
			run.stageRun.execution.id,
			run.status,
			run.startedAt,
			run.updatedAt,
			run.build?.id,
		]);
	};
	fc.assert(
		fc.property(
			fc.integer(),
			declared,
			fc.array(step, {maxLength: 40, size: 'max'}),
			(seed, given, steps) => {
				expect(course(seed, given, steps)).toEqual(course(seed, given, steps));
			},
		),
		{numRuns: 20},
	);
});
