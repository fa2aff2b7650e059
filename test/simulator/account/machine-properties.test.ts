import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {updatePipeline} from '../../../source/simulator/account/pipelines.ts';
import type {Execution, ExecutionStatus, StageRun} from '../../../source/simulator/account/records.ts';
import type {ExecutionMode} from '../../../source/simulator/declaration.ts';
import type {ActionPlan, ActionStart} from '../../../source/simulator/scenario.ts';
import {buildOf, deployment, failing, openLaboratory} from '../laboratory.ts';

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
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A third of the builds fails, some sooner and some later than their siblings. */
function fate({type, random}: ActionStart): ActionPlan | undefined {
	if (type.provider !== 'CodeBuild') return undefined;
	const durationMs = 10_000 + random.integer(0, 90_000);
	return random.next() < 0.3 ? failing(durationMs) : buildOf(durationMs);
}

const open = (mode: ExecutionMode, seed: number) =>
	openLaboratory({declaration: deployment(mode), plan: fate, seed});
type Laboratory = ReturnType<typeof open>;

/** Does a step; returns the execution that was retried, if one was. */
function take({account, director, pipeline, push, pass, answer}: Laboratory, next: Step): string | undefined {
	const name = pipeline.name;
	const idAt = (index: number) => director.executions(name)[index]?.id;
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
			const declaration = deployment(pipeline.mode);
			const [first, second, third] = declaration.stages;
			if (!first || !second || !third) return undefined;
			const stages = next.renamed ? [first, {...second, name: 'Testing'}, third] : declaration.stages;
			updatePipeline(account.world, pipeline, {...declaration, stages});
			return undefined;
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

function checkRunOrders({declaration: {actions}, isOutdated, latest, status}: StageRun): void {
	for (const [name, run] of latest) {
		const order = run.declaration.runOrder ?? 1;
		for (const before of actions)
			if ((before.runOrder ?? 1) < order)
				expect(latest.get(before.name)?.status, `${before.name} before ${name}`).toBe('Succeeded');
	}
	if (status === 'InProgress' && !isOutdated)
		expect([...latest.values()].every(run => run.status === 'InProgress' || run.status === 'Succeeded')).toBe(
			true,
		);
	if (status === 'Succeeded')
		expect([...latest.values()].map(run => run.status)).toEqual(actions.map(() => 'Succeeded'));
}

function checkExecution(execution: Execution, now: number): void {
	const {status, stageRuns, position, stages} = execution;
	for (const run of stageRuns) checkRunOrders(run);
	expect(execution.updatedAt).toBeLessThanOrEqual(now);
	const isWaiting = stages[position]?.waiting.includes(execution) ?? false;
	const isInside = stageRuns.some(isHeld);
	expect([isWaiting, isInside], 'it is in one place when it is alive, in none when it is not').toEqual(
		status === 'InProgress' || status === 'Stopping' ? [!isInside, isInside] : [false, false],
	);
	if (status === 'Superseded') {
		expect(
			stageRuns.map(run => run.status),
			'superseded between stages',
		).toEqual(stageRuns.map(() => 'Succeeded'));
		expect(stageRuns).toHaveLength(position);
	}
}

const isFinal = (status: ExecutionStatus) =>
	status === 'Succeeded' || status === 'Superseded' || status === 'Cancelled';
const isSettled = (status: ExecutionStatus) => isFinal(status) || status === 'Failed' || status === 'Stopped';

describe.each(['SUPERSEDED', 'QUEUED', 'PARALLEL'] as const)('any course of a %s pipeline', mode => {
	it('keeps the rules', () => {
		fc.assert(
			fc.property(fc.integer(), fc.array(step, {maxLength: 60, size: 'max'}), (seed, steps) => {
				const laboratory = open(mode, seed);
				const {pipeline, account} = laboratory;
				for (const next of steps) {
					const before = new Map(pipeline.executions.map(({id, status}) => [id, status]));
					const ended = pipeline.actionRuns.filter(run => run.status !== 'InProgress');
					const endings = ended.map(({status}) => status);
					const retried = take(laboratory, next);
					expect(
						ended.map(({status}) => status),
						'an action ends once',
					).toEqual(endings);
					checkStages(laboratory);
					for (const execution of pipeline.executions) {
						checkExecution(execution, account.world.agenda.now());
						const was = before.get(execution.id);
						if (was && isSettled(was) && (isFinal(was) || retried !== execution.id))
							expect(execution.status, 'what ended stays ended').toBe(was);
					}
				}
			}),
			{numRuns: 60},
		);
	});
});

it('takes the same course for the same seed', () => {
	const course = (seed: number, steps: readonly Step[]) => {
		const laboratory = open('SUPERSEDED', seed);
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
		fc.property(fc.integer(), fc.array(step, {maxLength: 40, size: 'max'}), (seed, steps) => {
			expect(course(seed, steps)).toEqual(course(seed, steps));
		}),
		{numRuns: 20},
	);
});
