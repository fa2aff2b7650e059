import type {Measure, Measuring} from '../measure.ts';
import {keyTable} from '../report/key-table.ts';
import {percentile} from '../report/statistics.ts';
import {type LocalAccount, openLocalAccount} from '../tools/account-thread.ts';
import {type Echo, openEcho, work} from '../tools/echo.ts';
import {processorTime} from '../tools/memory.ts';
import type {Pane, Size} from '../tools/pane.ts';
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
	await allRead(measuring);
	await keysPressed(measuring);
};

/** From the start until the fleet's screen says of no pipeline any more that it was not read. */
async function allRead({tell}: Measuring): Promise<void> {
	const account = await openLocalAccount('big-fleet');
	const began = performance.now();
	const pane = openFleet(account, size);
	try {
		await pane.until(rows => rows.some(isRow));
		pane.type('F');
		const full = await pane.until(
			([title = '']) => title.includes(`fleet · ${pipelines} pipelines`) && !title.includes(' read '),
			180_000,
		);
		const {calls} = await account.seen();
		tell({
			name: `${pipelines} pipelines: all read on the fleet's screen`,
			value: full === null ? Number.NaN : (full - began) / 1000,
			unit: 's',
			limit: (calls.length - burst) / rate + 2,
			note: `${calls.length} calls were made at ${rate} a second, as what moves is looked at again meanwhile; and 2 s`,
		});
	} finally {
		await pane.close();
		await account.close();
	}
}

/** In a pane so tall that every row stands on it, below a banner of a third: each of its frames costs as much as ten. */
async function picture({tell}: Measuring): Promise<void> {
	const account = await openLocalAccount('big-fleet');
	const began = performance.now();
	const pane = openFleet(account, {columns: 100, rows: Math.ceil(pipelines * 1.6)});
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

const size = {columns: 200, rows: 50};

function openFleet({url}: LocalAccount, pane: Size): Pane {
	return openScreen([followed, ...lookingAt(url), '--rate', `${rate}`], pane);
}

async function keysPressed(measuring: Measuring): Promise<void> {
	const account = await openLocalAccount('big-fleet');
	const pane = openFleet(account, size);
	const echo = openEcho();
	try {
		await echo.press();
		await pane.until(rows => rows.filter(isRow).length > 10);
		const end = performance.now() + (pipelines * callsEach * 1000) / rate;
		// While it fills it is on either screen for half of the time.
		const half = (performance.now() + end) / 2;
		await listMoved(pane, echo, 'in the list while it fills', () => performance.now() > half, measuring);
		pane.type('F');
		await pane.until(([title = '']) => title.includes('fleet ·'));
		await listMoved(pane, echo, 'in the fleet while it fills', () => performance.now() > end, measuring);
		const enough = (pressed: number) => pressed >= (measuring.quick ? 100 : 400);
		await listMoved(pane, echo, 'in the full fleet', enough, measuring);
		pane.type('q');
		await pane.until(([title = '']) => title.includes(followed.slice(0, 7)));
		await listMoved(pane, echo, 'in the full list', enough, measuring);
	} finally {
		await echo.close();
		await pane.close();
		await account.close();
	}
}

/** Moves the cursor up and down; between the keys of the screen one is pressed of a program that only works. */
async function listMoved(
	pane: Pane,
	echo: Echo,
	where: string,
	isEnough: (pressed: number) => boolean,
	{tell, say}: Measuring,
): Promise<void> {
	const times: Times = new Map();
	const machine: number[] = [];
	const spentBefore = await processorTime(pane.pid);
	while (!isEnough(timesShown(times).length)) {
		for (const sends of ['j', 'j', 'j', 'k', 'k'])
			await press(pane, {name: sends, sends, done: moved}, times);
		machine.push(await echo.press());
	}
	const spent = (await processorTime(pane.pid)) - spentBefore;
	const shown = timesShown(times);
	say(`\n  ${where}`);
	for (const row of keyTable(times)) say(row);
	tell({
		name: `keys ${where}, 99 of 100 within`,
		value: percentile(shown, 0.99),
		unit: 'ms',
		limit: 33,
		note: `median ${percentile(shown, 0.5).toFixed(1)} ms, ${shown.length} keys; processor ${(spent / shown.length).toFixed(1)} ms each, looks included`,
	});
	tell({
		name: `a program that works ${work} ms for each key meanwhile, 99 of 100 within`,
		value: percentile(machine, 0.99),
		unit: 'ms',
		note: `median ${percentile(machine, 0.5).toFixed(1)} ms: what the machine adds`,
	});
}

const cursorIn = (rows: readonly string[]) => rows.find(row => row.startsWith('▌'))?.slice(1, 12) ?? '';
const moved = (before: readonly string[], after: readonly string[]) => cursorIn(before) !== cursorIn(after);

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
