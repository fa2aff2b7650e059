import {expect, it} from 'vitest';
import {App} from '../../components/app.tsx';
import {hintAt} from '../../components/demo-hints.ts';
import {keymap, keyName, places} from '../../source/keymap/keymap.ts';
import {allPlans} from '../busy-day.ts';
import {minute, noon, partsWith, storeWith} from '../fixtures.ts';
import {keys, openScreen} from '../screen.tsx';

const terminal = {
	redraw: () => undefined,
	asWas: (run: () => Promise<void>) => run(),
	stop: async () => undefined,
};

async function open(demo: boolean, columns = 140) {
	const store = storeWith(allPlans);
	// What has just happened is told first: it is over by now.
	const {parts} = partsWith(store, {
		session: {demo, alsoAsk: null, bell: []},
		now: () => noon + 5 * minute,
	});
	const screen = await openScreen(<App parts={parts} first={null} terminal={terminal} />, {
		columns,
		rows: 36,
	});
	const footer = () => screen.rows().findLast(row => row.trim() !== '') ?? '';
	return {screen, footer};
}

it('teaches the next key at each step from a failure to its log, and from there to the report', async () => {
	const {screen, footer} = await open(true);
	expect(footer()).toMatch(/^ what failed\? Enter Enter {2}/);
	await screen.press(keys.enter);
	expect(footer()).toMatch(/^ why\? Enter {2}/);
	await screen.press(keys.enter);
	expect(footer()).toMatch(/^ a report to paste: Y {2}/);
	await screen.close();
});

it('names the list as it stands: another row, another key', async () => {
	const {screen, footer} = await open(true);
	await screen.press('/', ...'order-stream', keys.enter);
	expect(footer()).toContain('what would it ship? d');
	await screen.press('L');
	expect(footer()).toContain('its pipeline: Enter');
	await screen.close();
});

it('is silent outside of the demo, and where the keys need the room', async () => {
	for (const [demo, columns] of [
		[false, 140],
		[true, 100],
	] as const) {
		const {screen, footer} = await open(demo, columns);
		expect(footer()).not.toContain('what failed?');
		await screen.close();
	}
});

it('names only keys that work there', () => {
	for (const place of places) {
		const key = hintAt(place)?.split(': ').at(-1);
		if (key === undefined) continue;
		const known = keymap
			.filter(row => row.places.includes(place))
			.flatMap(row => row.keys.map(([press]) => press));
		expect(
			known.map(press => keyName(press)),
			place,
		).toContain(key);
	}
});
