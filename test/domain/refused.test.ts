import {expect, it} from 'vitest';
import {announcementsOf, bannerRows} from '../../components/banner-rows.ts';
import {waterfallRows} from '../../components/timeline/waterfall-rows.ts';
import {changesOf} from '../../hooks/action-keys.ts';
import {changesIn} from '../../source/domain/changes.ts';
import {fleetRow} from '../../source/domain/fleet.ts';
import type {RuleRun} from '../../source/domain/pipeline.ts';
import {rowKey, type Timeline, timelineOf} from '../../source/domain/timeline.ts';
import {changesBlocks} from '../../source/wording/changes-blocks.ts';
import {remarkOf} from '../../source/wording/fleet-state-words.ts';
import {failureWords} from '../../source/wording/fleet-words.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {named, reasonIn} from '../../source/wording/words.ts';
import {ours, sha, Watcher} from './watcher.ts';

const [staging, production] = ['DeployStaging', 'DeployProduction'];
const theme = createTheme({level: 0, unicode: true});
const rule: RuleRun = {
	stage: production,
	rule: 'Errors',
	provider: 'CloudWatchAlarm',
	status: 'Failed',
	startedAt: null,
	changedAt: null,
	message: 'Alarm errors is in state ALARM',
	url: null,
};
const words = 'rule Errors (CloudWatchAlarm): Alarm errors is in state ALARM';

/** Ours came through staging; a condition kept it from production, which runs `0`. */
function refused(): Watcher {
	const watcher = new Watcher();
	watcher.model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
	watcher.later().model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
	watcher.model.stage(production, 'Failed').end('own', 'Failed');
	return watcher.look();
}

function withRules(watcher: Watcher): Watcher {
	const about = {at: watcher.clock.now(), scope: 's', pipeline: watcher.model.definition.name};
	return watcher.tell({...about, kind: 'rules-read', execution: 'own', runs: [rule]});
}

const changed = (watcher: Watcher, of: Parameters<typeof changesIn>[2]) => {
	const changes = changesIn(watcher.state, watcher.pipeline, of, 'own');
	const blocks = changesBlocks(changes, watcher.state, {now: watcher.clock.now(), columns: 120});
	return {changes, said: JSON.stringify(blocks)};
};

it('is told with the rule alike in the list, the banner and the fleet', () => {
	const watcher = withRules(refused());
	const {follow} = watcher;
	const now = watcher.clock.now();
	expect(reasonIn(follow, named)).toBe(words);
	const banner = bannerRows(announcementsOf([follow], ours), {
		theme,
		columns: 140,
		rows: 3,
		selected: null,
		lit: false,
		now,
		alsoAsk: null,
		shorten: name => name,
		describe: named,
		link: () => '',
		others: () => null,
		isStale: () => false,
	});
	expect(banner[0]?.trimEnd()).toBe(`✗ FAILED l-indexer-pipeline · DeployProduction · ${words}`);
	const row = fleetRow(watcher.pipeline, now);
	expect(remarkOf(row, now)).toBe(words);
	expect(row.stages.flatMap(stand => failureWords(stand, now))).toEqual([
		`DeployProduction failed 0s ago: ${words}`,
	]);
});

it('is no failure of an action: the fleet names no rule where one failed', () => {
	const watcher = new Watcher();
	watcher.model.start('own', ours).pass('own', 'Github').enter('own', staging);
	watcher.model
		.begin('own', staging, 'DeployStagingTaiko')
		.finish('own', staging, 'DeployStagingTaiko', 'Failed');
	watcher.model.stage(staging, 'Failed').end('own', 'Failed');
	withRules(watcher.look());
	expect(fleetRow(watcher.pipeline, 0).stages.flatMap(({rules}) => rules)).toEqual([]);
});

it('is said in place of what would come next, by what, and since when nothing came through', () => {
	const watcher = withRules(refused());
	const {execution, stages, gates} = watcher.follow;
	const of = changesOf(gates, execution, stages);
	expect(of).toEqual({kind: 'failure', stage: production, execution: 'own'});
	const {changes, said} = changed(watcher, of);
	expect(changes).toMatchObject({now: sha('0'), next: ours, refusal: {stage: production, entered: false}});
	for (const part of ['✗ REFUSED ', words, '  refused']) expect(said).toContain(part);
	const gate = changed(watcher, {kind: 'gate', stage: null});
	for (const part of ['✗ REFUSED ', words, '  was refused']) expect(gate.said).toContain(part);
	for (const part of ['would come', 'would ship']) expect(gate.said).not.toContain(part);
});

it('is said where another one would come next', () => {
	const watcher = new Watcher();
	watcher.model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
	watcher.model
		.start('own', ours)
		.pass('own', 'Github')
		.enter('own', staging)
		.stage(staging, 'Failed')
		.end('own', 'Failed');
	watcher.look();
	const {said} = changed(watcher, {kind: 'gate', stage: null});
	expect(said).toContain(
		`${named(ours)} was refused by DeployStaging: a condition for entering it did not hold; the console shows which rule`,
	);
});

it('says nothing of it once the condition was overridden', () => {
	const watcher = withRules(refused());
	watcher.later().model.enter('own', production).begin('own', production, 'ApproveDeployToProduction');
	watcher.model.change('own', {status: 'InProgress'});
	watcher.look();
	expect(changed(watcher, {kind: 'gate', stage: null}).changes).toMatchObject({
		refusal: null,
		gate: {execution: 'own'},
	});
	expect(timelineIn(watcher).stages.at(-1)).toMatchObject({
		place: 'entered',
		rules: [],
	});
});

function timelineIn(watcher: Watcher): Timeline {
	const execution = watcher.pipeline.executions.find(({id}) => id === 'own');
	if (execution === undefined) throw new Error('no execution');
	return timelineOf(watcher.pipeline, execution);
}

function waterfall(watcher: Watcher, columns: number, height = 20): readonly string[] {
	const timeline = timelineIn(watcher);
	const selected = timeline.stages[1]?.rows.at(-1);
	if (selected === undefined) throw new Error('no row');
	const rows = waterfallRows({timeline, selected: rowKey(selected), columns, height, theme});
	return rows.map(row => row.trimEnd());
}

it('is a row of the timeline, with the rule; also once another one is in the stage', () => {
	const watcher = refused();
	expect(waterfall(watcher, 100)).toContain(' ✗ DeployProduction  refused by a condition');
	withRules(watcher);
	const told = [' ✗ DeployProduction  refused by a condition', `   ✗ ${words}`];
	expect(waterfall(watcher, 100).slice(-2)).toEqual(told);
	expect(waterfall(watcher, 50).slice(-2)).toEqual([
		'   ✗ rule Errors (CloudWatchAlarm): Alarm errors',
		'     is in state ALARM',
	]);
	expect(waterfall(watcher, 100, 5).slice(1)).toEqual([
		expect.stringMatching(/^▌ {2}✓ Taiko/),
		...told,
		'   3 more rows, j k',
	]);
	watcher.later().model.start('new', sha('b')).pass('new', 'Github', staging, production);
	watcher.look();
	expect(waterfall(watcher, 100).slice(-2)).toEqual(told);
});

it('is a skipped stage in the timeline where the condition lets it go on', () => {
	const watcher = new Watcher();
	watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
	watcher.model.stage(production, 'Skipped').end('own', 'Succeeded');
	watcher.look();
	expect(waterfall(watcher, 100)).toContain(' ↷ DeployProduction  skipped by a condition');
});
