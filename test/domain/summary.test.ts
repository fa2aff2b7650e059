import {describe, expect, it} from 'vitest';
import {followsOf, scopesOf} from '../../source/domain/select.ts';
import {isSettled, isSettledEverywhere} from '../../source/domain/settled.ts';
import {summaryOf} from '../../source/domain/summary.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import type {Store} from '../../source/store/store.ts';
import {allPlans, busyDay, runningFailed} from '../busy-day.ts';
import {commit, minute, noon, type PipelinePlan, scope, shas, storeWith} from '../fixtures.ts';

const summary = (...plans: readonly PipelinePlan[]) => summaryOf(storeWith(plans).getState());
const nothing = {
	gates: 0,
	failed: 0,
	behind: 0,
	ended: 0,
	running: 0,
	everywhere: false,
	trouble: null,
	commits: [shas.ours],
};
const trouble: Trouble = {
	kind: 'denied',
	name: 'AccessDeniedException',
	message: 'no',
	hint: null,
	operation: 'GetPipeline',
	since: noon + minute,
	retryAt: null,
};

describe('how the commits stand, in numbers', () => {
	it('counts each pipeline once', () => {
		expect(summary(...allPlans)).toEqual({
			...nothing,
			gates: 1,
			failed: 1,
			behind: 2,
			ended: 1,
			running: 2,
		});
	});

	it('counts nothing while nothing is followed', () => {
		expect(summaryOf({...storeWith(allPlans).getState(), tracked: []})).toEqual({...nothing, commits: []});
	});

	it('counts a pipeline for each commit that is followed', () => {
		const state = storeWith([busyDay.atGate]).getState();
		const both = {...state, tracked: [...state.tracked, commit(shas.newer)]};
		expect(summaryOf(both)).toEqual({...nothing, gates: 1, behind: 1, commits: [shas.ours, shas.newer]});
	});

	it('is everywhere only when every pipeline that it concerns has it in its last stage', () => {
		expect(summary(busyDay.done, ...busyDay.others)).toEqual({...nothing, everywhere: true});
		expect(summary(busyDay.done, busyDay.running).everywhere).toBe(false);
		expect(summary(...busyDay.others).everywhere).toBe(false);
	});

	it('has failed as soon as a chain has', () => {
		const {running} = busyDay;
		const chain = {
			...running,
			runs: {
				2: (running.runs[2] ?? []).map(each =>
					each.action === 'CWMonitoringProduction' ? {...each, status: 'Failed' as const} : each,
				),
			},
		};
		expect(summary(chain)).toEqual({...nothing, failed: 1});
		expect(summary(runningFailed)).toEqual({...nothing, failed: 1});
	});
});

describe('trouble', () => {
	const told = (store: Store) => summaryOf(store.getState()).trouble;

	it('of the account is told while it lasts', () => {
		const store = storeWith([busyDay.done]);
		store.dispatch({kind: 'scope-unread', at: noon + minute, scope, trouble});
		expect(told(store)).toEqual(trouble);
		store.dispatch({kind: 'scope-answered', at: noon + 2 * minute, scope});
		expect(told(store)).toBeNull();
	});

	it('of a pipeline is told when it can no longer be looked at', () => {
		const store = storeWith([busyDay.done]);
		const {name} = busyDay.done.definition;
		store.dispatch({kind: 'pipeline-unread', at: noon + minute, scope, pipeline: name, trouble});
		expect(told(store)).toEqual(trouble);
	});

	it('of a call that the look could do without is none', () => {
		const store = storeWith([busyDay.done]);
		const {name} = busyDay.done.definition;
		store.dispatch({kind: 'looked', at: noon + 2 * minute, scope, pipeline: name, refused: trouble});
		expect(told(store)).toBeNull();
	});
});

describe('a commit is settled', () => {
	const {failed, atGate, behindGate, closed, stopped, carried, running, done, others} = busyDay;
	const settled = (...plans: readonly PipelinePlan[]) => {
		const state = storeWith(plans).getState();
		return state.tracked.map(each => isSettledEverywhere(state, each));
	};

	it.each([
		['failed', failed, true],
		['stopped', stopped, true],
		['done', done, true],
		['at its gate', atGate, false],
		['behind a gate', behindGate, false],
		['behind a closed transition', closed, false],
		['carried by one that runs', carried, false],
		['running', running, false],
	] as const)('where it is %s: %#', (_, plan, expected) => {
		expect(settled(plan)).toEqual([expected]);
	});

	it('when it is in every pipeline', () => {
		expect(settled(done, failed, ...others)).toEqual([true]);
		expect(settled(done, failed, atGate)).toEqual([false]);
	});

	it('never before it was looked at, nor before it is known which pipelines there are', () => {
		const {scopes, ...state} = storeWith([done]).getState();
		const [only] = scopesOf({scopes, ...state});
		const [ours] = state.tracked;
		if (only === undefined || ours === undefined) throw new Error('there is nothing to look at');
		const unlisted = {...state, scopes: {[scope]: {...only, names: null, pipelines: {}}}};
		expect(isSettledEverywhere(unlisted, ours)).toBe(false);
		expect(isSettledEverywhere({...state, scopes: {}}, ours)).toBe(false);
		const [follow] = followsOf({scopes, ...state}, ours);
		expect(follow && isSettled({...follow, asOf: null})).toBe(false);
	});
});
