import {describe, expect, it, onTestFinished} from 'vitest';
import {alertOn} from '../../source/commands/alert-on.ts';
import {eventOf} from '../../source/commands/event-of.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import type {Store} from '../../source/store/store.ts';
import {allPlans, busyDay, runningFailed} from '../busy-day.ts';
import {MovedClock} from '../clock.ts';
import {commit, look, minute, noon, run, scope, shas, storeWith} from '../fixtures.ts';

type Told = Readonly<Record<string, unknown>>;

function alerting(store: Store, remind: number | null = null) {
	const told: Told[] = [];
	const clock = new MovedClock();
	const over = new AbortController();
	onTestFinished(() => over.abort());
	const link = ({pipeline}: {readonly pipeline: string}) => `https://console.example/${pipeline}`;
	alertOn(
		{
			store,
			alerts: {tell: event => told.push(event)},
			toEvent: notice => eventOf(notice, {scopes: store.getState().scopes, link}),
			remind,
			clock,
		},
		over.signal,
	);
	return {
		told,
		clock,
		over,
		kinds: () => told.map(({event, pipeline}) => `${event} ${pipeline ?? ''}`.trim()),
	};
}

const {atGate, running} = busyDay;
const gate = 'gate l-order-stream-pipeline';

/** The pipeline at whose gate ours stood, once somebody has approved it. */
const approved = {
	...atGate,
	runs: {
		2: [
			...(atGate.runs[2] ?? []).filter(({action}) => !action.startsWith('Approve')),
			run('DeployProduction', 'ApproveDeployToProduction', 'Succeeded', [3, 0]),
			run('DeployProduction', 'DeployProductionTaiko', 'InProgress', [0, 0]),
		],
	},
};

const trouble = (kind: Trouble['kind']): Trouble => ({
	kind,
	name: 'SomeException',
	message: 'no',
	hint: null,
	operation: 'ListPipelines',
	since: noon,
	retryAt: null,
});

describe('the desk is told', () => {
	it('of everything that is true at the first look and needs somebody, once', () => {
		const store = storeWith(allPlans);
		const {kinds} = alerting(store);
		expect(kinds().toSorted()).toEqual([
			'blocked l-distributor-pipeline',
			'blocked l-kailua-batch-pipeline',
			'done l-requestor-lists-pipeline',
			'failed l-indexer-pipeline',
			gate,
			'stopped l-order-generator-pipeline',
		]);
		for (const plan of allPlans) look(store, plan, noon + minute);
		expect(kinds()).toHaveLength(6);
	});

	it('of what becomes true', () => {
		const store = storeWith([running]);
		const {told} = alerting(store);
		expect(told).toEqual([]);
		look(store, runningFailed, noon + minute);
		expect(told).toEqual([
			expect.objectContaining({
				v: 1,
				event: 'failed',
				account: '123456789012',
				region: 'us-west-2',
				pipeline: 'l-prover-ansible-pipeline',
				commit: shas.ours,
				stage: 'DeployNightly',
				url: 'https://console.example/l-prover-ansible-pipeline',
			}),
		]);
	});

	it.each([
		['expired', ['trouble']],
		['no-credentials', ['trouble']],
		['denied', ['trouble']],
		['throttled', []],
		['unreachable', []],
	] as const)('of trouble that is %s: %s', (kind, expected) => {
		const store = storeWith([running]);
		const {kinds} = alerting(store);
		for (const at of [noon, noon + minute])
			store.dispatch({kind: 'scope-unread', at, scope, trouble: trouble(kind)});
		store.dispatch({kind: 'scope-answered', at: noon + 2 * minute, scope});
		expect(kinds()).toEqual(expected);
	});

	it('nothing once it is over', () => {
		const store = storeWith([running]);
		const {told, over} = alerting(store);
		over.abort();
		look(store, runningFailed, noon + minute);
		expect(told).toEqual([]);
	});
});

describe('an open gate', () => {
	it('is told again after each time, until it closes', async () => {
		const store = storeWith([atGate]);
		const {told, clock, kinds} = alerting(store, 30 * minute);
		await clock.advance(30 * minute - 1);
		expect(kinds()).toEqual([gate]);
		await clock.advance(1);
		expect(told[1]).toEqual({...told[0], reminder: true});
		look(store, atGate, noon + 30 * minute);
		await clock.advance(30 * minute);
		expect(kinds()).toEqual([gate, gate, gate]);
		look(store, approved, noon + 61 * minute);
		await clock.advance(90 * minute);
		expect(kinds()).toEqual([gate, gate, gate]);
		expect(clock.sleeping).toBe(0);
	});

	it('is told once where no reminder is asked for, or ours has left it', async () => {
		const once = alerting(storeWith([atGate]));
		await once.clock.advance(24 * 60 * minute);
		expect(once.kinds()).toEqual([gate]);

		const store = storeWith([atGate]);
		const {clock, kinds} = alerting(store, minute);
		store.dispatch({kind: 'commit-tracked', at: noon, commit: commit(shas.older)});
		await clock.advance(24 * 60 * minute);
		expect(kinds().filter(each => each === gate)).toEqual([gate]);
	});

	it('of somebody else is not ours to be reminded of', async () => {
		const {clock, kinds} = alerting(storeWith([busyDay.behindGate]), minute);
		await clock.advance(60 * minute);
		expect(kinds()).toEqual(['blocked l-distributor-pipeline']);
	});

	it('reminds no more once it is over', async () => {
		const {clock, over, kinds} = alerting(storeWith([atGate]), minute);
		over.abort();
		await clock.advance(60 * minute);
		expect(kinds()).toEqual([gate]);
		expect(clock.sleeping).toBe(0);
	});
});
