import {describe, expect, it} from 'vitest';
import {
	answerApproval,
	retryStage,
	startExecution,
	stopExecution,
} from '../../../source/simulator/account/control.ts';
import {approval, build, deployment, failing, openLaboratory, source} from '../laboratory.ts';

const failsAt = (action: string, seconds: number, attempts = 1) => ({
	plan: (start: {readonly action: string; readonly attempt: number}) =>
		start.action === action && start.attempt <= attempts ? failing(seconds * 1000) : undefined,
});

describe('a stage', () => {
	it('runs the actions of a run order side by side and the next one when all succeeded', () => {
		const {push, pass, rows, answer} = openLaboratory({});
		const execution = push(1);
		expect(rows('Staging')).toEqual({});
		pass(1);
		expect(rows('Staging')).toEqual({StagingA: 'InProgress', StagingB: 'InProgress'});
		pass(60);
		expect(rows('Staging')).toEqual({StagingA: 'Succeeded', StagingB: 'Succeeded'});
		expect(rows('Production')).toEqual({Approve: 'InProgress'});
		pass(3600);
		expect(answer()).toBe(true);
		expect(rows('Production')).toEqual({
			Approve: 'Succeeded',
			ProductionA: 'InProgress',
			ProductionB: 'InProgress',
		});
		pass(60);
		expect(execution.status).toBe('Succeeded');
	});

	it('fails with its first failed action while the siblings go on', () => {
		const {push, pass, rows, stage} = openLaboratory(failsAt('StagingA', 20));
		const execution = push(1);
		pass(1 + 20);
		expect(execution.status).toBe('Failed');
		expect(stage('Staging').occupant).toBeUndefined();
		expect(rows('Staging')).toEqual({StagingA: 'Failed', StagingB: 'InProgress'});
		pass(40);
		expect(rows('Staging')).toEqual({StagingA: 'Failed', StagingB: 'Succeeded'});
		expect(execution.status).toBe('Failed');
		expect(stage('Production').latest).toBeUndefined();
	});

	it('never starts later run orders after a failure', () => {
		const {push, pass, rows, answer} = openLaboratory({});
		const execution = push(1);
		pass(61);
		answer('Rejected');
		expect(execution.status).toBe('Failed');
		pass(600);
		expect(rows('Production')).toEqual({Approve: 'Failed'});
	});

	it('goes on showing the rows of the execution before until an action starts again', () => {
		const {push, pass, rows, answer, stage} = openLaboratory({});
		push(1);
		pass(61);
		answer();
		pass(60);
		const second = push(2);
		pass(61);
		expect(stage('Production').latest?.execution).toBe(second);
		expect(rows('Production')).toEqual({
			Approve: 'InProgress',
			ProductionA: 'Succeeded',
			ProductionB: 'Succeeded',
		});
	});
});

describe('SUPERSEDED', () => {
	it('replaces who waits at a door, and never who is inside', () => {
		const {push, pass, stage, answer} = openLaboratory({});
		const atGate = push(1);
		pass(61);
		const waiting = push(2);
		pass(61);
		expect(stage('Production').waiting).toEqual([waiting]);
		const newest = push(3);
		pass(61);
		expect([atGate.status, waiting.status, newest.status]).toEqual([
			'InProgress',
			'Superseded',
			'InProgress',
		]);
		expect(stage('Production').waiting).toEqual([newest]);
		answer();
		pass(60);
		expect(stage('Production').occupant?.execution).toBe(newest);
	});

	it('supersedes at a closed transition, and lets the newest in when it opens', () => {
		const {push, pass, stage, director} = openLaboratory({});
		director.disableTransition('deploy', 'Staging', 'freeze');
		const first = push(1);
		pass(1);
		const later = push(2);
		pass(1);
		expect([first.status, later.status]).toEqual(['Superseded', 'InProgress']);
		director.enableTransition('deploy', 'Staging');
		expect(stage('Staging').occupant?.execution).toBe(later);
	});
});

describe('QUEUED', () => {
	it('lets in one after the other in the order they came', () => {
		const {push, pass, stage, answer} = openLaboratory({mode: 'QUEUED'});
		const executions = [push(1), push(2), push(3)];
		pass(300);
		expect(stage('Production').occupant?.execution).toBe(executions[0]);
		expect(stage('Production').waiting).toEqual([executions[1], executions[2]]);
		answer('Rejected');
		expect(stage('Production').occupant?.execution).toBe(executions[1]);
		expect(executions.map(({status}) => status)).toEqual(['Failed', 'InProgress', 'InProgress']);
	});

	it('refuses the 51st', () => {
		const {account, pipeline} = openLaboratory({mode: 'QUEUED'});
		const start = () => startExecution(account.world, pipeline, {triggerType: 'StartPipelineExecution'});
		for (let count = 0; count < 50; count += 1) start();
		expect(start).toThrow(
			expect.objectContaining({code: 'ConcurrentPipelineExecutionsLimitExceededException'}),
		);
	});
});

describe('PARALLEL', () => {
	it('runs executions beside each other and leaves the state without executions', () => {
		const {push, pass, stage, pipeline} = openLaboratory({mode: 'PARALLEL'});
		const executions = [push(1), push(2)];
		pass(61);
		expect(executions.map(({position}) => position)).toEqual([2, 2]);
		expect(stage('Production').latest).toBeUndefined();
		expect(stage('Production').rows.size).toBe(0);
		expect(pipeline.approvals.size).toBe(2);
	});

	it('runs at most five actions of an execution at a time', () => {
		const declaration = {
			...deployment('PARALLEL'),
			stages: [
				{name: 'Github', actions: [source]},
				{name: 'Many', actions: Array.from({length: 7}, (_, index) => build(`Chain${index}`))},
			],
		};
		const {push, pass, pipeline} = openLaboratory({declaration});
		push(1);
		pass(1);
		const runningNow = () => pipeline.actionRuns.filter(({status}) => status === 'InProgress').length;
		expect(runningNow()).toBe(5);
		pass(60);
		expect(runningNow()).toBe(2);
	});
});

describe('an approval', () => {
	it('that timed out or was abandoned has a token that is no longer valid', () => {
		for (const way of ['time', 'stop'] as const) {
			const {push, pass, account, pipeline, stage} = openLaboratory({});
			const execution = push(1);
			pass(61);
			const [token = ''] = pipeline.approvals.keys();
			if (way === 'time') pass(7 * 24 * 3600);
			else stopExecution(account.world, execution, undefined, true);
			expect(() =>
				answerApproval(account.world, stage('Production'), pipeline, {
					action: 'Approve',
					token,
					status: 'Approved',
					summary: 'late',
				}),
			).toThrow(expect.objectContaining({code: 'InvalidApprovalTokenException'}));
		}
	});

	it('refuses a wrong token and a second answer', () => {
		const {push, pass, account, pipeline, stage} = openLaboratory({});
		push(1);
		pass(61);
		const [token = ''] = pipeline.approvals.keys();
		const answer = (given: string) =>
			answerApproval(account.world, stage('Production'), pipeline, {
				action: 'Approve',
				token: given,
				status: 'Approved',
				summary: '',
			});
		expect(() => answer('00000000-0000-4000-8000-000000000000')).toThrow(
			expect.objectContaining({code: 'InvalidApprovalTokenException'}),
		);
		answer(token);
		expect(() => answer(token)).toThrow(expect.objectContaining({code: 'ApprovalAlreadyCompletedException'}));
	});

	it('fails after seven days, or its own time-out', () => {
		const day = 24 * 3600;
		const {push, pass} = openLaboratory({});
		const execution = push(1);
		pass(61 + 7 * day - 1);
		expect(execution.status).toBe('InProgress');
		pass(1);
		expect(execution.status).toBe('Failed');

		const hurried = openLaboratory({
			declaration: {
				...deployment(),
				stages: [
					{name: 'Github', actions: [source]},
					{name: 'Gate', actions: [{...approval('Approve'), timeoutInMinutes: 5}]},
				],
			},
		});
		const soon = hurried.push(1);
		hurried.pass(1 + 299);
		expect(soon.status).toBe('InProgress');
		hurried.pass(1);
		expect(soon.status).toBe('Failed');
	});
});

describe('stop', () => {
	it('waits for the running actions, refuses a second time, then lets the next in', () => {
		const {push, pass, account, stage, rows} = openLaboratory({});
		const execution = push(1);
		const next = push(2);
		pass(10);
		const stop = (abandon: boolean) => stopExecution(account.world, execution, 'hotfix', abandon);
		stop(false);
		expect([execution.status, stage('Staging').occupant?.status]).toEqual(['Stopping', 'Stopping']);
		expect(() => stop(false)).toThrow(expect.objectContaining({code: 'DuplicatedStopRequestException'}));
		pass(51);
		expect(execution.status).toBe('Stopped');
		expect(rows('Production')).toEqual({});
		expect(stage('Staging').occupant?.execution).toBe(next);
		expect(() => stop(true)).toThrow(
			expect.objectContaining({code: 'PipelineExecutionNotStoppableException'}),
		);
	});

	it('abandons the actions while their builds go on', () => {
		const {push, pass, account, rows, pipeline} = openLaboratory({});
		const execution = push(1);
		pass(10);
		stopExecution(account.world, execution, undefined, true);
		expect(execution.status).toBe('Stopping');
		expect(rows('Staging')).toEqual({StagingA: 'Abandoned', StagingB: 'Abandoned'});
		pass(1);
		expect(execution.status).toBe('Stopped');
		const ends = pipeline.actionRuns.map(run => run.build?.endsAt ?? 0);
		expect(Math.max(...ends)).toBeGreaterThan(account.world.agenda.now());
		pass(60);
		expect(rows('Staging')).toEqual({StagingA: 'Abandoned', StagingB: 'Abandoned'});
	});

	it('stops one that waits at a door at once, where it stays to be seen until another comes', () => {
		const {push, pass, account, stage} = openLaboratory({});
		push(1);
		pass(61);
		const waiting = push(2);
		pass(61);
		stopExecution(account.world, waiting, 'no', false);
		expect(waiting.status).toBe('Stopped');
		expect(stage('Production').waiting).toEqual([]);
		expect(stage('Production').stoppedAtDoor).toBe(waiting);
		push(3);
		pass(61);
		expect(stage('Production').stoppedAtDoor).toBeUndefined();
	});
});

describe('retry', () => {
	const code = (name: string) => expect.objectContaining({code: name});

	it('runs the failed actions again under the same execution', () => {
		const {push, pass, account, stage, pipeline, rows} = openLaboratory(failsAt('StagingA', 20));
		const execution = push(1);
		pass(21);
		retryStage(account.world, stage('Staging'), execution, 'FAILED_ACTIONS');
		expect(execution.status).toBe('InProgress');
		expect(rows('Staging')).toEqual({StagingA: 'InProgress', StagingB: 'InProgress'});
		pass(60);
		expect(rows('Production')).toEqual({Approve: 'InProgress'});
		const runs = pipeline.actionRuns.filter(({declaration}) => declaration.name === 'StagingA');
		expect(runs.map(({status}) => status)).toEqual(['Failed', 'Succeeded']);
		expect(new Set(runs.map(({id}) => id)).size).toBe(2);
		expect(pipeline.actionRuns.filter(({declaration}) => declaration.name === 'StagingB')).toHaveLength(1);
	});

	it('runs all actions again only when none runs', () => {
		const {push, pass, account, stage, pipeline} = openLaboratory(failsAt('StagingA', 20));
		const execution = push(1);
		pass(21);
		const retry = () => retryStage(account.world, stage('Staging'), execution, 'ALL_ACTIONS');
		expect(retry).toThrow(code('StageNotRetryableException'));
		pass(40);
		retry();
		expect(pipeline.actionRuns.filter(({declaration}) => declaration.name === 'StagingB')).toHaveLength(2);
	});

	it('asks for the latest execution of the stage', () => {
		const {push, pass, account, stage} = openLaboratory(failsAt('StagingA', 20));
		const execution = push(1);
		push(2);
		pass(30);
		expect(() => retryStage(account.world, stage('Staging'), execution, 'FAILED_ACTIONS')).toThrow(
			code('NotLatestPipelineExecutionException'),
		);
	});

	it('refuses a stage that has not failed', () => {
		const {push, pass, account, stage} = openLaboratory({});
		const execution = push(1);
		pass(61);
		expect(() => retryStage(account.world, stage('Staging'), execution, 'FAILED_ACTIONS')).toThrow(
			code('StageNotRetryableException'),
		);
	});

	it('opens a new approval with a new token', () => {
		const {push, pass, account, stage, pipeline, answer} = openLaboratory({});
		const execution = push(1);
		pass(61);
		answer('Rejected');
		retryStage(account.world, stage('Production'), execution, 'FAILED_ACTIONS');
		expect(pipeline.approvals.size).toBe(2);
		expect(answer()).toBe(true);
	});
});

it('divides every duration by the speed', () => {
	const {push, clock, account, rows} = openLaboratory({speed: 20});
	push(1);
	clock.move(61_000 / 20);
	account.advance();
	expect(rows('Production')).toEqual({Approve: 'InProgress'});
});
