import {buildOf, commits, failing, lane, openAccount} from '../../test/stories/account.ts';
import type {Measure, Measuring} from '../measure.ts';
import {keyTable} from '../report/key-table.ts';
import {percentile} from '../report/statistics.ts';
import {openEcho, work} from '../tools/echo.ts';
import {logKeys as keys, type LogKey, letter, pressInLog as press} from '../tools/log-keys.ts';
import {type LogServer, startLogServer} from '../tools/log-server.ts';
import {processorTime, residentMemory, watchMemory} from '../tools/memory.ts';
import type {Pane} from '../tools/pane.ts';
import {timesShown as shown, type Times} from '../tools/press.ts';
import {lookingAt, openScreen} from '../tools/sluice.ts';

/** Opens the log of a failed build, reads all of it, and presses keys meanwhile and afterwards. */
async function measure(pane: Pane, server: LogServer, {say, tell}: Measuring): Promise<void> {
	await pane.until(rows => rows.some(row => row.includes('FAILED')));
	pane.type('\r');
	await pane.until(rows => rows.at(-1)?.includes('Enter log') ?? false);
	const base = await residentMemory(pane.pid);
	const memory = watchMemory(pane.pid);
	const opened = performance.now();
	pane.type('\r');
	const first = await pane.until(rows => rows.some(row => /^▌.*#\d{7}/.test(row)));

	const loading: Times = new Map();
	await press(pane, keys.all, loading);
	const isLoaded = (rows: readonly string[]) => !(rows.at(-2)?.includes('the last') ?? true);
	while (!isLoaded(pane.rows()) && performance.now() - opened < 600_000)
		for (const key of whileLoading) if (!isLoaded(pane.rows())) await press(pane, key, loading);
	const loaded = performance.now();
	const peakLoading = memory.most();

	// From the end of all lines, wherever reading on left off.
	if (pane.rows().some(row => row.includes('relevant:'))) pane.type('a');
	pane.type('G');
	await pane.until(rows => /line ([\d,]+) of \1 .*all lines/.test(rows.at(-2) ?? ''));
	const still: Times = new Map();
	const spentBefore = await processorTime(pane.pid);
	const machine: number[] = [];
	const echo = openEcho();
	await echo.press();
	for (const key of repeat(40, [keys.halfUp, keys.k, keys.k, keys.j, keys.j, keys.k, keys.halfDown]))
		await press(pane, key, still);
	for (const key of repeat(15, [keys.top, keys.j, keys.error, keys.error, keys.end, keys.errorBefore]))
		await press(pane, key, still);
	for (const key of repeat(10, [keys.all, keys.all, keys.green, keys.wrap, keys.wrap, keys.times]))
		await press(pane, key, still);
	for (let times = 0; times < 100; times++) machine.push(await echo.press());
	const spent = ((await processorTime(pane.pid)) - spentBefore) / shown(still).length;
	await press(pane, keys.top, still);
	const finds = await find(pane, 'step 97', still);
	const rare = await find(pane, '#0500001', still);
	for (let times = 0; times < 100; times++) machine.push(await echo.press());
	await echo.close();
	memory.stop();

	const seconds = (from: number, to: number | null) => (to === null ? Number.NaN : (to - from) / 1000);
	for (const [title, times] of [
		['while loading', loading],
		['loaded', still],
	] as const) {
		say(`\n  ${title}`);
		for (const row of keyTable(times)) say(row);
	}
	const rank = (times: Times | readonly number[], share: number) =>
		percentile(times instanceof Map ? shown(times) : times, share);
	tell({
		name: 'first line',
		value: seconds(opened, first),
		unit: 's',
		note: `${server.pages()} pages in all`,
	});
	tell({name: 'all lines read', value: seconds(opened, loaded), unit: 's'});
	tell({name: 'all matches of a frequent word', value: finds, unit: 'ms'});
	tell({name: 'all matches of a rare word', value: rare, unit: 'ms'});
	tell({name: 'keys while loading, 95 of 100 within', value: rank(loading, 0.95), unit: 'ms', limit: 33});
	tell({name: 'keys once loaded, 99 of 100 within', value: rank(still, 0.99), unit: 'ms', limit: 33});
	tell({
		name: `a program that works ${work} ms for each key, 99 of 100 within`,
		value: rank(machine, 0.99),
		unit: 'ms',
		note: `median ${rank(machine, 0.5).toFixed(1)} ms: what the machine adds`,
	});
	tell({name: 'processor time for each key, once loaded', value: spent, unit: 'ms'});
	tell({
		name: 'memory at most (RSS)',
		value: memory.most(),
		unit: 'MB',
		limit: 400,
		note: `${base.toFixed(0)} MB before, ${peakLoading.toFixed(0)} MB while loading`,
	});
}

const whileLoading: readonly LogKey[] = [
	...repeat(4, [keys.halfUp, keys.k, keys.k, keys.j, keys.j, keys.k, keys.halfDown]),
	keys.top,
	keys.j,
	keys.end,
	keys.errorBefore,
	keys.times,
	keys.wrap,
	keys.wrap,
	keys.all,
	keys.all,
];

/** Types a word, keeps it, and goes through its matches; resolves with how long it took until all of them were known, ms. */
async function find(pane: Pane, word: string, times: Times): Promise<number> {
	await press(pane, keys.find, times);
	for (const each of word) await press(pane, letter(each), times);
	await press(pane, keys.keep, times);
	const began = performance.now();
	const known = await pane.until(
		rows => /\d match|match \d/.test(rows.at(-2) ?? '') && !rows.at(-2)?.includes('searching'),
	);
	if (word.startsWith('step')) for (const key of repeat(20, [keys.next])) await press(pane, key, times);
	return known === null ? Number.NaN : known - began;
}

function repeat<T>(times: number, list: readonly T[]): readonly T[] {
	return Array.from({length: times}, () => list).flat();
}

/** How the log view stands a log of a million lines, served page by page. */
export const log: Measure = async measuring => {
	const length = measuring.quick ? 100_000 : 1_000_000;
	const account = await openAccount([lane('l-indexer-pipeline', ['Taiko'])], ({action}) =>
		action === 'DeployStagingTaiko'
			? buildOf(6, {
					failure: failing,
					log: () => [{phase: 'BUILD', share: 0.5, text: 'somewhere else'}],
				})
			: undefined,
	);
	account.push(commits.ours);
	account.pass(90);
	const server = await startLogServer({lines: length, endedAt: Date.now(), behind: account.url});
	const flags = [...lookingAt(server.url), '--interval', '5', '--rate', '20'];
	const pane = openScreen([commits.ours, ...flags], {columns: 120, rows: 36});
	try {
		await measure(pane, server, measuring);
	} finally {
		await pane.close();
		await server.close();
		await account.close();
	}
};
