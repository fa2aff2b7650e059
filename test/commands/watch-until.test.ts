import {describe, expect, it} from 'vitest';
import {usualWatch, type WatchFlags} from '../../source/command-line/parse.ts';
import {type Said, textOf} from '../../source/commands/facts.ts';
import type {ReachedIn} from '../../source/commands/tally.ts';
import {watch} from '../../source/commands/watch.ts';
import type {TroubleKind} from '../../source/domain/trouble.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {busyDay, runningFailed} from '../busy-day.ts';
import {MovedClock} from '../clock.ts';
import {
	commit,
	execution,
	look,
	minute,
	noon,
	type PipelinePlan,
	run,
	scope,
	shas,
	stage,
	storeWith,
} from '../fixtures.ts';

const {failed, atGate, behindGate, closed, running, done} = busyDay;

/** A watch of these pipelines, with what it prints and whether it has ended. */
function watched(
	plans: readonly PipelinePlan[],
	flags: Partial<WatchFlags> = {},
	reached: ReachedIn | null = null,
	store: Store = storeWith(plans),
) {
	const clock = new MovedClock(noon);
	const lines: string[] = [];
	const looked: number[] = [];
	const stop = new AbortController();
	const ended = watch({
		store,
		clock,
		link: ({pipeline}) => `https://console.example/${pipeline}`,
		flags: {...usualWatch, ...flags},
		reached,
		look: () => looked.push(clock.now() - noon),
		print: (said: Said) => lines.push(textOf(said, store.getState().tracked.length > 1)),
		endless: false,
		signal: stop.signal,
	});
	let isOver = false;
	ended.then(() => {
		isOver = true;
	});
	/** What was printed since the last time that this was asked. */
	const news = () => lines.splice(0);
	const over = async () => {
		await clock.settle();
		return isOver;
	};
	return {store, clock, news, looked, stop, ended, over};
}

/** The pipeline at its gate, after somebody approved it and all was deployed. */
const approved: PipelinePlan = {
	...atGate,
	executions: atGate.executions.map((each, index) => (index === 1 ? {...each, status: 'Succeeded'} : each)),
	stages: [...atGate.stages.slice(0, 2), stage('DeployProduction', [2, 'Succeeded'])],
	runs: {2: atGate.runs[2]?.slice(0, 3) ?? []},
};

/** Ours was stopped, while a build of it still runs; a newer commit with ours in it is in the stage already. */
const stoppedAndCarried: PipelinePlan = {
	...busyDay.carried,
	executions: [execution(3, shas.newer, 'InProgress'), execution(2, shas.ours, 'Stopped')],
	stages: [stage('Github', [3, 'Succeeded']), stage('DeployStaging', [3, 'InProgress'])],
	runs: {
		2: [run('DeployStaging', 'DeployStagingTaiko', 'InProgress', [6, 6])],
		3: [run('DeployStaging', 'DeployStagingTaiko', 'InProgress', [2, 2])],
	},
};

describe('what ends it', () => {
	it('is no end that a later execution carries on', async () => {
		const {over, stop, ended} = watched([stoppedAndCarried]);
		expect(await over()).toBe(false);
		stop.abort();
		expect(await ended).toMatchObject({tally: {dead: 0, failed: 0}});
	});

	it('waits through gates and blocks for what is settled', async () => {
		const {store, over, ended} = watched([atGate, done], {exitOn: 'settled'});
		expect(await over()).toBe(false);
		look(store, approved, noon + minute);
		expect(await ended).toMatchObject({ended: 'through', tally: {done: 2, gate: 0}});
	});

	it.each([[behindGate], [closed]])('waits for what keeps it outside a stage, too %#', async plan => {
		expect(await watched([plan], {exitOn: 'settled'}).over()).toBe(false);
		expect(await watched([plan], {exitOn: 'gate'}).over()).toBe(true);
	});

	it('ends at the first failure anywhere, after it was told', async () => {
		const both = watched([running, atGate], {exitOn: 'failure'});
		expect(await both.over()).toBe(false);
		both.news();
		look(both.store, runningFailed, noon + minute);
		expect(await both.ended).toMatchObject({ended: 'through', tally: {failed: 1, gate: 1}});
		expect(both.news()).toEqual([
			expect.stringMatching(/^12:01:00Z l-prover-ansible-pipeline .*state=Failed/),
			expect.stringMatching(
				/^ALERT pipeline=l-prover-ansible-pipeline status=Failed .*actions=AnsibleDeploy/,
			),
		]);
		const none = watched([done], {exitOn: 'failure'});
		expect(await none.ended).toMatchObject({tally: {done: 1, failed: 0}});
	});

	it('ends when the time is up', async () => {
		const {clock, over, ended} = watched([running], {timeout: 90 * minute});
		await clock.advance(90 * minute - 1);
		expect(await over()).toBe(false);
		await clock.advance(1);
		expect(await ended).toMatchObject({ended: 'timeout'});
	});

	it('leaves no timer behind', async () => {
		const {clock, ended} = watched([done], {timeout: minute});
		await ended;
		await clock.settle();
		expect(clock.sleeping).toBe(0);
	});
});

describe('credentials that expire on the way', () => {
	const fail = ({store}: {readonly store: Store}, at: number, kind: TroubleKind = 'expired') =>
		store.dispatch({
			kind: 'scope-unread',
			at,
			scope,
			trouble: {
				kind,
				name: 'ExpiredTokenException',
				message: 'the credentials have expired',
				hint: null,
				operation: 'GetPipelineState',
				since: at,
				retryAt: null,
			},
		});

	it('end it when they are not renewed in time, after a last look', async () => {
		const run = watched([running], {grace: 10 * minute});
		run.news();
		fail(run, noon);
		expect(run.news()).toEqual([expect.stringMatching(/^TROUBLE ExpiredTokenException /)]);
		await run.clock.advance(10 * minute - 1);
		expect(run.looked).toEqual([9.5 * minute]);
		expect(await run.over()).toBe(false);
		fail(run, noon + 10 * minute, 'unreachable');
		await run.clock.advance(1);
		expect(await run.ended).toMatchObject({ended: 'expired'});
	});

	it('are renewed, and the next time has a grace of its own', async () => {
		const run = watched([running], {grace: 10 * minute});
		fail(run, noon);
		await run.clock.advance(9 * minute);
		run.store.dispatch({kind: 'scope-answered', at: noon + 9 * minute, scope});
		expect(run.news().at(-1)).toBe('RECOVERED after=9m');
		await run.clock.advance(minute);
		fail(run, noon + 10 * minute);
		await run.clock.advance(9 * minute);
		expect(await run.over()).toBe(false);
		await run.clock.advance(minute);
		expect(await run.ended).toMatchObject({ended: 'expired'});
	});

	it('are known to be renewed by one good look', async () => {
		const run = watched([running], {grace: 10 * minute});
		fail(run, noon);
		await run.clock.advance(9 * minute);
		look(run.store, running, noon + 9 * minute);
		await run.clock.advance(2 * minute);
		expect(await run.over()).toBe(false);
		run.stop.abort();
	});

	it('differ from a network that is down, which is waited for', async () => {
		const run = watched([running], {grace: minute});
		fail(run, noon, 'unreachable');
		await run.clock.advance(5 * minute);
		expect(await run.over()).toBe(false);
		run.stop.abort();
	});
});

describe('heartbeats', () => {
	/** The seconds after noon of the looks that were told, of looks every half minute. */
	function toldOf(flags: Partial<WatchFlags>): readonly string[] {
		const run = watched([running], flags);
		for (let seconds = 30; seconds <= 180; seconds += 30) look(run.store, running, noon + seconds * 1000);
		look(run.store, runningFailed, noon + 200_000);
		return run.news().map(line => line.slice(3, 8));
	}

	it('come with each look, every so often, or not at all; the first and the last one always', () => {
		const last = ['03:20', 'RT pi'];
		expect(toldOf({})).toEqual(['00:00', '00:30', '01:00', '01:30', '02:00', '02:30', '03:00', ...last]);
		expect(toldOf({heartbeat: 10_000})).toEqual(toldOf({}));
		expect(toldOf({heartbeat: 2 * minute})).toEqual(['00:00', '02:00', ...last]);
		expect(toldOf({heartbeat: 45_000})).toEqual(['00:00', '01:00', '01:30', '02:30', '03:00', ...last]);
		expect(toldOf({heartbeat: 0})).toEqual(['RT pi']);
		expect(toldOf({quiet: true})).toEqual(['RT pi']);
	});

	it('come with each look when they are to come as often, be it a little early', () => {
		const run = watched([running], {heartbeat: 30_000});
		for (const ms of [29_900, 59_800, 89_700]) look(run.store, running, noon + ms);
		expect(run.news()).toHaveLength(4);
		run.stop.abort();
	});

	it('do not begin anew when a short SHA becomes whole', () => {
		const store = createStore();
		const none = {...closed, executions: [], runs: {}, stages: [stage('Github', null)]};
		const names = [none, done].map(({definition}) => definition.name);
		store.dispatch({kind: 'scope-opened', at: noon, scope, region: 'us-west-2', interval: 30_000});
		store.dispatch({kind: 'commit-tracked', at: noon, commit: commit(shas.ours.slice(0, 7))});
		store.dispatch({kind: 'pipelines-listed', at: noon, scope, names});
		const run = watched([], {heartbeat: 10 * minute}, null, store);
		look(store, none);
		expect(run.news()).toEqual([expect.stringContaining('exec=none')]);
		look(store, done);
		expect(store.getState().tracked).toMatchObject([{sha: shas.ours}]);
		run.news();
		look(store, none, noon + minute);
		expect(run.news()).toEqual([]);
		run.stop.abort();
	});

	it('end with what is waited for, and come back when it goes on', () => {
		const run = watched([atGate, running]);
		run.news();
		look(run.store, atGate, noon + minute);
		expect(run.news()).toEqual([]);
		const deploying: PipelinePlan = {...atGate, runs: {2: atGate.runs[2]?.slice(0, 3) ?? []}};
		look(run.store, deploying, noon + 2 * minute);
		expect(run.news()).toEqual([expect.stringMatching(/^12:02:00Z .*state=Running/)]);
		look(run.store, atGate, noon + 3 * minute);
		expect(run.news(), 'the gate was told already').toEqual([
			expect.stringMatching(/^12:03:00Z .*state=Gate/),
		]);
		run.stop.abort();
	});
});

describe('several commits', () => {
	const other = commit(shas.older);

	it('are told apart in every line, and each of them counts', async () => {
		const store = storeWith([]);
		store.dispatch({kind: 'commit-tracked', at: noon, commit: other, place: 'last'});
		store.dispatch({kind: 'pipelines-listed', at: noon, scope, names: [behindGate.definition.name]});
		const run = watched([], {}, null, store);
		look(store, behindGate);
		expect(await run.ended).toMatchObject({tally: {gate: 1, blocked: 1, missing: false}});
		const lines = run.news();
		expect(lines.map(line => line.split(' ')[0])).toEqual([
			'12:00:00Z',
			'12:00:00Z',
			'BLOCKED',
			'READY-TO-APPROVE',
		]);
		const commits = lines.map(line => / commit=(\S+)/.exec(line)?.[1]);
		expect(commits).toEqual([shas.ours, shas.older, shas.ours, shas.older]);
	});

	it('count from the first look after one of them was followed', async () => {
		const {store, news, ended} = watched([behindGate, running]);
		news();
		store.dispatch({kind: 'commit-tracked', at: noon, commit: other, place: 'last'});
		expect(news()).toEqual([]);
		look(store, behindGate, noon + minute);
		expect(news().map(line => line.split(' ')[0])).toEqual(['12:01:00Z', 'READY-TO-APPROVE']);
		look(store, runningFailed, noon + minute);
		expect(await ended).toMatchObject({tally: {failed: 1, blocked: 1}});
	});

	it('are missing when one of them is', async () => {
		const store = storeWith([done]);
		const nowhere = commit('3333333aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
		store.dispatch({kind: 'commit-tracked', at: noon, commit: nowhere, place: 'last'});
		const run = watched([done], {}, null, store);
		run.stop.abort();
		expect(await run.ended).toMatchObject({tally: {done: 1, missing: true}});
	});
});

describe('a stage that is waited for', () => {
	const by =
		(answers: Readonly<Record<string, ReturnType<ReachedIn>>>): ReachedIn =>
		({follow}) =>
			answers[follow.pipeline] ?? 'not';
	const nameOf = ({definition}: PipelinePlan) => definition.name;

	it('ends it when it is reached everywhere; pipelines without it do not count', async () => {
		const reached = by({
			[nameOf(failed)]: 'reached',
			[nameOf(behindGate)]: 'reached',
			[nameOf(done)]: 'no-stage',
		});
		const {ended} = watched([failed, behindGate, done], {reached: 'DeployStaging'}, reached);
		expect(await ended).toMatchObject({
			ended: 'through',
			tally: {done: 2, failed: 0, blocked: 0, dead: 0, missing: false},
		});
	});

	it('waits through gates and blocks', async () => {
		expect(await watched([atGate], {}, by({})).over()).toBe(false);
		expect(await watched([closed], {}, by({})).over()).toBe(false);
	});

	it('ends without it where a failure is final, or nothing goes on', async () => {
		expect(await watched([failed], {}, by({})).ended).toMatchObject({tally: {failed: 1, done: 0}});
		expect(await watched([done], {}, by({})).ended).toMatchObject({tally: {dead: 1, done: 0}});
		const unsure = watched([done], {}, by({[nameOf(done)]: 'unknown'}));
		expect(await unsure.ended).toMatchObject({tally: {dead: 1, done: 0}});
	});

	it('ends at a failure of a pipeline that counts', async () => {
		const others = by({[nameOf(failed)]: 'reached'});
		expect(await watched([failed, running], {exitOn: 'failure'}, others).over()).toBe(false);
		expect(await watched([failed, running], {exitOn: 'failure'}, by({})).over()).toBe(true);
	});
});
