import {expect, it} from 'vitest';
import {App} from '../../../components/app.tsx';
import type {Happening} from '../../../source/domain/happening.ts';
import {allPlans} from '../../busy-day.ts';
import {minute, noon, partsWith, scope, shas, storeWith} from '../../fixtures.ts';
import {keys, openScreen} from '../../screen.tsx';

const terminal = {
	redraw: () => undefined,
	asWas: (run: () => Promise<void>) => run(),
	stop: async () => undefined,
};
const hour = 60 * minute;

function happening(over: Partial<Happening>): Happening {
	return {
		at: noon - 26 * hour,
		key: 'one',
		scope,
		pipeline: 'l-slasher-pipeline',
		commit: shas.ours,
		look: 'gate',
		text: 'gate opened',
		more: 'DeployProduction/Approve',
		...over,
	};
}

const yesterday = [
	happening({}),
	happening({
		at: noon - 25 * hour,
		key: 'two',
		pipeline: null,
		commit: null,
		look: 'pause',
		text: 'not running 3h00m',
		more: '',
	}),
];

async function openHappened(happened: readonly Happening[], columns = 100, rows = 30) {
	const store = storeWith(allPlans);
	const {parts, used} = partsWith(store, {
		session: {demo: false, alsoAsk: null, bell: [], happened},
	});
	const screen = await openScreen(<App parts={parts} first={{kind: 'happened'}} terminal={terminal} />, {
		columns,
		rows,
	});
	return {screen, store, used};
}

it('tells of yesterday with the day, and when the program was not running', async () => {
	const {screen} = await openHappened(yesterday);
	const days = screen.rows().filter(row => /11-2\d/.test(row));
	expect(days[0]).toMatch(/⋯ not running 3h00m/);
	expect(days[1]).toMatch(/▲ l-slasher-pipeline {2}gate opened: DeployProduction\/Approve/);
	// Times of today stand under those of days before.
	expect(screen.rows()[2]).toMatch(/^▌ {6}\d\d:\d\d /);
	await screen.close();
});

it('does not tell again what was told before', async () => {
	const {screen, store} = await openHappened([]);
	const {happened} = store.getState();
	const told = screen.rows().filter(row => row.includes('failed in')).length;
	await screen.close();
	const again = happened.map(({key}) => happening({key, text: 'failed in before', look: 'failed'}));
	const second = await openHappened(again);
	expect(told).toBe(1);
	expect(second.screen.rows().filter(row => row.includes('failed in before'))).toHaveLength(happened.length);
	expect(second.screen.text()).not.toContain('failed in DeployStaging');
	await second.screen.close();
});

it('filters by all words, and Enter leads to the pipeline', async () => {
	const {screen} = await openHappened(yesterday);
	await screen.press('/', ...'indexer fail');
	expect(screen.text()).toContain('/indexer fail');
	const rows = screen
		.rows()
		.slice(2, -1)
		.filter(row => row.trim() !== '');
	expect(rows).toHaveLength(1);
	expect(rows[0]).toContain('l-indexer-pipeline');
	await screen.press(keys.enter, keys.enter);
	expect(screen.text()).not.toContain('what happened');
	expect(screen.text()).toContain('exec 896c834b');
	expect(screen.text()).toMatch(/▎✗ indexer/);
	await screen.close();
});

it('says why where there is no pipeline to go to', async () => {
	const {screen} = await openHappened([happening({pipeline: 'l-gone-pipeline'}), ...yesterday.slice(1)]);
	await screen.press('G', keys.enter);
	expect(screen.text()).toContain('l-gone-pipeline is not looked at now');
	await screen.press('k', keys.enter);
	expect(screen.text()).toContain('this is about no single pipeline');
	await screen.press('/', ...'zzz', keys.enter, keys.enter);
	expect(screen.text()).toContain('nothing is like "zzz"');
	expect(screen.text()).toContain('nothing is selected');
	await screen.close();
});

it('copies the link of the selected pipeline', async () => {
	const {screen, used} = await openHappened([]);
	await screen.press('/', ...'indexer', keys.enter, 'y');
	expect(used).toEqual([expect.stringContaining('copy https://us-west-2.console.aws.amazon.com/')]);
	expect(used[0]).toContain('l-indexer-pipeline');
	await screen.close();
});

it('stays of use at 40×10', async () => {
	const {screen} = await openHappened(yesterday, 40, 10);
	expect(screen.rows().every(row => row.length <= 40)).toBe(true);
	await screen.press('G');
	expect(screen.rows()[8]).toMatch(/^▌11-2\d \d\d:\d\d ▲/);
	await screen.close();
});
