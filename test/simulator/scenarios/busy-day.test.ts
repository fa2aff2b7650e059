import {beforeAll, describe, expect, it} from 'vitest';
import {lanePipelines} from '../../../source/simulator/scenarios/fleet/pipelines.ts';
import {openCourse, pipelineOf, type Run} from './course.ts';

const apps = lanePipelines.map(({name}) => name.slice('l-'.length, -'-pipeline'.length));
const lastSecond = 110;

type Second = Readonly<Record<string, Run | undefined>>;

/** Every second from the start: the tracked commit by app, and the commit after it by `next/app`. */
function watch(seed: number): Second[] {
	const course = openCourse(seed);
	return Array.from({length: lastSecond + 1}, (_, second) => {
		course.at(second);
		return Object.fromEntries(
			apps.flatMap(app => [
				[app, course.run(app)],
				[`next/${app}`, course.run(app, 1)],
			]),
		);
	});
}

describe.each([1, 2, 31])('the first minutes of a busy day with seed %i, at speed 20', seed => {
	let seconds: Second[] = [];
	beforeAll(() => {
		seconds = watch(seed);
	});
	const at = (second: number, app: string) => seconds[second]?.[app];
	/** The first second at which something holds for the tracked commit. */
	const first = (app: string, holds: (run: Run) => boolean) =>
		seconds.findIndex(second => {
			const run = second[app];
			return run !== undefined && holds(run);
		});
	const newer = (second: number, app: string) => at(second, `next/${app}`) !== undefined;
	const between = (low: number, high: number) => Array.from({length: high - low + 1}, (_, add) => low + add);

	it('has its commit in all eight pipelines at once, with chains side by side', () => {
		expect(apps.filter(app => at(0, app)?.status !== 'InProgress')).toEqual([]);
		expect(at(0, 'order-stream')?.actions).toEqual({
			DeployStagingBaseSepolia: 'InProgress',
			DeployStagingTaiko: 'InProgress',
		});
	});

	it('lets one chain of the indexer fail while its siblings go on and succeed', () => {
		const failed = first('indexer', ({status}) => status === 'Failed');
		expect(failed).toBeGreaterThanOrEqual(19);
		expect(failed).toBeLessThanOrEqual(25);
		expect(at(failed, 'indexer')?.actions).toEqual({
			DeployStagingBaseSepolia: 'InProgress',
			DeployStagingEthSepolia: 'InProgress',
			DeployStagingTaiko: 'Failed',
		});
		expect(at(45, 'indexer')?.actions).toEqual({
			DeployStagingBaseSepolia: 'Succeeded',
			DeployStagingEthSepolia: 'Succeeded',
			DeployStagingTaiko: 'Failed',
		});
	});

	it('leaves what failed and what was stopped without a successor for a while', () => {
		for (const app of ['indexer', 'order-generator']) {
			const ended = first(app, ({status}) => status === 'Failed' || status === 'Stopped');
			expect(newer(70, app)).toBe(false);
			expect(70 - ended).toBeGreaterThan(40);
		}
	});

	it('keeps it behind an older commit at the distributor’s gate until that is answered', () => {
		const reached = first('distributor', ({stage}) => stage === 'DeployProduction');
		expect(reached).toBeLessThan(30);
		for (const second of between(reached, 90))
			expect(at(second, 'distributor')).toMatchObject({status: 'InProgress', inside: undefined, behind: -1});
		const gate = first('distributor', ({atGate}) => atGate);
		expect(gate).toBeGreaterThan(95);
	});

	it('opens its gate at the order stream and keeps it open', () => {
		const gate = first('order-stream', ({atGate}) => atGate);
		expect(gate).toBeGreaterThanOrEqual(34);
		expect(gate).toBeLessThanOrEqual(45);
		for (const second of between(gate, lastSecond))
			expect(at(second, 'order-stream')).toMatchObject({status: 'InProgress', atGate: true});
	});

	it('has it superseded between two stages of the slasher', () => {
		const superseded = first('slasher', ({status}) => status === 'Superseded');
		expect(superseded).toBeGreaterThan(70);
		expect(superseded).toBeLessThan(78);
		expect(at(superseded - 1, 'slasher')).toMatchObject({
			status: 'InProgress',
			stage: 'DeployStaging',
			inside: undefined,
			behind: -1,
		});
	});

	it('brings it to production with the requestor lists, past a gate that a colleague answers', () => {
		const gate = first('requestor-lists', ({atGate}) => atGate);
		const done = first('requestor-lists', ({status}) => status === 'Succeeded');
		expect(gate).toBeGreaterThan(0);
		expect(done).toBeGreaterThan(gate);
		expect(done).toBeLessThanOrEqual(60);
	});

	it('holds it before production of kailua-batch, where the way is closed', () => {
		for (const second of between(25, lastSecond))
			expect(at(second, 'kailua-batch')).toMatchObject({
				status: 'InProgress',
				stage: 'DeployProduction',
				inside: undefined,
				behind: undefined,
				closed: 'freeze until Monday',
			});
	});

	it('sees it stopped in the order generator', () => {
		expect(first('order-generator', ({status}) => status === 'Stopping')).toBeGreaterThan(10);
		const stopped = first('order-generator', ({status}) => status === 'Stopped');
		expect(stopped).toBeGreaterThan(15);
		expect(stopped).toBeLessThan(40);
		expect(at(stopped, 'order-generator')?.stopReason).toBe('wrong branch');
	});

	it('takes the provers’ nightly stage before their gate', () => {
		expect(at(40, 'prover-ansible')).toMatchObject({stage: 'DeployNightly', inside: 'InProgress'});
		expect(first('prover-ansible', ({atGate}) => atGate)).toBeGreaterThan(85);
	});

	it('goes the same way again', () => {
		expect(watch(seed)).toEqual(seconds);
	});
});

describe('the rest of a busy day', () => {
	it('stands on twenty recorded runs of each pipeline, days apart and not all green', () => {
		const {account} = openCourse(1);
		const past = apps.map(app =>
			pipelineOf(account, app).executions.filter(({status}) => status !== 'InProgress'),
		);
		expect(past.filter(({length}) => length < 20)).toEqual([]);
		const statuses = new Set(past.flat().map(({status}) => status));
		expect([...statuses].sort()).toEqual(
			expect.arrayContaining(['Failed', 'Stopped', 'Succeeded', 'Superseded']),
		);
		const [oldest, newest] = [past[0]?.[0], past[0]?.at(-1)];
		// A simulated day is 72 minutes of the wall clock at this speed.
		expect((newest?.startedAt ?? 0) - (oldest?.startedAt ?? 0)).toBeGreaterThan(15 * 72 * 60_000);
	});

	it('carries what was superseded in the slasher to a gate, with the next commit', () => {
		const course = openCourse(1);
		course.at(103);
		expect(course.run('slasher', 1)).toMatchObject({stage: 'DeployProduction', atGate: true});
	});

	it('lets the tracked commit into production once its gates are answered', () => {
		const course = openCourse(1);
		course.at(3600);
		for (const app of ['distributor', 'order-stream', 'prover-ansible'])
			expect(course.run(app)?.status).toBe('Succeeded');
	});

	it('goes on for a simulated day with new commits, retries and no pipeline that stands still', () => {
		const course = openCourse(1);
		course.at(72 * 60);
		const {account, history} = course;
		for (const app of apps) {
			const {executions, actionRuns} = pipelineOf(account, app);
			expect(executions.length).toBeGreaterThan(history.knownAt(24 * 3_600_000).length - 10);
			expect(executions.filter(({status}) => status === 'InProgress').length).toBeLessThan(6);
			expect(actionRuns.at(-1)?.startedAt).toBeGreaterThan((actionRuns[0]?.startedAt ?? 0) + 72 * 60_000);
		}
		const retried = apps.flatMap(app => pipelineOf(account, app).executions.flatMap(each => each.stageRuns));
		expect(retried.some(({retries, status}) => retries > 0 && status === 'Succeeded')).toBe(true);
	});
});
