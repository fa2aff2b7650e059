import {describe, expect, it} from 'vitest';
import {sameReasonAs} from '../../source/diagnosis/same-reason.ts';
import {comparisonOf, runOfBuild, type SameReasonAs} from '../../source/domain/compare-of.ts';
import type {PastRun} from '../../source/domain/comparison.ts';
import type {Store} from '../../source/store/store.ts';
import {
	definition,
	execution,
	executionId,
	minute,
	noon,
	run,
	scope,
	shas,
	stage,
	storeWith,
} from '../fixtures.ts';

const name = 'l-indexer-pipeline';
const staging = 'DeployStaging';
const failure = {code: null, message: 'state lock'};
const place = {scope, pipeline: name, execution: executionId(9), stage: staging, action: 'Taiko'};
const anyReason: SameReasonAs = () => () => true;

const failed = run(staging, 'Taiko', 'Failed', [10, 8], {failure});
const past = (number: number, status: PastRun['status'], from: number): PastRun => ({
	...run(staging, 'Taiko', status, [from, from - 2], {failure: status === 'Failed' ? failure : null}),
	execution: executionId(number),
});

function plan(pipeline: string, runs = [run(staging, 'Base', 'Succeeded', [10, 9]), failed]) {
	return {
		definition: definition(pipeline, [[staging, [['Taiko', 'Base']]]]),
		executions: [execution(9, shas.ours, 'Failed'), execution(7, shas.older, 'Succeeded')],
		stages: [stage(staging, [9, 'Failed'])],
		runs: {9: runs},
	};
}

const told = (store: Store, runs: readonly PastRun[], at = noon) =>
	store.dispatch({kind: 'runs-read', at, scope, pipeline: name, runs});
const compare = (store: Store) => comparisonOf(store.getState(), place, anyReason);

describe('how a failed action compares', () => {
	it('is told from its own execution, from past runs and from other pipelines', () => {
		const store = storeWith([plan(name), plan('l-slasher-pipeline')]);
		told(store, [past(7, 'Succeeded', 60), past(8, 'Failed', 30), {...failed, execution: executionId(9)}]);
		expect(compare(store)).toMatchObject({
			lastGreen: {execution: executionId(7), commit: shas.older},
			earlier: 2,
			passed: ['Base'],
			same: [
				{pipeline: 'l-slasher-pipeline', execution: executionId(9)},
				{pipeline: name, execution: executionId(8)},
			],
		});
	});

	it('stays the same object while nothing changes that it depends on', () => {
		const store = storeWith([plan(name), plan('l-slasher-pipeline')]);
		told(store, [past(7, 'Succeeded', 60)]);
		const first = compare(store);
		expect(compare(store)).toBe(first);
		told(store, [past(7, 'Succeeded', 60)], noon + minute);
		store.dispatch({kind: 'looked', at: noon + minute, scope, pipeline: name, refused: null});
		store.dispatch({kind: 'paced', at: noon + minute, scope, calls: 9, slowedBy: null});
		expect(compare(store)).toBe(first);
		told(store, [past(6, 'Failed', 70)]);
		expect(compare(store)).toMatchObject({earlier: 2});
		expect(first).toMatchObject({earlier: 1});
	});

	it('goes by the causes that logs have shown', () => {
		const words = {code: null, message: 'exit status 1'};
		const broken = run(staging, 'Taiko', 'Failed', [10, 8], {failure: words});
		const other = {...broken, build: 'other:1'};
		const store = storeWith([plan(name, [broken]), plan('l-slasher-pipeline', [other])]);
		const hit = () => comparisonOf(store.getState(), place, sameReasonAs)?.same;
		const shown = (pipeline: string, build: string, id: string | null) => {
			const cause = id === null ? null : {id, cause: id, advice: '', retryHelps: null, sure: null};
			store.dispatch({kind: 'cause-known', at: noon, scope, pipeline, build, cause});
		};
		expect(hit()).toEqual([]);
		shown(name, 'Taiko:1', 'lock');
		shown('l-slasher-pipeline', 'other:1', 'lock');
		expect(hit()).toMatchObject([{pipeline: 'l-slasher-pipeline'}]);
		shown('l-slasher-pipeline', 'other:1', null);
		expect(hit()).toEqual([]);
	});

	it('is nothing where the last try has not failed, or nothing is known of the action', () => {
		const retried = run(staging, 'Taiko', 'InProgress', [4, 4]);
		expect(compare(storeWith([plan(name, [retried, failed])]))).toBeNull();
		expect(compare(storeWith([plan(name, [])]))).toBeNull();
		expect(compare(storeWith([]))).toBeNull();
	});
});

it('finds the run that a build does the work of', () => {
	const store = storeWith([plan('l-slasher-pipeline', []), plan(name)]);
	const known = store.getState().scopes[scope];
	expect(runOfBuild(known, 'Taiko:1')).toMatchObject({
		record: {name},
		run: {action: 'Taiko', execution: executionId(9)},
	});
	expect(runOfBuild(known, 'Taiko:2')).toBeNull();
	expect(runOfBuild(undefined, 'Taiko:1')).toBeNull();
});

describe('what is kept', () => {
	it('are past runs of all pages, the newest five hundred, each once', () => {
		const store = storeWith([plan(name)]);
		const many = Array.from({length: 520}, (_, n) => past(n, 'Succeeded', n + 20));
		told(store, many.slice(0, 100));
		told(store, many.slice(50, 520));
		told(store, many.slice(0, 100), noon + minute);
		const kept = store.getState().scopes[scope]?.pipelines[name]?.pastRuns;
		expect(kept?.map(({id}) => id)).toEqual(many.slice(0, 500).map(({id}) => id));
	});

	it('are the four green logs that were read last', () => {
		const store = storeWith([plan(name)]);
		const read = (build: string) =>
			store.dispatch({
				kind: 'green-read',
				at: noon,
				scope,
				green: {build, masked: new Set(), heads: [], whole: true},
			});
		for (const build of ['a', 'b', 'c', 'd', 'a', 'e']) read(build);
		expect(Object.keys(store.getState().scopes[scope]?.greens ?? {})).toEqual(['c', 'd', 'a', 'e']);
	});
});
