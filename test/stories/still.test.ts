import {setTimeout as pace} from 'node:timers/promises';
import {expect, vi} from 'vitest';
import {buildOf, commits, lane, type StoryAccount} from './account.ts';
import {type Scene, story} from './story.ts';
import type {Size, Terminal} from './terminal.ts';

const patience = 60_000;
const framesIn = (written: string) => written.split('\x1b[?2026h').length - 1;

/** Pipelines whose builds run on and on, and a screen that has read all of them. `interval`: seconds between two looks. */
async function running(scene: Scene, pipelines: number, interval: number, size: Size) {
	const names = Array.from({length: pipelines}, (_, index) => `l-lane${index}-pipeline`);
	const account = await scene.account(
		names.map(name => lane(name, ['Taiko', 'Base'])),
		() => buildOf(6000),
		// Times in their first minute are told in seconds: they could change with each of them.
		15_000,
	);
	account.push(commits.ours);
	account.pass(10);
	const at = account.flags.indexOf('--interval') + 1;
	const flags = account.flags.with(at, String(interval));
	const terminal = scene.follow({...account, flags}, {...size, patience});
	await terminal.until('all of them running', text => text.split(/◐ .*0\/2 Running/).length > pipelines);
	return {account, terminal};
}

const looksAt = ({calls}: StoryAccount) =>
	calls.filter(({operation}) => operation === 'GetPipelineState').length;

/** Lets so many looks pass, and tells of each moment at which something was written or called on the way. */
async function watchLooks(account: StoryAccount, terminal: Terminal, looks: number) {
	const seen: {readonly at: number; readonly calls: number; readonly bytes: number}[] = [];
	const enough = looksAt(account) + looks;
	await vi.waitUntil(
		() => {
			const [calls, bytes] = [account.calls.length, terminal.written().length];
			const last = seen.at(-1);
			if (last?.calls !== calls || last.bytes !== bytes) seen.push({at: performance.now(), calls, bytes});
			return looksAt(account) >= enough;
		},
		{timeout: patience, interval: 10},
	);
	return seen;
}

story('nothing is written between two looks', {timeout: patience}, async ({scene}) => {
	const {account, terminal} = await running(scene, 1, 4, {columns: 200, rows: 50});
	await watchLooks(account, terminal, 1);
	const seen = await watchLooks(account, terminal, 3);
	const late = seen.filter(({at, bytes}, index) => {
		const before = seen[index - 1];
		const call = seen.findLast((each, other) => each.at <= at && each.calls !== seen[other - 1]?.calls);
		return before !== undefined && bytes !== before.bytes && at - (call?.at ?? 0) > 700;
	});
	expect(late).toEqual([]);
	expect(seen.length).toBeGreaterThan(3);
});

story(
	'twelve running pipelines cost at most 2 KB a second, each row for itself',
	{timeout: patience},
	async ({scene}) => {
		const {account, terminal} = await running(scene, 12, 1, {columns: 200, rows: 50});
		await watchLooks(account, terminal, 24);
		const from = terminal.written().length;
		await watchLooks(account, terminal, 60);
		const written = terminal.written().slice(from);
		const usual = 12 / 30;
		expect((Buffer.byteLength(written) / 60) * usual).toBeLessThan(2048);
		expect(framesIn(written)).toBeLessThanOrEqual(60);
		expect(written).not.toContain('\x1b[2J');
	},
);

/** A second may pass between two screens. */
const withoutTimes = (text: string) => text.replaceAll(/ *\d+s\b/g, '').replaceAll(/ +/g, ' ');

story('two hundred sizes within a second end in one right screen', {timeout: patience}, async ({scene}) => {
	const {terminal} = await running(scene, 6, 30, {columns: 120, rows: 36});
	const isFor =
		({columns, rows}: Size) =>
		(text: string) => {
			const all = text.split('\n');
			const header = /ago$|just looked$/.test(all[0] ?? '') && all[0]?.length === columns - 1;
			return (
				header && all.length === rows && all.at(-1)?.includes('? help') === true && !terminal.overflows()
			);
		};
	for (const last of [
		{columns: 130, rows: 40},
		{columns: 85, rows: 60},
		{columns: 300, rows: 12},
		{columns: 100, rows: 90},
	]) {
		const before = framesIn(terminal.written());
		const began = performance.now();
		for (let step = 0; step < 200; step++) {
			terminal.resize({columns: 20 + ((step * 37) % 381), rows: 5 + ((step * 23) % 96)});
			await pace(4);
		}
		const took = performance.now() - began;
		terminal.resize(last);
		const whole = await terminal.until(`${last.columns}×${last.rows}`, isFor(last));
		const frames = framesIn(terminal.written()) - before;
		expect(frames).toBeLessThanOrEqual(took / 150 + 4);

		const drawn = framesIn(terminal.written());
		terminal.press('\x0c');
		await terminal.until('drawn anew', () => framesIn(terminal.written()) > drawn);
		expect(withoutTimes(terminal.text())).toBe(withoutTimes(whole));
	}
	terminal.press('q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
});
