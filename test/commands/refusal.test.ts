import {expect, it} from 'vitest';
import {refusalOf} from '../../source/commands/refusal.ts';
import {createStore} from '../../source/store/store.ts';
import {busyDay} from '../busy-day.ts';
import {commit, execution, look, noon, scope, shas, stage} from '../fixtures.ts';

const any = {pipelines: '*', commits: [], stage: null};
const start = shas.ours.slice(0, 7);
const twin = `${start}${'f'.repeat(33)}`;
const {atGate, done} = busyDay;
const withTwin = {
	...atGate,
	executions: [execution(2, twin, 'InProgress')],
	stages: [stage('Github', [2, 'InProgress'])],
	runs: {},
};

function tracking(sha: string) {
	const store = createStore();
	const names = [done, atGate].map(({definition}) => definition.name);
	store.dispatch({kind: 'scope-opened', at: noon, scope, region: 'us-west-2', interval: 30_000});
	store.dispatch({kind: 'commit-tracked', at: noon, commit: commit(sha, {subject: null})});
	store.dispatch({kind: 'pipelines-listed', at: noon, scope, names});
	return store;
}

/** Tells which executions a pipeline lists, in the middle of a look. */
function list(store: ReturnType<typeof tracking>, {definition, executions}: typeof atGate) {
	const about = {at: noon, scope, pipeline: definition.name};
	store.dispatch({...about, kind: 'executions-read', executions, newest: true, next: null});
}

it('refuses a short SHA that two pipelines report different commits of', () => {
	const store = tracking(start);
	const sought = {...any, commits: [start]};
	look(store, done);
	expect(refusalOf(store.getState(), sought)).toBeNull();
	list(store, withTwin);
	expect(refusalOf(store.getState(), sought)).toEqual({
		code: 2,
		message:
			'acfd7c6 is the beginning of several commits that the pipelines report (acfd7c6e1b0, acfd7c6ffff): give more digits',
	});
	expect(refusalOf(store.getState(), {...any, commits: [shas.ours]}), 'a full one is clear').toBeNull();
});

it('does not mind a commit of the same beginning that comes later', () => {
	const store = tracking(start);
	look(store, done);
	look(store, atGate);
	list(store, withTwin);
	expect(refusalOf(store.getState(), {...any, commits: [start]})).toBeNull();
});

it('refuses a stage that no pipeline has, once all are known', () => {
	const store = tracking(shas.ours);
	const sought = {...any, stage: 'DeployProd'};
	look(store, done);
	expect(refusalOf(store.getState(), sought)).toBeNull();
	look(store, atGate);
	expect(refusalOf(store.getState(), sought)).toEqual({
		code: 2,
		message: 'no pipeline has a stage DeployProd: there are Github, DeployStaging, DeployProduction',
	});
	expect(refusalOf(store.getState(), {...any, stage: 'DeployStaging'})).toBeNull();
});
