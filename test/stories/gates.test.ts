import {expect} from 'vitest';
import {buildOf, commits, lane} from './account.ts';
import {story} from './story.ts';

const lanes = [
	lane('l-distributor-pipeline', ['Taiko', 'Base']),
	lane('l-slasher-pipeline', ['Taiko', 'Base']),
];
const consoleLink = (pipeline: string) =>
	`https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/${pipeline}/view?region=us-west-2`;
const size = {columns: 120, rows: 40};

story(
	'an older commit holds the gate, ours waits behind it and then stands there itself',
	async ({scene}) => {
		const account = await scene.account(lanes, ({pipeline, commit}) =>
			pipeline === 'l-slasher-pipeline' && commit?.sha === commits.ours ? buildOf(600) : undefined,
		);
		account.push(commits.older);
		account.pass(60);
		account.push(commits.ours);
		account.pass(60);
		const terminal = scene.follow(account, size);
		await terminal.see(/◇ distributor +✓✓◇ 2\/2 Behind/);
		await terminal.see(/▲ GATE distributor .* not yours 9e0c4b7.* yours waits/);
		expect(terminal.joined()).toContain(consoleLink('l-distributor-pipeline'));
		expect(terminal.written()).not.toContain('YOURS');

		account.approve('l-distributor-pipeline');
		account.pass(60);
		await terminal.see(/▲ GATE distributor .* YOURS acfd7c6/);
		await terminal.see('▲ distributor');
		expect(terminal.text()).not.toContain('not yours');
	},
);

story('the bell rings when a gate opens, and m hides the banner until another does', async ({scene}) => {
	const account = await scene.account(lanes, ({pipeline}) =>
		pipeline === 'l-slasher-pipeline' ? buildOf(60) : buildOf(6),
	);
	account.push(commits.ours);
	account.pass(30);
	const terminal = scene.follow(account, size);
	await terminal.see('◐ distributor');
	await terminal.see('◐ slasher');
	expect(terminal.bells()).toBe(0);
	expect(terminal.text()).not.toContain('GATE');

	account.pass(60);
	await terminal.see('▲ GATE distributor');
	await terminal.until('hear the bell', () => terminal.bells() > 0);
	expect(terminal.bells()).toBe(1);
	expect(terminal.joined()).toContain(consoleLink('l-distributor-pipeline'));

	terminal.press('m');
	await terminal.lose('▲ GATE');
	await terminal.see('▲ distributor');
	account.pass(600);
	await terminal.see('▲ GATE slasher');
});

story('with --no-bell a gate opens in silence', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const terminal = scene.follow(account, {...size, args: ['--no-bell']});
	await terminal.see('▲ GATE distributor');
	await terminal.see('▲ GATE slasher');
	terminal.press('q');
	await terminal.ended;
	expect(terminal.bells()).toBe(0);
});
