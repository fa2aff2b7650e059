import {expect} from 'vitest';
import {buildOf, commits, failing, lane, type StoryAccount} from './account.ts';
import {type Scene, story} from './story.ts';
import type {Size, Terminal} from './terminal.ts';

const chains = ['Taiko', 'Base'];
const names = ['distributor', 'indexer', 'order-stream', 'slasher'];
const [approved, failed, held, slow] = names.map(name => `l-${name}-pipeline`);

/** Ours has failed in one pipeline and runs in another; in the others ours waits behind an older one's gate, or at its own. */
async function busy(scene: Scene): Promise<StoryAccount> {
	const account = await scene.account(
		names.map(name => lane(`l-${name}-pipeline`, chains)),
		({pipeline, action}) => {
			if (pipeline === failed && action === 'DeployStagingTaiko') return buildOf(1, {failure: failing});
			return pipeline === slow ? buildOf(600) : undefined;
		},
	);
	account.push(commits.older);
	account.pass(60);
	account.approve(approved ?? '');
	account.pass(60);
	account.push(commits.ours);
	account.pass(60);
	return account;
}

const listed = (terminal: Terminal) =>
	terminal.rows().flatMap(row => /^[▌ ]([✗▲◐✓?]) (\S+) +[A-Z]\w+ /.exec(row)?.[2] ?? []);
const selected = (terminal: Terminal) => terminal.rows().flatMap(row => /^▌. (\S+)/.exec(row)?.[1] ?? [])[0];

const size = {columns: 120, rows: 36};

story('the fleet shows whose commit stands in every stage, and leads to any of them', async ({scene}) => {
	const terminal = scene.follow(await busy(scene), size);
	await terminal.see('✗ FAILED indexer');
	terminal.press('F');
	await terminal.see(/^ fleet · 4 pipelines · 1 failed · 2 gates · 1 running .*by urgency/);
	expect(listed(terminal)).toEqual(['indexer', 'distributor', 'order-stream', 'slasher']);
	await terminal.see(/✗ indexer +Failed .*✗\*acfd7c6 .*Taiko: /);
	await terminal.see(/▲ order-stream +Gate .*✓\*acfd7c6 .*▲ 9e0c4b7 .*left · 1 behind/);
	await terminal.see(/▲ distributor +Gate .*▲\*acfd7c6/);

	terminal.press('/', 'o', 's', 't', 'r', 'enter');
	await terminal.until('one', () => listed(terminal).join() === 'order-stream');
	terminal.press('enter');
	await terminal.see(/^ l-order-stream-pipeline .*not your commit/);
	await terminal.see(/▌ {2}▲ ApproveDeployToProduction .*waits for approval/);
	terminal.press('enter');
	await terminal.see(`${held} › DeployProduction`);
	terminal.press('q');
	await terminal.see('not your commit');
	terminal.press('escape');
	await terminal.see(/^ fleet · 1 of 4/);
	terminal.press('escape');
	await terminal.until('all four', () => listed(terminal).length === 4);
	expect(selected(terminal)).toBe('order-stream');

	terminal.press('g', 'enter');
	await terminal.see(/^ l-indexer-pipeline .*run 1 of 1/);
	terminal.press('enter');
	await terminal.see(/log · relevant: \d+ of/);
	terminal.press('q', 'q');
	await terminal.see(/^ fleet/);
	terminal.press('q');
	await terminal.see(/^ acfd7c6/);
});

story('the fleet fits any terminal, and can be looked at without a commit', async ({scene}) => {
	const account = await busy(scene);
	const terminal = scene.follow(account, {...size, commit: null});
	await terminal.see('follow which commit?');
	await terminal.see('acfd7c6');
	terminal.press('escape');
	await terminal.see('F shows the fleet');
	terminal.press('F');
	await terminal.until('all four', () => listed(terminal).length === 4);
	await terminal.see(/✗ indexer +Failed/);
	expect(terminal.text()).not.toContain('*acfd7c6');

	const sizes: readonly Size[] = [
		{columns: 200, rows: 50},
		{columns: 80, rows: 24},
		{columns: 80, rows: 15},
		{columns: 40, rows: 10},
	];
	for (const each of sizes) {
		terminal.resize(each);
		const wide = each.columns;
		await terminal.until(
			`the footer of ${wide} columns`,
			() => /q back .*\? help$/.test(terminal.rows().at(-1) ?? '') && listed(terminal).length === 4,
		);
		expect(terminal.overflows()).toBe(false);
		expect(terminal.rows()[0]).toMatch(/^ fleet · 4 pipelines/);
		expect(listed(terminal)[0]).toBe('indexer');
	}
	terminal.press('enter');
	await terminal.see(/^ l-indexer-pipeline/);
	expect(terminal.text()).not.toContain('your commit');
	terminal.press('q', 'q', 'q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
});
