import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, vi} from 'vitest';
import {commits, lane} from './account.ts';
import {story} from './story.ts';

story('o hands the link to the desktop as one word, through no shell', async ({scene}) => {
	const pipeline = 'l-slasher-pipeline';
	const account = await scene.account([lane(pipeline, ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	const [tools, cwd, config] = [scene.folder(), scene.folder(), scene.folder()];
	const opener = join(tools, 'xdg-open');
	writeFileSync(opener, '#!/bin/sh\nfor word; do printf "%s\\n" "$word" >> "$0.words"; done\n');
	chmodSync(opener, 0o700);
	const settings = join(config, 'sluice.toml');
	writeFileSync(
		settings,
		`[console]\nportal = "https://portal.example.com/start"\nrole = "A'B\\"C $(touch owned); touch owned"\n`,
	);
	const env = {PATH: `${tools}:${process.env.PATH}`};
	const terminal = scene.follow(account, {columns: 120, rows: 30, cwd, env, args: ['--settings', settings]});
	await terminal.see(/GATE l-slasher/);
	terminal.press('o');
	await terminal.see('opened in the browser');
	await vi.waitFor(() => expect(existsSync(`${opener}.words`)).toBe(true), {timeout: 20_000});
	const words = readFileSync(`${opener}.words`, 'utf8').trim().split('\n');
	expect(words).toHaveLength(1);
	expect(words[0]).toMatch(/^https:\/\/portal\.example\.com\/start\/#\/console\?.*touch/);
	expect(existsSync(join(cwd, 'owned'))).toBe(false);
});
