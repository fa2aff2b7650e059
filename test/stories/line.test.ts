import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {buildOf, commits, failing, lane} from './account.ts';
import {expectRestored, type Scene, story} from './story.ts';

const size = {columns: 120, rows: 30};
const lanes = [lane('l-indexer-pipeline', ['Taiko']), lane('l-slasher-pipeline', ['Taiko'])];

/** An account where ours stands at one gate and has failed elsewhere, and a place of its own to remember it in. */
async function left(scene: Scene) {
	const account = await scene.account(lanes, ({action, pipeline}) =>
		pipeline === 'l-indexer-pipeline' && action === 'DeployStagingTaiko'
			? buildOf(1, {failure: failing})
			: undefined,
	);
	account.push(commits.ours);
	account.pass(60);
	const state = scene.folder();
	const env = {XDG_STATE_HOME: state};
	return {
		account,
		env,
		file: join(state, 'sluice', 'state.json'),
		async line(...args: readonly string[]) {
			const asked = scene.piped(['line', ...args], {env});
			expect(await asked.ended).toBe(0);
			expect(asked.err()).toBe('');
			return asked.out().trimEnd();
		},
	};
}

story(
	'the status line and the title say what the screen knows, and the line asks nobody',
	async ({scene}) => {
		const {account, env, line} = await left(scene);
		expect(await line()).toBe('?');
		const terminal = scene.follow(account, {...size, env});
		await terminal.until('the title', () => terminal.title() === '▲1 ✗1 acfd7c6 · sluice');
		terminal.press('q');
		expect(await terminal.ended).toEqual({code: 0, signal: 0});
		expectRestored(terminal);
		const calls = account.calls.length;
		expect(await line()).toBe('▲1 ✗1 acfd7c6');
		expect(JSON.parse(await line('--json'))).toMatchObject({
			v: 1,
			account: '123456789012',
			region: 'us-west-2',
			trouble: null,
			line: '▲1 ✗1 acfd7c6',
			stale: false,
			gates: 1,
			failed: 1,
			commits: [{sha: commits.ours}],
		});
		expect(account.calls.length).toBe(calls);
	},
);

story(
	'a start without a commit goes on with what was followed, as long as it is not settled',
	async ({scene}) => {
		const {account, env} = await left(scene);
		const first = scene.follow(account, {...size, env});
		await first.see('▲ GATE');
		process.kill(first.pid, 'SIGTERM');
		expect(await first.ended).toEqual({code: 143, signal: 0});

		const again = scene.follow(account, {...size, env, commit: null});
		await again.see('▲ GATE');
		expect(again.rows()[0]).toContain('acfd7c6');
		account.approve('l-slasher-pipeline');
		account.pass(60);
		await again.see(/✓ slasher/);
		again.press('q');
		await again.ended;

		const picker = scene.follow(account, {...size, env, commit: null});
		await picker.see('follow which commit?');
	},
);

story('a damaged state file is said once and left out', async ({scene}) => {
	const {account, env, file, line} = await left(scene);
	mkdirSync(join(file, '..'));
	writeFileSync(file, '{"v":1,"followed":');
	expect(await line()).toBe('?');
	const terminal = scene.follow(account, {...size, columns: 200, env, commit: null});
	await terminal.see(/state\.json is damaged: it is left out, and written anew/);
	await terminal.see('follow which commit?');
	terminal.press('ctrlC');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	const next = scene.follow(account, {...size, env});
	await next.see('▲ GATE');
	next.press('q');
	await next.ended;
	expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({v: 1, line: {gates: 1}});
	expect(await line()).toBe('▲1 ✗1 acfd7c6');
});
