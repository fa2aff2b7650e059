import {setTimeout as sleep} from 'node:timers/promises';
import type {Measure, Measuring} from '../measure.ts';
import {median} from '../report/statistics.ts';
import {openLocalAccount} from '../tools/account-thread.ts';
import {followed, laneName, shortLaneName} from '../tools/lanes.ts';
import {runLines} from '../tools/lines.ts';
import {lookingAt, openScreen} from '../tools/sluice.ts';

const pipelines = 12;
/** How many requests may go at once. */
const burst = 4;

/** How long after a gate opened it stands on the screen, and in what `watch` prints. */
export const latency: Measure = async measuring => {
	await opened(measuring, {what: 'at the default interval', interval: 30, rate: 1, flags: []});
	await opened(measuring, {
		what: 'at 5 seconds',
		interval: 5,
		rate: 10,
		flags: ['--interval', '5', '--rate', '10'],
	});
};

interface Setting {
	readonly what: string;
	/** s */
	readonly interval: number;
	/** Requests per second. */
	readonly rate: number;
	readonly flags: readonly string[];
}

async function opened({quick, tell}: Measuring, {what, interval, rate, flags}: Setting): Promise<void> {
	const pushed = 120;
	// Spread over one interval in the quick form, over two otherwise, once both have seen all of them run.
	const first = pushed + interval + 15;
	const spread = interval * (quick ? 1 : 2);
	const staging = Array.from({length: pipelines}, (_, index) => first + (spread * index) / pipelines);
	const account = await openLocalAccount({staging, pushed, failedLog: null});
	const args = [followed, ...lookingAt(account.url), ...flags];
	const lines = runLines([...args, '--exit-on', 'settled', '--quiet']);
	const screen = openScreen(args, {columns: 200, rows: 50});
	try {
		const patience = (first - pushed + spread + 2 * interval + 20) * 1000;
		const origin = Date.now() - performance.now();
		const shown = await Promise.all(
			staging.map(async (_, index) => {
				const row = new RegExp(`^[▌ ]▲ ${shortLaneName(index)} .*Gate`);
				const at = await screen.until(rows => rows.some(each => row.test(each)), patience);
				return at === null ? Number.NaN : at + origin;
			}),
		);
		const {gates} = await account.seen();
		const openedAt = staging.map(
			(_, index) => gates.find(({pipeline}) => pipeline === laneName(index))?.at ?? Number.NaN,
		);
		const heardAt = (index: number) =>
			lines.heard.find(
				({line}) => line.startsWith('READY-TO-APPROVE') && line.includes(`pipeline=${laneName(index)} `),
			)?.at ?? Number.NaN;
		// The other program looks at its own moments: what stands on the screen may not be printed yet.
		const end = performance.now() + (interval + 5) * 1000;
		const isSilent = () => staging.some((_, index) => Number.isNaN(heardAt(index)));
		while (isSilent() && performance.now() < end) await sleep(100);
		const printed = staging.map((_, index) => heardAt(index));
		for (const [where, times] of [
			['on the screen', shown],
			['in watch', printed],
		] as const) {
			const late = times.map((at, index) => (at - (openedAt[index] ?? Number.NaN)) / 1000);
			const had = late.filter(each => !Number.isNaN(each));
			const note = `${had.length} of ${pipelines} gates`;
			tell({name: `a gate ${where} ${what}, median`, value: median(had), unit: 's', note});
			// Nothing is looked at more often than asked; looks of one moment wait for each other, and take their time.
			tell({
				name: `a gate ${where} ${what}, worst`,
				value: Math.max(...late),
				unit: 's',
				limit: interval + (pipelines - burst) / rate + 2,
			});
		}
	} finally {
		await screen.close();
		await lines.close();
		await account.close();
	}
}
