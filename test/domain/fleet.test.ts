import {describe, expect, it} from 'vitest';
import {fleetOf, fleetRow} from '../../source/domain/fleet.ts';
import {emptyPipeline} from '../../source/domain/record.ts';
import {noon} from '../fixtures.ts';
import {action, PipelineModel, usual} from '../pipeline-model.ts';
import {sha, Watcher} from './watcher.ts';

const [staging, production, approval] = ['DeployStaging', 'DeployProduction', 'ApproveDeployToProduction'];
const [base, taiko] = ['DeployStagingBaseSepolia', 'DeployStagingTaiko'];
const [mainnet, prodTaiko] = ['DeployProductionBaseMainnet', 'DeployProductionTaiko'];
const stages = ['Github', staging, production] as const;
const day = 24 * 3600_000;

/** One look that reads the list and the state, and no execution's record. */
const glance = (watcher: Watcher) => watcher.list().see().end();
const rowOf = (watcher: Watcher) => fleetRow(watcher.pipeline, watcher.clock.now());
const standOf = (watcher: Watcher, stage: string) => {
	const stand = rowOf(watcher).stages.find(each => each.stage === stage);
	if (stand === undefined) throw new Error(`no stage ${stage}`);
	return stand;
};

/** A pipeline through which `old` has come, ten minutes ago. */
function running(): Watcher {
	const watcher = new Watcher();
	watcher.model
		.start('old', sha('0'))
		.pass('old', ...stages)
		.end('old', 'Succeeded');
	return watcher.later(600_000);
}

/** An execution a minute later in staging, with both chains running. */
function inStaging(watcher = running()): Watcher {
	watcher.model.start('new', sha('b')).pass('new', 'Github').enter('new', staging);
	watcher.model.begin('new', staging, base).begin('new', staging, taiko);
	return watcher;
}

/** The new execution at production's gate. */
function atGate(): Watcher {
	const watcher = inStaging().later();
	watcher.model.finish('new', staging, base).finish('new', staging, taiko).stage(staging, 'Succeeded');
	watcher.model.enter('new', production).begin('new', production, approval);
	return watcher;
}

describe('what stands in a stage', () => {
	it('is whoever is or was last in it, whoever that is, with commit and time', () => {
		const watcher = inStaging();
		const entered = watcher.clock.now();
		glance(watcher.later());
		expect(standOf(watcher, staging)).toMatchObject({
			status: 'Running',
			said: 'InProgress',
			execution: 'new',
			commit: sha('b'),
			since: entered,
		});
		expect(standOf(watcher, production)).toMatchObject({
			status: 'Succeeded',
			execution: 'old',
			commit: sha('0'),
			since: entered - 600_000,
		});
		expect(rowOf(watcher)).toMatchObject({urgency: 'running', lastRun: entered, idle: false, gates: []});
	});

	it('is nothing where nobody ever was, and unknown where the state was not read', () => {
		const watcher = new Watcher();
		watcher.model.start('new', sha('b')).enter('new', 'Github').begin('new', 'Github', 'Github');
		watcher.list();
		expect(standOf(watcher, production)).toMatchObject({status: 'Unknown', execution: null, since: null});
		watcher.see();
		expect(standOf(watcher, production)).toMatchObject({status: null, execution: null, since: null});
	});

	it("is a gate since it opened, though the rows of what comes after it are another one's", () => {
		const watcher = atGate();
		const opened = watcher.clock.now();
		watcher.model.start('third', sha('c')).pass('third', 'Github', staging).wait('third', production);
		glance(watcher.later(3600_000));
		expect(standOf(watcher, production)).toMatchObject({
			status: 'Gate',
			since: opened,
			waiting: 1,
			failed: [],
		});
		expect(rowOf(watcher)).toMatchObject({
			urgency: 'gate',
			gates: [
				{action: approval, execution: 'new', commit: sha('b'), tracked: false, openedAt: opened, waiting: 1},
			],
		});
	});

	it('runs again since an approval was given', () => {
		const watcher = atGate().later(3600_000);
		watcher.model.finish('new', production, approval);
		const given = watcher.clock.now();
		watcher.model.begin('new', production, mainnet).begin('new', production, prodTaiko);
		glance(watcher.later());
		expect(standOf(watcher, production)).toMatchObject({status: 'Running', since: given});
	});

	it('runs since nobody knows when where an earlier run order has ended, until its record is read', () => {
		const model = [
			...usual.slice(0, 1),
			{name: staging, actions: [action('Migrate'), action('Deploy', {runOrder: 2})]},
		];
		const watcher = new Watcher(clock => new PipelineModel(clock, 'p', model));
		watcher.model.start('new', sha('b')).pass('new', 'Github').enter('new', staging);
		watcher.model.begin('new', staging, 'Migrate');
		const entered = watcher.clock.now();
		watcher.later().model.finish('new', staging, 'Migrate').begin('new', staging, 'Deploy');
		glance(watcher);
		expect(standOf(watcher, staging)).toMatchObject({status: 'Running', since: null});
		watcher.record('new');
		expect(standOf(watcher, staging)).toMatchObject({status: 'Running', since: entered});
	});

	it('still runs while siblings of what failed do, and says what failed', () => {
		const watcher = inStaging().later();
		watcher.model.finish('new', staging, taiko, 'Failed').stage(staging, 'Failed');
		glance(watcher);
		expect(standOf(watcher, staging)).toMatchObject({
			status: 'Running',
			failed: [{name: taiko, chain: 'Taiko'}],
		});
		expect(rowOf(watcher).urgency).toBe('failed');
		const ended = watcher.later().clock.now();
		watcher.model.finish('new', staging, base).end('new', 'Failed');
		glance(watcher.later());
		expect(standOf(watcher, staging)).toMatchObject({
			status: 'Failed',
			since: ended - 30_000,
			failed: [{name: taiko, run: {failure: {code: 'JobFailed'}}}],
		});
	});

	it('failed as long ago as the list tells where no row is its own', () => {
		const watcher = inStaging();
		watcher.model
			.finish('new', staging, base)
			.finish('new', staging, taiko, 'Failed')
			.stage(staging, 'Failed');
		watcher.model.end('new', 'Failed');
		// Its condition fails before any action of it begins: the rows are those of the one before it.
		watcher.later().model.start('next', sha('c')).pass('next', 'Github');
		watcher.model.enter('next', staging).stage(staging, 'Failed').end('next', 'Failed');
		const ended = watcher.clock.now();
		glance(watcher.later());
		expect(standOf(watcher, staging)).toMatchObject({
			execution: 'next',
			status: 'Failed',
			since: ended,
			failed: [],
		});
	});

	it.each(['InProgress', 'Failed'] as const)('is never told from older rows when it is %s', status => {
		const watcher = inStaging();
		watcher.model
			.finish('new', staging, base)
			.finish('new', staging, taiko, 'Failed')
			.stage(staging, 'Failed');
		watcher
			.later()
			.model.start('next', sha('c'))
			.pass('next', 'Github')
			.enter('next', staging)
			.stage(staging, status);
		glance(watcher.later());
		expect(standOf(watcher, staging)).toMatchObject({execution: 'next', since: null, failed: []});
	});

	it.each(['Stopped', 'Cancelled'] as const)('is %s since the list says so', status => {
		const watcher = inStaging().later();
		const ended = watcher.clock.now();
		watcher.model.stage(staging, status).end('new', status);
		glance(watcher.later());
		expect(standOf(watcher, staging)).toMatchObject({status, since: ended});
	});

	it('is skipped where a condition left the stage out, whatever its rows say', () => {
		const watcher = inStaging();
		watcher.model.stage(staging, 'Skipped');
		glance(watcher);
		expect(standOf(watcher, staging)).toMatchObject({status: 'Skipped', said: 'Skipped', since: null});
	});

	it('has a closed way in, and who waits there', () => {
		const watcher = running();
		watcher.model.close(production, 'freeze').start('new', sha('b')).pass('new', 'Github', staging);
		watcher.model.wait('new', production);
		glance(watcher);
		expect(standOf(watcher, production)).toMatchObject({
			status: 'Succeeded',
			execution: 'old',
			waiting: 1,
			closed: {reason: 'freeze', since: watcher.clock.now()},
		});
	});
});

describe('a PARALLEL pipeline', () => {
	const parallel = () => new Watcher(clock => new PipelineModel(clock, 'p', undefined, 'PARALLEL'));

	/** One has come through, one stands at its gate, the newest is in staging; all of them were read. */
	function busy(): Watcher {
		const watcher = parallel();
		watcher.model
			.start('1', sha('1'))
			.pass('1', ...stages)
			.end('1', 'Succeeded');
		watcher.later().model.start('2', sha('2')).pass('2', 'Github', staging).begin('2', production, approval);
		watcher.later().model.start('3', sha('3')).pass('3', 'Github').begin('3', staging, base);
		return watcher.list().see().record('1').record('2').record('3').end();
	}

	it('is told by the newest execution that came to each stage, its gates by all that move', () => {
		const watcher = busy();
		const row = rowOf(watcher);
		expect(row.stages.map(({status, execution}) => [status, execution])).toEqual([
			['Succeeded', '3'],
			['Running', '3'],
			['Gate', '2'],
		]);
		expect(row).toMatchObject({mode: 'PARALLEL', urgency: 'gate', shownBy: '3', unread: 0});
		expect(row.gates).toMatchObject([{execution: '2', commit: sha('2'), tracked: false}]);
	});

	it('has no gate any more when the execution was stopped at it', () => {
		const watcher = busy();
		watcher.later().model.end('2', 'Stopped');
		watcher.list();
		expect(rowOf(watcher).gates).toEqual([]);
	});

	it('is unknown beyond what was read, but for what came through all of it', () => {
		const watcher = parallel();
		watcher.model
			.start('1', sha('1'))
			.pass('1', ...stages)
			.end('1', 'Succeeded');
		const ended = watcher.clock.now();
		watcher.list().later();
		expect(standOf(watcher, production)).toMatchObject({status: 'Succeeded', execution: '1', since: ended});
		expect(standOf(watcher, staging)).toMatchObject({status: 'Succeeded', execution: '1', since: null});
		watcher.model.start('2', sha('2')).pass('2', 'Github', staging);
		watcher.list();
		expect(standOf(watcher, staging)).toMatchObject({status: 'Unknown', execution: null});
		expect(rowOf(watcher).unread).toBe(1);
	});

	it('has no stand where it never ran', () => {
		expect(standOf(parallel().list(), staging).status).toBeNull();
	});
});

describe('the rows of a fleet', () => {
	it('are failures, gates, what cannot be seen, what runs, and the rest, each by name', () => {
		const of = (name: string, {pipeline}: Watcher) => ({...pipeline, name});
		const failed = inStaging();
		failed.model.finish('new', staging, taiko, 'Failed').stage(staging, 'Failed');
		const fleet = fleetOf(
			[
				of('e', glance(running())),
				of('b', glance(running())),
				of('d', glance(inStaging())),
				emptyPipeline('s', 'z'),
				of('c', glance(atGate())),
				of('f', glance(failed)),
			],
			noon,
		);
		expect(fleet.map(({pipeline, urgency}) => [pipeline, urgency])).toEqual([
			['f', 'failed'],
			['c', 'gate'],
			['d', 'running'],
			['b', 'rest'],
			['e', 'rest'],
			['z', 'unread'],
		]);
	});

	it('say that a pipeline had no run for two weeks, or never one', () => {
		const watcher = glance(running());
		const lastRun = rowOf(watcher).lastRun ?? 0;
		expect(fleetRow(watcher.pipeline, lastRun + 14 * day - 1).idle).toBe(false);
		expect(fleetRow(watcher.pipeline, lastRun + 14 * day).idle).toBe(true);
		expect(rowOf(glance(new Watcher()))).toMatchObject({lastRun: null, idle: true});
		expect(fleetRow(emptyPipeline('s', 'z'), noon), 'of which nothing was read').toMatchObject({idle: false});
	});
});
