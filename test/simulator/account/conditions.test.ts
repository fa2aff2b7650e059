import {describe, expect, it} from 'vitest';
import {
	overrideCondition,
	retryStage,
	rollbackStage,
	stopExecution,
} from '../../../source/simulator/account/control.ts';
import {deletePipeline, updatePipeline} from '../../../source/simulator/account/pipelines.ts';
import type {ConditionKind} from '../../../source/simulator/account/records.ts';
import type {Condition, ConditionResult} from '../../../source/simulator/declaration.ts';
import {deployment, failing, openLaboratory, rule, withStage} from '../laboratory.ts';

const alarm = rule('Alarm', 'CloudWatchAlarm');
const conditions = (result: ConditionResult, ...rules: NonNullable<Condition['rules']>) => ({
	conditions: [{result, rules: rules.length > 0 ? rules : [alarm]}],
});

/** Rules of Staging fail in the first attempt, 10 s after they started. */
const alarms = {
	planRule: ({attempt}: {readonly attempt: number}) =>
		attempt === 1
			? {durationMs: 10_000, failure: {code: 'AlarmState', message: 'Alarm is in state ALARM'}}
			: {durationMs: 10_000},
};
const breaks = {
	plan: ({action, attempt}: {readonly action: string; readonly attempt: number}) =>
		action === 'StagingA' && attempt === 1 ? failing(20_000) : undefined,
};

function open(more: Parameters<typeof withStage>[1], options: Parameters<typeof openLaboratory>[0] = alarms) {
	const laboratory = openLaboratory({declaration: withStage('Staging', more), ...options});
	const {account, stage} = laboratory;
	const execution = laboratory.push(1);
	return {
		...laboratory,
		execution,
		override: (kind: 'beforeEntry' | 'onSuccess', each = execution) =>
			overrideCondition(account.world, stage('Staging'), each, kind),
		/** Of the condition, then of its rules, then of the stage. */
		state: (kind: ConditionKind) => {
			const run = stage('Staging').latest;
			const condition = run?.conditions.get(kind);
			return [condition?.status, condition?.rules.map(({status}) => status).join(), run?.status];
		},
	};
}

describe('an entry condition', () => {
	it('is checked inside the stage before its actions start', () => {
		const {pass, rows, state, push, stage} = open({beforeEntry: conditions('FAIL')}, {});
		pass(1);
		expect(state('beforeEntry')).toEqual(['InProgress', 'InProgress', 'InProgress']);
		const second = push(2);
		pass(1);
		expect([rows('Staging'), stage('Staging').waiting]).toEqual([{}, [second]]);
		pass(1);
		expect(state('beforeEntry')).toEqual(['Succeeded', 'Succeeded', 'InProgress']);
		expect(rows('Staging')).toEqual({StagingA: 'InProgress', StagingB: 'InProgress'});
	});

	it('that fails keeps the actions from starting; a retry checks it again', () => {
		const {account, execution, pass, rows, state, stage} = open({beforeEntry: conditions('FAIL')});
		pass(11);
		expect(state('beforeEntry')).toEqual(['Failed', 'Failed', 'Failed']);
		expect([execution.status, rows('Staging')]).toEqual(['Failed', {}]);
		retryStage(account.world, stage('Staging'), execution, 'FAILED_ACTIONS');
		expect(state('beforeEntry')).toEqual(['InProgress', 'InProgress', 'InProgress']);
		pass(10);
		expect(rows('Staging')).toEqual({StagingA: 'InProgress', StagingB: 'InProgress'});
	});

	it('that skips lets the execution go on to the next stage', () => {
		const {execution, pass, rows, state} = open({beforeEntry: conditions('SKIP')});
		pass(11);
		expect(state('beforeEntry')).toEqual(['Failed', 'Failed', 'Skipped']);
		expect([execution.status, rows('Staging'), rows('Production')]).toEqual([
			'InProgress',
			{},
			{Approve: 'InProgress'},
		]);
	});

	it('fails with one of its rules, when all have ended', () => {
		const {pass, state} = open(
			{
				beforeEntry: conditions(
					'FAIL',
					rule('Is', 'VariableCheck', {Variable: 'a', Value: 'b', Operator: 'EQ'}),
					alarm,
				),
			},
			{},
		);
		const slow = open(
			{beforeEntry: conditions('FAIL', alarm, rule('Slow', 'LambdaInvoke', {FunctionName: 'slow'}))},
			{
				planRule: ({rule: name}) =>
					name === 'Slow' ? {durationMs: 30_000} : {durationMs: 1_000, failure: {code: 'x', message: 'no'}},
			},
		);
		pass(3);
		expect(state('beforeEntry')).toEqual(['Failed', 'Failed,Succeeded', 'Failed']);
		slow.pass(3);
		expect(slow.state('beforeEntry')).toEqual(['InProgress', 'Failed,InProgress', 'InProgress']);
		slow.pass(28);
		expect(slow.state('beforeEntry')).toEqual(['Failed', 'Failed,Succeeded', 'Failed']);
	});

	it('can be overridden when it failed and while it is checked, by the execution that it holds', () => {
		const failed = open({beforeEntry: conditions('FAIL')});
		failed.pass(11);
		failed.override('beforeEntry');
		expect(failed.state('beforeEntry')).toEqual(['Overridden', 'Failed', 'InProgress']);
		expect(failed.rows('Staging')).toEqual({StagingA: 'InProgress', StagingB: 'InProgress'});
		expect(failed.execution.status).toBe('InProgress');
		failed.pass(61);
		expect(failed.rows('Production')).toEqual({Approve: 'InProgress'});
		expect(() => failed.override('beforeEntry')).toThrow('is not held by the beforeEntry condition');
		expect(() => failed.override('onSuccess')).toThrow('is not held by the onSuccess condition');

		const checked = open({beforeEntry: conditions('FAIL')});
		checked.pass(2);
		checked.override('beforeEntry');
		expect(checked.state('beforeEntry')).toEqual(['Overridden', 'Abandoned', 'InProgress']);
		checked.pass(30);
		expect(checked.state('beforeEntry')).toEqual(['Overridden', 'Abandoned', 'InProgress']);

		const late = open({beforeEntry: conditions('FAIL')});
		late.pass(11);
		late.push(2);
		late.pass(11);
		expect(() => late.override('beforeEntry')).toThrow('The latest execution in stage');
	});

	it('ends without a verdict when its execution is stopped or its pipeline edited or deleted', () => {
		const stopped = open({beforeEntry: conditions('FAIL')});
		stopped.pass(2);
		stopExecution(stopped.account.world, stopped.execution, undefined, false);
		expect(stopped.state('beforeEntry')).toEqual(['Abandoned', 'Abandoned', 'Stopped']);
		const edited = open({beforeEntry: conditions('FAIL')});
		edited.pass(2);
		updatePipeline(edited.account.world, edited.pipeline, deployment());
		expect(edited.state('beforeEntry')).toEqual(['Cancelled', 'Abandoned', 'Cancelled']);
		const deleted = open({beforeEntry: conditions('FAIL')});
		deleted.pass(2);
		deletePipeline(deleted.account.world, 'deploy');
		for (const each of [stopped, edited, deleted]) {
			each.pass(600);
			expect([each.execution.status, each.rows('Staging')]).toEqual([
				each === stopped ? 'Stopped' : 'Cancelled',
				{},
			]);
		}
	});
});

describe('a condition on success', () => {
	it('is checked when all actions succeeded, and fails the stage', () => {
		const {account, execution, pass, rows, stage, state, override} = open({onSuccess: conditions('FAIL')});
		pass(61);
		expect(state('onSuccess')).toEqual(['InProgress', 'InProgress', 'InProgress']);
		pass(10);
		expect([...state('onSuccess'), execution.status]).toEqual(['Failed', 'Failed', 'Failed', 'Failed']);
		expect(() => retryStage(account.world, stage('Staging'), execution, 'FAILED_ACTIONS')).toThrow(
			'has no failed actions',
		);
		override('onSuccess');
		expect([...state('onSuccess'), execution.status]).toEqual([
			'Overridden',
			'Failed',
			'Succeeded',
			'InProgress',
		]);
		expect(rows('Production')).toEqual({Approve: 'InProgress'});
	});

	it('rolls back to what succeeded in the stage before', () => {
		const {execution, pass, push, pipeline, stage} = open(
			{onSuccess: conditions('ROLLBACK')},
			{
				planRule: ({commit}) =>
					Number(commit?.sha) === 2
						? {durationMs: 1_000, failure: {code: 'AlarmState', message: 'ALARM'}}
						: undefined,
			},
		);
		pass(70);
		const second = push(2);
		pass(62);
		const rolled = pipeline.executions.at(-1);
		expect([second.status, rolled?.rollbackOf, rolled?.status]).toEqual(['Failed', execution, 'InProgress']);
		pass(60);
		expect(rolled?.status).toBe('Succeeded');
		expect(stage('Staging').latest?.conditions.size).toBe(0);
	});
});

describe('a condition on failure', () => {
	it('engages its result when a rule fails, and not when all hold', () => {
		const retry = {conditions: [{result: 'RETRY' as const, rules: [alarm]}]};
		const engaged = open({onFailure: retry}, {...breaks, ...alarms});
		engaged.pass(21);
		expect(engaged.state('onFailure')).toEqual(['InProgress', 'InProgress', 'InProgress']);
		engaged.pass(10);
		expect(engaged.state('onFailure')).toEqual(['Failed', 'Failed', 'InProgress']);
		engaged.pass(60);
		expect(engaged.rows('Production')).toEqual({Approve: 'InProgress'});
		const held = open({onFailure: retry}, breaks);
		held.pass(21 + 10);
		expect([...held.state('onFailure'), held.execution.status]).toEqual([
			'Succeeded',
			'Succeeded',
			'Failed',
			'Failed',
		]);
	});

	it('rolls back, or lets the execution go on without the stage', () => {
		const back = open(
			{onFailure: conditions('ROLLBACK')},
			{
				...alarms,
				plan: ({action, commit}) =>
					action === 'StagingA' && Number(commit?.sha) === 2 ? failing(20_000) : undefined,
			},
		);
		back.pass(61);
		back.push(2);
		back.pass(1 + 20 + 10);
		expect(back.pipeline.executions.map(({status}) => status)).toEqual([
			'InProgress',
			'Failed',
			'InProgress',
		]);
		const on = open({onFailure: conditions('SKIP')}, {...breaks, ...alarms});
		on.pass(31);
		expect([...on.state('onFailure'), on.execution.status]).toEqual([
			'Failed',
			'Failed',
			'Skipped',
			'InProgress',
		]);
		expect(on.rows('Production')).toEqual({Approve: 'InProgress'});
	});
});

describe('a rollback', () => {
	it('meets no conditions', () => {
		const {account, execution, pass, rows, stage, pipeline} = open(
			{
				beforeEntry: conditions('FAIL'),
				onSuccess: conditions('FAIL'),
			},
			{},
		);
		pass(70);
		expect(pipeline.ruleRuns).toHaveLength(2);
		rollbackStage(account.world, stage('Staging'), execution);
		expect(rows('Staging')).toEqual({StagingA: 'InProgress', StagingB: 'InProgress'});
		pass(60);
		expect([pipeline.executions.at(-1)?.status, pipeline.ruleRuns.length]).toEqual(['Succeeded', 2]);
	});
});

describe('the rule VariableCheck', () => {
	const source = (Variable: string, Operator: string, Value: string) => {
		const declaration = deployment();
		const [first, ...rest] = declaration.stages;
		if (!first) throw new Error('a source stage');
		const named = {...first, actions: first.actions.map(action => ({...action, namespace: 'Src'}))};
		const check = rule('Check', 'VariableCheck', {Variable, Operator, Value});
		const laboratory = openLaboratory({
			declaration: withStage(
				'Staging',
				{beforeEntry: conditions('FAIL', check)},
				{
					...declaration,
					stages: [named, ...rest],
				},
			),
		});
		laboratory.push(1);
		laboratory.pass(3);
		return laboratory.pipeline.ruleRuns[0]?.status;
	};

	it.each([
		['#{Src.BranchName}', 'EQ', 'main', 'Succeeded'],
		['#{Src.BranchName}', 'EQ', 'mai', 'Failed'],
		['#{Src.BranchName}', 'NE', 'main', 'Failed'],
		['#{Src.BranchName}', 'NE', 'next', 'Succeeded'],
		['#{Src.CommitMessage}', 'CONTAINS', 'number 1', 'Succeeded'],
		['#{Src.CommitMessage}', 'CONTAINS', 'number 2', 'Failed'],
		['#{Src.BranchName}', 'MATCHES', 'm.*n', 'Succeeded'],
		['#{Src.BranchName}', 'MATCHES', 'm', 'Failed'],
		['#{Src.BranchName}', 'MATCHES', '(', 'Failed'],
		['#{Src.Nothing}', 'NE', 'main', 'Failed'],
	])('holds %s %s %s: %s', (variable, operator, value, status) => {
		expect(source(variable, operator, value)).toBe(status);
	});
});

/** Tests begin on Friday, 20 November 2026 at 20:00 UTC, which is noon in Los Angeles. */
describe('the rule DeploymentWindow', () => {
	const window = (Cron: string, TimeZone: string, timeoutInMinutes?: number) => ({
		...rule('Window', 'DeploymentWindow', {Cron, TimeZone}),
		...(timeoutInMinutes && {timeoutInMinutes}),
	});

	it('lets executions in while it is open in its time zone', () => {
		const {pass, state} = open(
			{beforeEntry: conditions('FAIL', window('* * 9-16 ? * MON-FRI *', 'America/Los_Angeles'))},
			{},
		);
		pass(3);
		expect(state('beforeEntry')).toEqual(['Succeeded', 'Succeeded', 'InProgress']);
	});

	it('holds them until it opens', () => {
		const {pass, state} = open(
			{beforeEntry: conditions('FAIL', window('* * 9-16 ? * MON-FRI *', 'UTC'))},
			{},
		);
		pass((4 + 48 + 9) * 3600 - 1);
		expect(state('beforeEntry')).toEqual(['InProgress', 'InProgress', 'InProgress']);
		pass(1);
		expect(state('beforeEntry')).toEqual(['Succeeded', 'Succeeded', 'InProgress']);
	});

	it('fails when its time is up, and when it cannot be read', () => {
		const late = open({beforeEntry: conditions('FAIL', window('* * 9-16 ? * MON-FRI *', 'UTC', 30))}, {});
		late.pass(1 + 30 * 60);
		expect(late.state('beforeEntry')).toEqual(['Failed', 'Failed', 'Failed']);
		expect(late.pipeline.ruleRuns[0]?.summary).toBe('Outside of deployment window');
		const wrong = open({beforeEntry: conditions('FAIL', window('* * 9-16 ? * MON-FRI *', 'Mars'))}, {});
		wrong.pass(3);
		expect(wrong.pipeline.ruleRuns[0]?.error?.code).toBe('ConfigurationError');
	});
});
