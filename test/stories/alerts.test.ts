import {chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, vi} from 'vitest';
import {commits, lane} from './account.ts';
import {type Scene, story} from './story.ts';

const lanes = [lane('l-slasher-pipeline', ['Taiko'])];
const trap = '$(touch pwned); `touch pwned` | touch pwned';

/** The user's own settings, with a program beside them that keeps what it is told. */
function home(scene: Scene, alerts: string) {
	const config = scene.folder();
	const folder = join(config, 'sluice');
	mkdirSync(folder);
	writeFileSync(join(folder, 'sluice.toml'), `[alerts]\n${alerts}\n`);
	const program = join(folder, 'tell');
	writeFileSync(
		program,
		'#!/bin/sh\nprintf "%s\\n" "$1" >> "$0.args"; cat >> "$0.events"; echo never seen\n',
	);
	chmodSync(program, 0o700);
	return {
		env: {XDG_CONFIG_HOME: config},
		args: () => readFileSync(`${program}.args`, 'utf8').trimEnd().split('\n'),
		events: (): readonly Record<string, unknown>[] =>
			existsSync(`${program}.events`)
				? readFileSync(`${program}.events`, 'utf8')
						.split('\n')
						.slice(0, -1)
						.map(line => JSON.parse(line))
				: [],
	};
}

const patience = {timeout: 20_000, interval: 50};
const gate = {v: 1, event: 'gate', pipeline: 'l-slasher-pipeline', commit: commits.ours, region: 'us-west-2'};

story('watch tells a program of its gate before it ends, through no shell', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const cwd = scene.folder();
	const {env, args, events} = home(scene, `run = ["./tell", ${JSON.stringify(trap)}]`);
	const watch = scene.watch(account, {cwd, env});
	expect(await watch.ended).toBe(0);
	expect(events()).toEqual([expect.objectContaining(gate)]);
	expect(args()).toEqual([trap]);
	expect(existsSync(join(cwd, 'pwned'))).toBe(false);
	expect(watch.out() + watch.err()).not.toContain('never seen');
});

story('the screen tells of what opens and reminds of it until it closes', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	const {env, events} = home(scene, 'run = ["./tell"]\nremind = "1s"');
	const terminal = scene.follow(account, {columns: 100, rows: 30, env});
	await terminal.see('Awaited');
	account.pass(60);
	await vi.waitFor(() => {
		expect(events().slice(0, 2)).toEqual([
			expect.objectContaining(gate),
			expect.objectContaining({...gate, reminder: true}),
		]);
	}, patience);
	account.approve('l-slasher-pipeline');
	account.pass(60);
	await terminal.see('DONE');
	await vi.waitFor(() => expect(events().at(-1)?.event).toBe('done'), patience);
	expect(terminal.text()).not.toContain('never seen');
});

story('a program that is not there is said once, on the screen and as a line', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const {env} = home(scene, 'run = ["./missing"]');
	const watch = scene.watch(account, {env});
	expect(await watch.ended).toBe(0);
	expect(watch.err()).toMatch(/^sluice: alerts: \S+\/missing was not found: install it, or [^\n]*\n$/);

	const terminal = scene.follow(account, {columns: 140, rows: 30, env});
	await terminal.see(/alerts: \S+\/missing was not found/);
	terminal.press('q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expect(terminal.text().trim()).toBe('');
});
