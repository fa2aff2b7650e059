// How the log view stands a log of a million lines: the built program in a pseudo-terminal, against a local account whose
// log is served page by page. `npm run bench -- --lines N --rate N`.
import {mkdtempSync, rmSync} from 'node:fs';
import {cpus, loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {buildOf, commits, keys as credentials, failing, lane, openAccount} from '../test/stories/account.ts';
import {openEcho, work} from './echo.ts';
import {measureFleet} from './fleet.ts';
import {type BenchKey, keys, letter, press, type Times} from './keys.ts';
import {type LogServer, startLogServer} from './log-server.ts';
import {processorTime, residentMemory, watchMemory} from './memory.ts';
import {openPane, type Pane} from './pane.ts';
import {keyTable, percentile, shown} from './table.ts';

const {values} = parseArgs({
	options: {lines: {type: 'string', default: '1000000'}, rate: {type: 'string', default: '20'}},
});
const length = Number(values.lines);
const say = (line: string) => process.stdout.write(`${line}\n`);

async function measure(pane: Pane, server: LogServer): Promise<void> {
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

	say(
		`\n${length.toLocaleString('en-US')} lines, ${server.pages()} pages, node ${process.version}, ${process.platform}`,
	);
	say(`first line ${ms(first === null ? Number.NaN : first - opened)}, all read ${ms(loaded - opened)}`);
	say(`find: all matches of a frequent word ${ms(finds)}, of a rare one ${ms(rare)}`);
	say(
		`memory (RSS): ${base.toFixed(0)} MB before, at most ${peakLoading.toFixed(0)} MB while loading, ${memory.most().toFixed(0)} MB in all`,
	);
	say(`bytes written to the terminal: ${(pane.bytes() / 1000).toFixed(0)} kB`);
	const [usual, rare99] = [percentile(machine, 0.5), percentile(machine, 0.99)];
	say(
		`a program that works ${work} ms for each key: ${usual.toFixed(1)} ms, 99 of 100 within ${rare99.toFixed(1)} ms; load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`,
	);
	say(`time of the processor for each key, once loaded: ${spent.toFixed(1)} ms`);
	say('\nwhile loading');
	for (const row of keyTable(loading)) say(row);
	say('\nloaded');
	for (const row of keyTable(still)) say(row);
	say('');
	verdict('while loading, 95 of 100 keys', percentile(shown(loading), 0.95), 33, 'ms');
	verdict('loaded, 99 of 100 keys', percentile(shown(still), 0.99), 33, 'ms');
	verdict('memory at most', memory.most(), 400, 'MB');
}

const whileLoading: readonly BenchKey[] = [
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

function ms(time: number): string {
	return time < 10_000 ? `${time.toFixed(0)} ms` : `${(time / 1000).toFixed(1)} s`;
}

function verdict(what: string, found: number, wanted: number, unit: string): void {
	say(`${found <= wanted ? '✓' : '✗'} ${what}: ${found.toFixed(1)} ${unit} (wanted ${wanted} ${unit})`);
}

const account = await openAccount([lane('l-indexer-pipeline', ['Taiko'])], ({action}) =>
	action === 'DeployStagingTaiko'
		? buildOf(6, {failure: failing, log: () => [{phase: 'BUILD', share: 0.5, text: 'somewhere else'}]})
		: undefined,
);
account.push(commits.ours);
account.pass(90);
const server = await startLogServer({lines: length, endedAt: Date.now(), behind: account.url});
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const pane = openPane({
	args: [
		commits.ours,
		'--endpoint-url',
		server.url,
		'--region',
		'us-west-2',
		'--interval',
		'5',
		'--rate',
		values.rate,
	],
	env: {...credentials, XDG_STATE_HOME: folder},
	cwd: folder,
	columns: 120,
	rows: 36,
});
try {
	await measure(pane, server);
} finally {
	await pane.close();
	await server.close();
	await account.close();
	rmSync(folder, {recursive: true, force: true});
}
await measureFleet({pipelines: 1000, executions: 50}, say);
