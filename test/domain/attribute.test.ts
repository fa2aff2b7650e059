import {describe, expect, it} from 'vitest';
import {action, PipelineModel} from '../pipeline-model.ts';
import {ours, sha, Watcher} from './watcher.ts';

const staging = 'DeployStaging';
const production = 'DeployProduction';
const approval = 'ApproveDeployToProduction';

/** An older execution went all the way; ours has passed staging. */
function afterAnOlderOne(): Watcher {
	const watcher = new Watcher();
	watcher.model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
	watcher.later();
	watcher.model.start('own', ours).pass('own', 'Github', staging);
	return watcher.later();
}

describe('rows that an older execution left', () => {
	it('are not those of ours in a stage that it has just entered', () => {
		const watcher = afterAnOlderOne();
		watcher.model.enter('own', production).begin('own', production, approval);
		watcher.look();
		expect(watcher.actions(production)).toEqual(['Waiting', 'NotStarted', 'NotStarted']);
		expect(watcher.follow.stages[2]).toMatchObject({done: 0, total: 2});
		expect(watcher.pipeline.records.own?.open).toBe(false);
	});

	it('are not taken in at the next looks either', () => {
		const watcher = afterAnOlderOne();
		watcher.model.enter('own', production).begin('own', production, approval);
		watcher.look().later().see().end();
		expect(watcher.actions(production)).toEqual(['Waiting', 'NotStarted', 'NotStarted']);
		expect(watcher.pipeline.records.own?.open).toBe(false);
	});

	it('are known without a call when they stood there while the older one held the stage', () => {
		const watcher = new Watcher();
		watcher.model.start('old', sha('0')).pass('old', 'Github', staging);
		watcher.model
			.enter('old', production)
			.begin('old', production, approval)
			.finish('old', production, approval);
		watcher.model.begin('old', production, 'DeployProductionTaiko');
		watcher.model.start('own', ours).pass('own', 'Github', staging).wait('own', production);
		watcher.look();
		watcher.model.finish('old', production, 'DeployProductionTaiko', 'Failed').stage(production, 'Failed');
		watcher.later().look().later();
		watcher.model.enter('own', production).stage(production, 'InProgress');
		watcher.see();
		expect(watcher.pipeline.records.own?.open).toBe(false);
		expect(watcher.actions(production)).toEqual(['NotStarted', 'NotStarted', 'NotStarted']);
	});

	it('are not those of ours because they are new, when they may be the last of the older one', () => {
		const watcher = new Watcher();
		watcher.model.start('old', sha('0')).pass('old', 'Github', staging).enter('old', production);
		watcher.model.begin('old', production, approval);
		watcher.later();
		watcher.model.start('own', ours).pass('own', 'Github', staging).wait('own', production);
		watcher.look().later();
		watcher.model.begin('old', production, 'DeployProductionTaiko');
		watcher.model.finish('old', production, 'DeployProductionTaiko', 'Failed').enter('own', production);
		watcher.see();
		expect(watcher.actions(production)).toEqual(['NotStarted', 'NotStarted', 'NotStarted']);
		expect(watcher.pipeline.records.own?.open).toBe(true);
	});

	it('are not those of ours in its first stage, where no stage before tells when it came in', () => {
		const watcher = new Watcher();
		watcher.model.start('old', sha('0')).enter('old', 'Github').begin('old', 'Github', 'Github');
		watcher.later();
		watcher.model.start('own', ours).enter('own', 'Github');
		watcher.look();
		expect(watcher.pipeline.records.own?.open).toBe(false);
	});

	it('are not those of ours even while they still run', () => {
		const watcher = new Watcher();
		watcher.model.start('old', sha('0')).pass('old', 'Github').enter('old', staging);
		watcher.model
			.begin('old', staging, 'DeployStagingTaiko')
			.begin('old', staging, 'DeployStagingBaseSepolia');
		watcher.model.finish('old', staging, 'DeployStagingTaiko', 'Failed').stage(staging, 'Failed');
		watcher.later();
		watcher.model.start('own', ours).pass('own', 'Github');
		watcher.later();
		watcher.model.enter('own', staging).begin('own', staging, 'DeployStagingTaiko');
		watcher.look();
		expect(watcher.actions(staging)).toEqual(['NotStarted', 'Running']);
		expect(watcher.pipeline.records.own?.open).toBe(false);
		watcher.model.finish('own', staging, 'DeployStagingTaiko');
		watcher.later().see();
		expect(watcher.actions(staging)).toEqual(['NotStarted', 'Succeeded']);
	});
});

describe('rows of ours', () => {
	it('are taken in without reading the record when they replace another in our stage', () => {
		const watcher = afterAnOlderOne();
		watcher.model.enter('own', production).begin('own', production, approval);
		watcher.look().later();
		watcher.model.finish('own', production, approval).begin('own', production, 'DeployProductionTaiko');
		watcher.see();
		expect(watcher.actions(production)).toEqual(['Succeeded', 'NotStarted', 'Running']);
		expect(watcher.pipeline.records.own?.open).toBe(false);
		const run = watcher.follow.stages[2]?.actions[2]?.run;
		expect(run?.startedAt).toBe(watcher.clock.now());
	});

	it('stay when the record lags behind them', () => {
		const watcher = afterAnOlderOne();
		watcher.model.enter('own', production).begin('own', production, approval);
		watcher.look().later();
		watcher.model.finish('own', production, approval).begin('own', production, 'DeployProductionTaiko');
		watcher.model.unrecorded.add(`${production} DeployProductionTaiko`);
		watcher.see().record('own').end();
		expect(watcher.actions(production)).toEqual(['Succeeded', 'NotStarted', 'Running']);
	});

	it('leave it open whose they are while the record may lag, and settle it after', () => {
		const watcher = afterAnOlderOne();
		watcher.model.enter('own', production).begin('own', production, approval);
		watcher.model.unrecorded.add(`${production} ${approval}`);
		watcher.look();
		expect(watcher.pipeline.records.own?.open).toBe(true);
		expect(watcher.follow.gates).toEqual([]);
		watcher.model.unrecorded.clear();
		watcher.later().look();
		expect(watcher.pipeline.records.own?.open).toBe(false);
		expect(watcher.standing.kind).toBe('Gate');
	});

	it('do not run again because the state lags behind the record', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github').enter('own', staging);
		watcher.model.begin('own', staging, 'DeployStagingTaiko');
		watcher.look();
		const stale = watcher.model.snapshot();
		watcher.model.finish('own', staging, 'DeployStagingTaiko', 'Failed');
		watcher.later().look();
		const {name} = watcher.model.definition;
		watcher.tell({kind: 'state-read', at: watcher.clock.now(), scope: 's', pipeline: name, snapshot: stale});
		expect(watcher.actions(staging)).toEqual(['NotStarted', 'Failed']);
	});

	it('are known by what they say where they have no id', () => {
		const watcher = afterAnOlderOne();
		watcher.model.rowIds = false;
		watcher.model.enter('own', production).begin('own', production, approval);
		watcher.later(120_000).look();
		expect(watcher.standing.kind).toBe('Gate');
		expect(watcher.pipeline.records.own?.open).toBe(false);
		watcher.later().see();
		expect(watcher.pipeline.records.own?.open).toBe(false);
		watcher.model.finish('own', production, approval);
		watcher.later().see();
		expect(watcher.pipeline.records.own?.open).toBe(true);
		watcher.record('own').end();
		expect(watcher.actions(production)).toEqual(['Succeeded', 'NotStarted', 'NotStarted']);
	});
});

it('keeps the same action name in two stages apart', () => {
	const stages = [
		{name: 'Source', actions: [action('Github', {category: 'Source'})]},
		{name: 'DeployNightly', actions: [action('CWMonitoringProduction')]},
		{name: 'DeployProduction', actions: [action('DeployProduction'), action('CWMonitoringProduction')]},
	];
	const watcher = new Watcher(clock => new PipelineModel(clock, 'l-prover-ansible-pipeline', stages));
	watcher.model.start('own', ours).pass('own', 'Source', 'DeployNightly').enter('own', production);
	watcher.model.begin('own', production, 'CWMonitoringProduction').begin('own', production, production);
	watcher.look();
	expect(watcher.actions('DeployNightly')).toEqual(['Succeeded']);
	expect(watcher.actions(production)).toEqual(['Running', 'Running']);
	expect(watcher.follow.stages.map(({actions}) => actions.map(({chain}) => chain))).toEqual([
		[null],
		[null],
		[null, null],
	]);
});
