import {expect, it} from 'vitest';
import {fleetJson} from '../../source/commands/fleet-json.ts';
import {fleetRow} from '../../source/domain/fleet.ts';
import {fleetState} from '../../source/domain/fleet-state.ts';
import {skippedIn} from '../../source/domain/follow.ts';
import {reachOf} from '../../source/domain/reach.ts';
import {lookOfState, remarkOf} from '../../source/wording/fleet-state-words.ts';
import {reasonIn} from '../../source/wording/words.ts';
import {ours, Watcher} from './watcher.ts';

const [staging, production] = ['DeployStaging', 'DeployProduction'];

it('does not call an execution through a stage that a condition left out', () => {
	const watcher = new Watcher();
	watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
	watcher.look().later();
	watcher.model.stage(production, 'Skipped').end('own', 'Succeeded');
	watcher.later().look();
	expect(skippedIn(watcher.follow)).toEqual([production]);
	expect(watcher.state.happened).toMatchObject([{kind: 'done', skipped: [production]}]);
	expect(reasonIn(watcher.follow, () => '')).toBe('DeployProduction skipped by a condition');
});

it('tells in the fleet that a stage was skipped, since when, and does not count it as reached', () => {
	const watcher = new Watcher();
	watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
	watcher.model.stage(production, 'Skipped').end('own', 'Succeeded');
	const skippedAt = watcher.clock.now();
	watcher.list().see().end().later();
	const told = () => {
		const row = fleetRow(watcher.pipeline, watcher.clock.now());
		const {kind, since} = fleetState(row);
		return {kind, since, word: lookOfState(fleetState(row)).word, remark: remarkOf(row, watcher.clock.now())};
	};
	const skipped = {
		kind: 'Skipped',
		since: skippedAt,
		word: 'Skipped',
		remark: 'DeployProduction skipped by a condition',
	};
	expect(told()).toEqual(skipped);
	const [json] = fleetJson(watcher.state, [fleetRow(watcher.pipeline, 0)], () => '').pipelines;
	expect(json?.stages.at(-1)).toMatchObject({status: 'NotTriggered', aws: 'Skipped'});
	watcher.look();
	expect(told()).toEqual(skipped);
	expect(reachOf([watcher.pipeline]).get(ours)).toEqual([
		{stage: staging, done: 1, of: 1, unknown: 0},
		{stage: production, done: 0, of: 1, unknown: 0},
	]);
});
