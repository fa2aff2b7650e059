import width from 'string-width';
import {expect} from 'vitest';
import {buildOf, commits, failing, lane} from './account.ts';
import {story} from './story.ts';
import type {Size, Terminal} from './terminal.ts';

const names = ['distributor', 'indexer', 'order-stream', 'prover-ansible', 'requestor-lists', 'slasher'];
const lanes = names.map(name => lane(`l-${name}-pipeline`, ['BaseSepolia', 'Taiko']));

/** Waits until the screen was drawn for the size: the header fills the first row, the footer is in the last one. */
function drawn(terminal: Terminal, {columns, rows}: Size): Promise<string> {
	return terminal.until(`a screen of ${columns}×${rows}`, text => {
		const all = text.split('\n');
		const [first = '', last = ''] = [all[0], all.at(-1)];
		const header =
			first.startsWith(' acfd7c6') && /ago$|just looked$/.test(first) && width(first) === columns - 1;
		return header && last.includes('? help') && all.length === rows && !terminal.overflows();
	});
}

story('the same account at every size, from wide to tiny and back', async ({scene}) => {
	const account = await scene.account(lanes, ({pipeline, action}) => {
		if (pipeline === 'l-slasher-pipeline') return buildOf(60);
		return pipeline === 'l-indexer-pipeline' && action === 'DeployStagingTaiko'
			? buildOf(1, {failure: failing})
			: undefined;
	});
	account.push(commits.ours, 'feat(流): バッチ挿入 🚀👩‍👩‍👧 in the order stream, at last (#812)');
	account.pass(60);
	const terminal = scene.follow(account, {columns: 160, rows: 45});
	await terminal.until('all pipelines', text => names.every(name => text.includes(` ${name} `)));
	await terminal.see('▲ GATE order-stream');
	await terminal.see(/✗ indexer .*Failed/);
	expect(await drawn(terminal, {columns: 160, rows: 45})).toContain('│');

	for (const size of [
		{columns: 80, rows: 24},
		{columns: 80, rows: 15},
		{columns: 40, rows: 10},
	]) {
		terminal.resize(size);
		const text = await drawn(terminal, size);
		expect(text).toContain('▲ GATE');
		expect(text).toMatch(/✗ indexer .*Failed/);
		expect(text).not.toContain('│');
	}

	terminal.resize({columns: 20, rows: 5});
	await terminal.until('one line that says the size', text => /^\S.*40.10/.test(text.trim()));
	expect(terminal.rows().filter(row => row !== '')).toHaveLength(1);

	terminal.resize({columns: 120, rows: 36});
	const back = await drawn(terminal, {columns: 120, rows: 36});
	expect(names.filter(name => !back.includes(` ${name} `))).toEqual([]);
	terminal.press('q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
});

story.for([
	[40, 10],
	[80, 15],
	[80, 24],
	[120, 36],
	[200, 50],
	[400, 100],
] as const)('%i×%i is filled, and never overfilled', async ([columns, rows], {scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const terminal = scene.follow(account, {columns, rows});
	const text = await drawn(terminal, {columns, rows});
	expect(text).toContain('order-stream');
	for (const key of ['?', 'q', 'L', 'q', 'v', 'q', 'c']) {
		const before = terminal.text();
		terminal.press(key);
		await terminal.until(`another screen after ${key}`, after => after !== before);
		expect(terminal.overflows()).toBe(false);
		expect(terminal.rows().filter(row => width(row) > columns)).toEqual([]);
	}
});

story('20×5 says in one line what it needs', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	const terminal = scene.follow(account, {columns: 20, rows: 5});
	await terminal.see('needs 40×10 (20×5)');
	expect(terminal.rows().filter(row => row !== '')).toHaveLength(1);
	terminal.press('q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
});

story('on 40×10 Enter opens the detail, and Enter again the log', async ({scene}) => {
	const account = await scene.account(lanes, ({action}) =>
		action === 'DeployStagingTaiko' ? buildOf(1, {failure: failing}) : undefined,
	);
	account.push(commits.ours);
	account.pass(60);
	const size = {columns: 40, rows: 10};
	const terminal = scene.follow(account, size);
	await terminal.see(/▌✗ distributor .*Failed/);
	await drawn(terminal, size);
	terminal.press('enter');
	await terminal.see('l-distributor-pipeline');
	await terminal.see('✗ Taiko');
	expect(terminal.overflows()).toBe(false);
	terminal.press('enter');
	await terminal.see('FAILED');
	await terminal.see('exit status 255');
	expect(terminal.overflows()).toBe(false);
	terminal.press('q', 'q');
	await terminal.see('▌✗ distributor');
});
