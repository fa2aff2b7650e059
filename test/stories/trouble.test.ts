import {expect} from 'vitest';
import {buildOf, commits, lane} from './account.ts';
import {expectRestored, story} from './story.ts';

const lanes = [lane('l-indexer-pipeline', ['Taiko', 'Base']), lane('l-slasher-pipeline', ['Taiko', 'Base'])];
const size = {columns: 120, rows: 40};

story.for([
	['throttled', 'throttle', /\n \? throttled by AWS/],
	['answered with 500', '500', /\n \? .*the service failed with status 500/],
	['cut off', 'drop', /\n \? AWS cannot be reached/],
	['answered by a proxy', 'html', /\n \? .* got an answer that is no JSON \(HTTP \d+\)/],
] as const)(
	'while it is %s the last picture stays, and then it goes on',
	async ([, fault, says], {scene}) => {
		const account = await scene.account(lanes, () => buildOf(60));
		account.push(commits.ours);
		account.pass(60);
		const terminal = scene.follow(account, size);
		await terminal.see(/◐ slasher +✓◐· 0\/2 Running/);

		await account.misbehave(fault);
		const troubled = await terminal.see(says);
		expect(troubled).toMatch(/◐ slasher +✓◐· 0\/2 Running/);
		expect(troubled).toMatch(/◐ indexer +✓◐· 0\/2 Running/);
		account.pass(900);

		await account.misbehave();
		terminal.press('r');
		await terminal.see('▲ GATE slasher');
		await terminal.lose(says);
		terminal.press('q');
		expect(await terminal.ended).toEqual({code: 0, signal: 0});
		expectRestored(terminal);
	},
);

story(
	'credentials that expire on the way are said, and everything goes on when they are renewed',
	async ({scene}) => {
		const account = await scene.account(lanes, () => buildOf(60));
		account.push(commits.ours);
		account.pass(60);
		const terminal = scene.follow(account, size);
		await terminal.see('◐ slasher');
		await account.misbehave('expired');
		await terminal.see(/\n \? credentials have expired .*renew AWS_ACCESS_KEY_ID/);
		await account.misbehave();
		account.pass(900);
		terminal.press('r');
		await terminal.see('▲ GATE slasher');
	},
);

story('builds and logs that may not be read leave the rest as it is', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(60));
	account.push(commits.ours);
	account.pass(60);
	await account.misbehave('denied:BatchGetBuilds', 'denied:GetLogEvents', 'denied:FilterLogEvents');
	const terminal = scene.follow(account, size);
	await terminal.see('◐ slasher');
	terminal.press('enter');
	await terminal.see('Enter log');
	terminal.press('enter');
	await terminal.see('access denied');
	terminal.press('q');
	account.pass(900);
	await terminal.see('▲ GATE slasher');
});
