import {beforeAll, describe, expect, it} from 'vitest';
import {type Account, openAccount} from '../../../source/simulator/account/account.ts';
import type {ActionRun, Pipeline} from '../../../source/simulator/account/records.ts';
import {parseFault} from '../../../source/simulator/faults.ts';
import {timedPhases} from '../../../source/simulator/scenario.ts';
import {bigFleet} from '../../../source/simulator/scenarios/big-fleet.ts';
import {readScenario} from '../../../source/simulator/scenarios/file/read.ts';
import {scenarioOf} from '../../../source/simulator/scenarios/file/scenario-of.ts';
import {roughNight} from '../../../source/simulator/scenarios/rough-night.ts';
import {createHandClock} from '../laboratory.ts';
import {serve} from '../served.ts';

const hour = 3_600_000;

it.each([
	['big-fleet', bigFleet],
	['rough-night', roughNight],
])('could %s have been written in a file', (name, file) => {
	const found = readScenario(JSON.stringify(file), name);
	expect(found.kind === 'problems' ? found.problems : []).toEqual([]);
});

describe('an hour of the rough night', () => {
	let account: Account;
	let zero = 0;
	beforeAll(() => {
		const clock = createHandClock();
		zero = clock.now();
		account = openAccount({scenario: scenarioOf('rough-night', roughNight), clock});
		clock.move(hour);
		account.advance();
	});
	const pipelineOf = (name: string): Pipeline => {
		const found = account.world.pipelines.get(name);
		if (found === undefined) throw new Error(`no pipeline ${name}`);
		return found;
	};
	/** What became of the executions that started in this hour, oldest first. */
	const endings = (name: string) =>
		pipelineOf(name)
			.executions.filter(({startedAt}) => startedAt >= zero)
			.map(({status}) => status);
	const runs = (name: string): readonly ActionRun[] =>
		pipelineOf(name).actionRuns.filter(({startedAt}) => startedAt >= zero);

	it.each([
		['succeeded', 'Succeeded'],
		['stopped', 'Stopped'],
		['abandoned', 'Stopped'],
		['superseded', 'Superseded'],
		['cancelled', 'Cancelled'],
		['rejected', 'Failed'],
		['expired', 'Failed'],
		['source-fails', 'Failed'],
		['stays-failed', 'Failed'],
		['times-out', 'Failed'],
		['fails-inside-aws', 'Failed'],
		['closed', 'Superseded'],
		['retried', 'Succeeded'],
		['queued', 'InProgress'],
		['parallel', 'Succeeded'],
		['entry-refused', 'Failed'],
		['undone-after-success', 'Failed'],
		['undone-after-failure', 'Failed'],
	])('has an execution of %s that is %s', (name, status) => {
		expect(endings(name)).toContain(status);
	});

	it.each(timedPhases)('has a build that fails in %s', phase => {
		const failed = runs(`fails-${phase.toLowerCase().replaceAll('_', '-')}`).map(({build}) => build);
		expect(failed.map(build => build?.phases.find(({status}) => status !== 'SUCCEEDED')?.type)).toContain(
			phase,
		);
	});

	it('has builds that time out and that CodeBuild itself fails', () => {
		const statuses = (name: string) => runs(name).map(({build}) => build?.status);
		expect(statuses('times-out')).toContain('TIMED_OUT');
		expect(statuses('fails-inside-aws')).toContain('FAULT');
	});

	it('has approvals that are refused and that nobody answers in time', () => {
		const answers = (name: string) =>
			runs(name)
				.filter(({token, status}) => token !== undefined && status === 'Failed')
				.map(({summary}) => summary);
		expect(answers('rejected')).toContain('not in this night');
		expect(answers('expired')).toContain('The approval action timed out.');
	});

	it('has an abandoned action, a source that fails, and a retry that succeeds', () => {
		expect(runs('abandoned').map(({status}) => status)).toContain('Abandoned');
		const [source] = runs('source-fails');
		expect([source?.declaration.name, source?.status]).toEqual(['Source', 'Failed']);
		const retried = pipelineOf('retried').executions.flatMap(({stageRuns}) => stageRuns);
		expect(retried.some(({retries, status}) => retries > 0 && status === 'Succeeded')).toBe(true);
	});

	const stageRuns = (name: string) =>
		pipelineOf(name)
			.executions.filter(({startedAt}) => startedAt >= zero)
			.map(({status, rollbackOf, trigger, stageRuns}) => {
				const run = stageRuns.at(-1);
				return {
					status,
					trigger: rollbackOf && trigger.triggerType,
					brings: rollbackOf && rollbackOf.startedAt < zero ? 'what was there before' : undefined,
					stage: run?.status,
					conditions: [...(run?.conditions ?? [])].map(([kind, each]) => `${kind} ${each.status}`),
					actions: [...(run?.latest.values() ?? [])].map(each => `${each.status} ${each.start.attempt}`),
					retry: run?.latestRetry,
				};
			});
	const rolledBack = {
		brings: 'what was there before',
		conditions: [],
		stage: 'Succeeded',
		status: 'Succeeded',
	};

	it('has stages whose entry is refused, skipped, and refused but overridden', () => {
		expect(stageRuns('entry-refused')[0]).toMatchObject({
			status: 'Failed',
			stage: 'Failed',
			conditions: ['beforeEntry Failed'],
			actions: [],
		});
		expect(stageRuns('entry-skipped')[0]).toMatchObject({
			status: 'Succeeded',
			stage: 'Skipped',
			conditions: ['beforeEntry Failed'],
			actions: [],
		});
		expect(stageRuns('overridden')[0]).toMatchObject({
			status: 'Succeeded',
			stage: 'Succeeded',
			conditions: ['beforeEntry Overridden'],
			actions: ['Succeeded 1'],
		});
	});

	it('has a failure that AWS tries again by itself, with success', () => {
		expect(stageRuns('retries-itself')[0]).toMatchObject({
			status: 'Succeeded',
			stage: 'Succeeded',
			actions: ['Succeeded 2'],
			retry: 'AutomatedStageRetry',
		});
	});

	it('has stages that are rolled back after success, after failure and by hand', () => {
		expect(stageRuns('undone-after-success').slice(0, 2)).toMatchObject([
			{status: 'Failed', conditions: ['onSuccess Failed'], actions: ['Succeeded 1']},
			{trigger: 'AutomatedRollback', ...rolledBack},
		]);
		expect(stageRuns('undone-after-failure').slice(0, 2)).toMatchObject([
			{status: 'Failed', actions: ['Failed 1']},
			{trigger: 'AutomatedRollback', ...rolledBack},
		]);
		expect(stageRuns('undone-by-hand').slice(0, 2)).toMatchObject([
			{status: 'Succeeded', trigger: undefined},
			{trigger: 'ManualRollback', ...rolledBack},
		]);
	});

	it('closes a way for most of the hour, and opens it again', () => {
		const {transition} = pipelineOf('closed').stages.at(-1) ?? {};
		expect(transition).toMatchObject({enabled: true, lastChangedAt: zero + 50 * 60_000});
		const [inside] = runs('closed').filter(({token}) => token !== undefined);
		expect(inside?.startedAt).toBe(zero + 50 * 60_000);
	});

	it('has every fault', () => {
		const faults = scenarioOf('rough-night', roughNight).faults ?? [];
		const [, known = ''] = /\(there are (.*)\)/.exec(wordsOf(() => parseFault('storm'))) ?? [];
		expect([...new Set(faults.map(({fault}) => fault.kind))].sort()).toEqual(known.split(', ').sort());
		expect(faults.filter(({from, until}) => from < 0 || until > hour)).toEqual([]);
	});
});

function wordsOf(act: () => unknown): string {
	try {
		act();
	} catch (error) {
		return String(error);
	}
	return '';
}

it('has its faults for as long as the scenario says, beside those it was started with', async () => {
	const fault = parseFault('denied:ListPipelines');
	const scenario = {
		...scenarioOf('quiet', {pipelines: bigFleet.pipelines.map(each => ({...each, copies: 1}))}),
		faults: [{fault, from: 60_000, until: 120_000}],
	};
	const served = await serve(scenario, {speed: 2, faults: [parseFault('denied:ListActionTypes')]});
	const statuses = async () => {
		served.simulator.account.advance();
		const asked = [
			served.ask('codepipeline', 'ListPipelines', {}),
			served.ask('codepipeline', 'ListActionTypes', {}),
		];
		return (await Promise.all(asked)).map(({status}) => status);
	};
	try {
		expect(await statuses()).toEqual([200, 400]);
		served.pass(30);
		expect(await statuses()).toEqual([400, 400]);
		served.pass(30);
		expect(await statuses()).toEqual([200, 400]);
	} finally {
		await served.simulator.close();
	}
});

it('keeps faults that it was told, beside those of the scenario, until it is told others', async () => {
	const served = await serve({
		...scenarioOf('quiet', {pipelines: bigFleet.pipelines.map(each => ({...each, copies: 1}))}),
		faults: [{fault: parseFault('denied:ListPipelines'), from: 60_000, until: 120_000}],
	});
	const denied = async () => {
		served.simulator.account.advance();
		const operations = ['ListPipelines', 'ListActionTypes'];
		const replies = await Promise.all(operations.map(name => served.ask('codepipeline', name, {})));
		return operations.filter((_, index) => replies[index]?.status !== 200);
	};
	try {
		await served.control('faults', {faults: ['denied:ListActionTypes']});
		expect(await denied()).toEqual(['ListActionTypes']);
		served.pass(60);
		expect(await denied()).toEqual(['ListPipelines', 'ListActionTypes']);
		served.pass(60);
		expect(await denied()).toEqual(['ListActionTypes']);
		await served.control('faults', {faults: []});
		expect(await denied()).toEqual([]);
	} finally {
		await served.simulator.close();
	}
});

it('has a big fleet of 300 pipelines with ten chains in each environment', () => {
	const {world} = openAccount({
		scenario: scenarioOf('big-fleet', {...bigFleet, past: {executions: 0}}),
		clock: createHandClock(),
	});
	expect(world.pipelines.size).toBe(300);
	const builds = [...world.pipelines.values()].map(({stages}) =>
		stages.map(({rows, declaration}) => [
			declaration.actions.filter(({actionTypeId}) => actionTypeId.provider === 'CodeBuild').length,
			rows.size > 0,
		]),
	);
	expect(new Set(builds.map(each => JSON.stringify(each.map(([count]) => count))))).toEqual(
		new Set(['[0,10,10]']),
	);
	expect(builds.filter(([, staging]) => staging?.[1]).length).toBe(300);
});
