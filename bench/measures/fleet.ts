import type {Measure, Measuring} from '../measure.ts';
import {keyTable} from '../report/key-table.ts';
import {percentile} from '../report/statistics.ts';
import {openLocalAccount} from '../tools/account-thread.ts';
import {press, type Times, timesShown} from '../tools/press.ts';
import {lookingAt, openScreen} from '../tools/sluice.ts';

const pipelines = 300;
/** Requests per second, and how many may go at once. */
const [rate, burst] = [20, 4];
/** The most calls that a pipeline may take until its first look is complete, and what is asked once for all. */
const [callsEach, callsOnce] = [4, 1];
/** The commit of the scenario big-fleet that is on its way when the account opens. */
const followed = '5e1c0f3a9b7d24680ace13579bdf02468ace1357';

/** How an account of 300 pipelines comes up on the screen, and how keys are answered meanwhile and afterwards. */
export const fleet: Measure = async measuring => {
	await picture(measuring);
	await keysPressed(measuring);
};

/** A pane so tall that every row stands on it. */
async function picture({tell}: Measuring): Promise<void> {
	const account = await openLocalAccount('big-fleet');
	const began = performance.now();
	const pane = openScreen([followed, ...lookingAt(account.url), '--rate', `${rate}`], {
		columns: 200,
		rows: pipelines + 140,
	});
	try {
		let [drawn, disordered] = [0, 0];
		const full = await pane.until(rows => {
			if (pane.frames() > drawn) {
				drawn = pane.frames();
				if (!inOrder(rows)) disordered++;
			}
			return known(rows) === pipelines;
		}, 180_000);
		const {calls} = await account.seen();
		const needed = Math.min(calls.length, pipelines * callsEach + callsOnce);
		tell({
			name: `${pipelines} pipelines: first full picture`,
			value: full === null ? Number.NaN : (full - began) / 1000,
			unit: 's',
			limit: (needed - burst) / rate + 2,
			note: `${needed} calls at ${rate} a second, and 2 s; ${calls.length} were made, ${known(pane.rows())} rows known`,
		});
		tell({
			name: 'frames whose rows are not the most urgent first',
			value: disordered,
			unit: 'frames',
			limit: 0,
			note: `of ${drawn}`,
		});
	} finally {
		await pane.close();
		await account.close();
	}
}

async function keysPressed({quick, tell, say}: Measuring): Promise<void> {
	const account = await openLocalAccount('big-fleet');
	const size = {columns: 200, rows: 50};
	const pane = openScreen([followed, ...lookingAt(account.url), '--rate', `${rate}`], size);
	const cursor = (rows: readonly string[]) => rows.find(row => row.startsWith('▌'))?.slice(1, 12) ?? '';
	const key = (sends: string) => ({
		name: sends,
		sends,
		done: (before: readonly string[], after: readonly string[]) => cursor(before) !== cursor(after),
	});
	const pressed = async (times: Times, until: () => boolean) => {
		while (!until()) for (const each of ['j', 'j', 'j', 'k', 'k']) await press(pane, key(each), times);
	};
	try {
		await pane.until(rows => rows.filter(isRow).length > 10);
		const end = performance.now() + (pipelines * callsEach * 1000) / rate;
		const filling: Times = new Map();
		const filled: Times = new Map();
		await pressed(filling, () => performance.now() > end);
		await pressed(filled, () => timesShown(filled).length >= (quick ? 100 : 400));
		for (const [what, times] of [
			['while it fills', filling],
			['once it is full', filled],
		] as const) {
			say(`\n  ${what}`);
			for (const row of keyTable(times)) say(row);
			tell({
				name: `keys ${what}, 99 of 100 within`,
				value: percentile(timesShown(times), 0.99),
				unit: 'ms',
				limit: 33,
				note: `median ${percentile(timesShown(times), 0.5).toFixed(1)} ms, ${timesShown(times).length} keys`,
			});
		}
	} finally {
		await pane.close();
		await account.close();
	}
}

const isRow = (row: string) => /^[▌ ]\S \d{3} /.test(row);

/** How many rows know their state and each of their stages. */
function known(rows: readonly string[]): number {
	return rows.filter(
		row => isRow(row) && /^[▌ ]\S \d{3}\s+[^\sA-Za-z?]{3,} /.test(row) && !row.slice(0, 30).includes('?'),
	).length;
}

const urgency = ['Failed', 'Gate', 'Behind', 'Running', 'Awaited'];

/** Whether the states of the list stand in the order of their urgency. */
function inOrder(rows: readonly string[]): boolean {
	const ranks = rows
		.filter(isRow)
		.map(row => urgency.findIndex(word => row.slice(0, 40).includes(` ${word} `)))
		.filter(rank => rank >= 0);
	return ranks.every((rank, index) => rank >= (ranks[index - 1] ?? 0));
}
