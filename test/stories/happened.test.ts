import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {commits, lane} from './account.ts';
import {expectRestored, story} from './story.ts';

const size = {columns: 120, rows: 30};

story('what happened is known to the next start, told once, with the time in between', async ({scene}) => {
	const account = await scene.account([lane('l-indexer-pipeline', ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	const state = scene.folder();
	const env = {XDG_STATE_HOME: state};
	const first = scene.follow(account, {...size, env});
	await first.see('▲ GATE');
	first.press('q');
	expect(await first.ended).toEqual({code: 0, signal: 0});
	expectRestored(first);

	const file = join(state, 'sluice', 'happened.json');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const kept = JSON.parse(readFileSync(file, 'utf8'));
	for (const scope of Object.values<{until: number}>(kept.scopes)) scope.until -= 3 * 3600_000;
	writeFileSync(file, JSON.stringify(kept));

	account.approve('l-indexer-pipeline');
	account.pass(60);
	const again = scene.follow(account, {...size, env});
	await again.see(/✓ l-indexer-pipeline/);
	again.press('L');
	const text = await again.see('what happened');
	const told = text.split('\n').slice(2, -1);
	expect(told.filter(row => row.includes('gate opened'))).toHaveLength(1);
	expect(told.filter(row => row.includes('done'))).toHaveLength(1);
	expect(told.filter(row => row.includes('not running 3h00m'))).toHaveLength(1);
	again.press('/', ...'done', 'enter', 'enter');
	await again.lose('what happened');
	await again.see(/exec [0-9a-f]{8}-/);
	again.press('q');
	await again.ended;
});
