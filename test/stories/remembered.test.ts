import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {commits, lane} from './account.ts';
import {story} from './story.ts';

story(
	'a second start shows how the pipelines stood before the first call is answered, as nothing that is current',
	{timeout: 90_000},
	async ({scene}) => {
		const account = await scene.account([lane('l-indexer-pipeline', ['Base', 'Taiko'])]);
		account.push(commits.ours);
		account.pass(5);
		const cache = scene.folder();
		const env = {XDG_CACHE_HOME: cache};
		const first = scene.follow(account, {columns: 120, rows: 30, env});
		await first.see(/indexer.*(Running|Gate)/);
		await first.see(/looked/);
		first.press('q');
		await first.ended;
		const [file = ''] = readdirSync(join(cache, 'sluice'));
		const written = join(cache, 'sluice', file);
		expect(statSync(written).mode & 0o777).toBe(0o600);
		expect(readFileSync(written, 'utf8')).toContain('l-indexer-pipeline');

		await account.misbehave('slow');
		const second = scene.follow(account, {columns: 120, rows: 30, env});
		await second.see(/as of .* ago · looking…/);
		await second.see(/^.. \S*indexer\S* .* ago/m);
		expect(second.text()).not.toMatch(/GATE|FAILED/);
		second.press('q');
		expect(await second.ended).toEqual({code: 0, signal: 0});
	},
);
