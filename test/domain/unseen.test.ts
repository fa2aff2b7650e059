import {describe, expect, it} from 'vitest';
import {commit, ours, sha, Watcher} from './watcher.ts';

const [staging, production, approval] = ['DeployStaging', 'DeployProduction', 'ApproveDeployToProduction'];
const [base, taiko] = ['DeployStagingBaseSepolia', 'DeployStagingTaiko'];
const minute = 60_000;

function inStaging(watcher = new Watcher()): Watcher {
	watcher.model.start('own', ours).pass('own', 'Github').enter('own', staging);
	watcher.model.begin('own', staging, base).begin('own', staging, taiko);
	return watcher;
}

function atGate(watcher: Watcher): Watcher {
	watcher.model.finish('own', staging, base).finish('own', staging, taiko).stage(staging, 'Succeeded');
	watcher.model.enter('own', production).begin('own', production, approval);
	return watcher;
}

function fail(watcher: Watcher): void {
	watcher.model.finish('own', staging, base).finish('own', staging, taiko, 'Failed');
	watcher.model.stage(staging, 'Failed').end('own', 'Failed');
}

function retry(watcher: Watcher): void {
	watcher.model.begin('own', staging, taiko).stage(staging, 'InProgress').end('own', 'InProgress');
}

describe('a gate', () => {
	it('that is answered while the look goes on is not told as open', () => {
		const watcher = inStaging().look().later();
		atGate(watcher).see().later(8000);
		watcher.model.finish('own', production, approval);
		watcher.list().record('own').end();
		expect(watcher.follow.gates).toEqual([]);
		expect(watcher.told).toEqual(['gate-answered']);
	});

	it('is told though nothing was seen between the moment from which it is followed and its answer', () => {
		const watcher = inStaging().later(minute);
		atGate(watcher).later(minute);
		watcher.model.finish('own', production, approval).begin('own', production, 'DeployProductionTaiko');
		watcher.later().look();
		expect(watcher.told).toEqual(['gate-answered']);
	});

	it('that was answered before the commit was followed is an old story', () => {
		const watcher = atGate(inStaging());
		watcher.model.finish('own', production, approval).begin('own', production, 'DeployProductionTaiko');
		watcher.later(10 * minute);
		watcher.tell({kind: 'commit-tracked', at: watcher.clock.now(), commit: commit(sha('b'))});
		watcher.tell({kind: 'commit-tracked', at: watcher.clock.now(), commit: commit()});
		watcher.later().look();
		expect(watcher.told).toEqual([]);
	});

	it('of the own execution is told when a later one carries the commit already', () => {
		const watcher = inStaging().look().later();
		atGate(watcher).later(minute);
		watcher.model
			.finish('own', production, approval, 'Failed')
			.stage(production, 'Failed')
			.end('own', 'Failed');
		watcher.later(minute).contains(sha('c'), 'contains');
		watcher.model.start('next', sha('c')).pass('next', 'Github').enter('next', staging);
		watcher.see().list().record('next').record('own').end();
		expect(watcher.told).toEqual(['carried', 'gate-answered']);
		expect(watcher.state.happened.at(-1)).toMatchObject({execution: 'own', runs: ours});
	});
});

describe('a failure that was retried before anybody saw it', () => {
	it('is told, with the time of the retry', () => {
		const watcher = inStaging().look().later();
		fail(watcher);
		watcher.later(3 * minute);
		retry(watcher);
		const retriedAt = watcher.clock.now();
		watcher.later().look();
		expect(watcher.standing.kind).toBe('Running');
		expect(watcher.state.happened).toMatchObject([
			{kind: 'failed', at: retriedAt - 3 * minute, stage: staging, failed: [{name: taiko}], retriedAt},
		]);
		watcher.later().look();
		expect(watcher.told).toEqual(['failed']);
	});

	it('is not told again when its actions could not be read at first, but the next one is', () => {
		const unread = new Watcher();
		unread.model.start('own', ours).pass('own', 'Github').enter('own', staging);
		unread.model.begin('own', staging, base).begin('own', staging, taiko);
		unread.see().list().end().later();
		fail(unread);
		unread.see().list().end();
		expect(unread.state.happened).toMatchObject([{kind: 'failed', failed: []}]);
		unread.later(minute).look();
		expect(unread.standing).toMatchObject({kind: 'Failed', failed: [{name: taiko}]});
		expect(unread.told).toEqual(['failed']);
		unread.later(minute);
		retry(unread);
		unread.later(minute).look();
		expect(unread.told).toEqual(['failed']);
		unread.model.finish('own', staging, taiko, 'Failed').stage(staging, 'Failed').end('own', 'Failed');
		unread.later().look();
		expect(unread.told).toEqual(['failed', 'failed']);
	});

	it('is not told again when it was seen', () => {
		const watcher = inStaging().look().later();
		fail(watcher);
		watcher.look().later(3 * minute);
		retry(watcher);
		watcher.later().look();
		expect(watcher.state.happened).toMatchObject([{kind: 'failed', retriedAt: null}]);
	});

	it('is none when the stage goes on by itself', () => {
		const watcher = inStaging().look().later();
		fail(watcher);
		watcher.later(1000);
		retry(watcher);
		watcher.later().look();
		expect(watcher.told).toEqual([]);
	});
});

describe('a failure by a condition that did not last', () => {
	const alarm = {rule: 'Errors', status: 'Failed'};

	function refused(watcher = new Watcher()): Watcher {
		watcher.model.start('own', ours).pass('own', 'Github').enter('own', staging);
		watcher.look().later();
		watcher.model.check('own', staging, 'Errors', 'Failed').stage(staging, 'Failed').end('own', 'Failed');
		return watcher;
	}

	function goOn({model}: Watcher): void {
		model.stage(staging, 'InProgress').end('own', 'InProgress').begin('own', staging, base);
	}

	it('is told with the time of the override, once', () => {
		const watcher = refused();
		const since = watcher.clock.now();
		watcher.later(3 * minute).model.override(staging);
		goOn(watcher);
		watcher.later().see().list().record('own').rules('own').end();
		expect(watcher.standing.kind).toBe('Running');
		const retriedAt = since + 3 * minute;
		expect(watcher.state.happened).toMatchObject([
			{kind: 'failed', at: since, stage: staging, failed: [], rules: [alarm], retriedAt, overridden: true},
		]);
		watcher.later().look();
		expect(watcher.told).toEqual(['failed']);
	});

	it('is told by its rules and actions alone, when the state shows another execution already', () => {
		const watcher = refused().later(minute);
		goOn(watcher);
		watcher.model.finish('own', staging, base).stage(staging, 'Succeeded').enter('own', production);
		watcher.model.start('next', sha('c')).pass('next', 'Github').enter('next', staging);
		watcher.later().see().list().record('own').rules('own').end();
		expect(watcher.state.happened).toMatchObject([{kind: 'failed', rules: [alarm], overridden: true}]);
	});

	it('at the end of a stage is told, once a later stage has begun', () => {
		const watcher = inStaging().look().later();
		watcher.model.finish('own', staging, base).finish('own', staging, taiko);
		watcher.later().model.check('own', staging, 'Errors', 'Failed');
		watcher.later(minute).model.stage(staging, 'Succeeded').enter('own', production);
		watcher.model.begin('own', production, approval);
		watcher.look().rules('own').end();
		expect(watcher.told).toEqual(['gate', 'failed']);
		expect(watcher.state.happened.at(-1)).toMatchObject({stage: staging, overridden: true});
	});

	it('is not told again when it was seen, though nothing told of its rules then', () => {
		const watcher = refused();
		watcher.look().later(minute).model.override(staging);
		goOn(watcher);
		watcher.see().list().record('own').rules('own').end();
		expect(watcher.state.happened).toMatchObject([{kind: 'failed', retriedAt: null}]);
	});

	it('is not told again in another stage when nothing told how far it had come', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github', staging);
		watcher.see().list().end().later();
		watcher.model.start('back', sha('0'), {rollback: true}).enter('back', staging).end('own', 'Failed');
		watcher.later().see().list().end();
		expect(watcher.state.happened).toMatchObject([{kind: 'failed', stage: 'Github'}]);
		watcher.model.check('own', staging, 'Errors', 'Failed');
		watcher.later().see().list().record('own').rules('own').end();
		expect(watcher.standing).toMatchObject({kind: 'Failed', stage: {name: staging}});
		expect(watcher.told).toEqual(['failed']);
	});

	it('is told each time, and as tried again where the rules were', () => {
		const watcher = refused();
		watcher.later(minute).model.check('own', staging, 'Errors', 'Failed');
		watcher.later().see().list().record('own').rules('own').end();
		expect(watcher.state.happened).toMatchObject([
			{kind: 'failed', retriedAt: expect.any(Number)},
			{kind: 'failed', retriedAt: null},
		]);
		expect(watcher.state.happened[0]).not.toHaveProperty('overridden');
	});

	it.each([
		['a condition that leaves a stage out', ['Failed'], false],
		['rules that were ended before they had failed', ['Failed', 'Abandoned'], true],
		['a condition that held', ['Succeeded'], true],
	] as const)('is none of %s', (_, statuses, begins) => {
		const watcher = new Watcher();
		const {model} = watcher;
		model.start('own', ours).pass('own', 'Github').enter('own', staging);
		watcher.look().later();
		for (const [index, status] of statuses.entries()) model.check('own', staging, `Rule${index}`, status);
		model.stage(staging, begins ? 'InProgress' : 'Skipped');
		watcher.later();
		if (begins) model.begin('own', staging, base);
		else model.enter('own', production).begin('own', production, approval);
		watcher.look().rules('own').end();
		expect(watcher.told).not.toContain('failed');
	});

	it('is none of a condition on failure, which comes after an action that failed', () => {
		const watcher = inStaging().look().later();
		fail(watcher);
		watcher.later(6000).model.check('own', staging, 'Errors', 'Failed');
		retry(watcher);
		watcher.later().look().rules('own').end();
		expect(watcher.state.happened).toMatchObject([{kind: 'failed', failed: [{name: taiko}], rules: []}]);
	});
});

it('does not lose what a look in progress has read when old notices are forgotten', () => {
	const watcher = inStaging().look().later();
	fail(watcher);
	watcher.see().list().record('own');
	const longAgo = Object.fromEntries(Array.from({length: 2000}, (_, n) => [`long ago ${n}`, true as const]));
	watcher.state = {...watcher.state, announced: {...watcher.state.announced, ...longAgo}};
	const trouble = {
		message: '',
		hint: null,
		operation: null,
		name: 'x',
		kind: 'expired',
		since: 0,
		retryAt: null,
	};
	watcher.tell({kind: 'scope-unread', at: 0, scope: 's', trouble: {...trouble, kind: 'expired'}});
	expect(Object.keys(watcher.state.announced).length).toBeLessThan(2000);
	watcher.end();
	expect(watcher.told).toContain('failed');
});
