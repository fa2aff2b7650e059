import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {commits, lane} from './account.ts';
import {expectRestored, type Scene, story} from './story.ts';
import {program, type Terminal} from './terminal.ts';

const size = {columns: 100, rows: 24};
/** Green, of what is done: on light, on dark, and where nobody knows. */
const green = {light: '\x1b[38;5;22m', dark: '\x1b[38;5;78m', unknown: '\x1b[38;5;29m'};

/** What stands back on light. */
const quietOnLight = '\x1b[38;5;242m';

async function done(scene: Scene) {
	const account = await scene.account([lane('l-indexer-pipeline', ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	account.approve('l-indexer-pipeline');
	account.pass(60);
	return account;
}

async function leave(terminal: Terminal) {
	terminal.press('ctrlC');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expectRestored(terminal);
}

story.for([
	['ffff/ffff/ffff', green.light],
	['1e1e/1e1e/1e1e', green.dark],
	[undefined, green.unknown],
] as const)('the colours suit a background of %s', async ([background, expected], {scene}) => {
	const account = await done(scene);
	const terminal = scene.follow(account, {...size, ...(background === undefined ? {} : {background})});
	await terminal.see(/✓ l-indexer/);
	await terminal.until('the colours of the background', () => terminal.written().includes(`${expected}✓`));
	await leave(terminal);
});

story(
	'COLORFGBG tells where the terminal does not, and nothing is asked where a theme was chosen',
	async ({scene}) => {
		const account = await done(scene);
		const told = scene.follow(account, {...size, env: {COLORFGBG: '0;15'}});
		await told.until('light', () => told.written().includes(`${green.light}✓`));
		await leave(told);

		const cwd = scene.folder();
		writeFileSync(join(cwd, 'sluice.toml'), 'theme = "dark"\n');
		const chosen = scene.follow(account, {...size, cwd, background: 'ffff/ffff/ffff'});
		await chosen.until('dark', () => chosen.written().includes(`${green.dark}✓`));
		expect(chosen.written()).not.toContain('\x1b]11;?');
		await leave(chosen);
	},
);

story('a late answer is no key: nothing of it is typed', async ({scene}) => {
	const account = await done(scene);
	const terminal = scene.follow(account, {
		...size,
		commit: null,
		background: 'ffff/ffff/ffff',
		answersAfter: 1500,
	});
	await terminal.see('follow which commit?');
	terminal.press('i');
	await terminal.until('the answer', () => terminal.written().includes(quietOnLight));
	await terminal.see(/^ follow which commit\? i▏ {2,}/);
	await leave(terminal);
});

story('an answer that comes after the end does not get to the shell', async ({scene}) => {
	const account = await done(scene);
	const words = [process.execPath, program, commits.ours, ...account.flags]
		.map(word => `'${word}'`)
		.join(' ');
	const typed = `stty -icanon -echo min 0 time 8; printf 'left:[%s]' "$(dd bs=1 count=64 2>/dev/null | od -An -c)"`;
	const terminal = scene.below('sh', ['-c', `${words}; ${typed}`], {
		...size,
		background: 'ffff/ffff/ffff',
		answersAfter: 150,
	});
	await terminal.until('the question', () => terminal.written().includes('\x1b]11;?'));
	terminal.press('ctrlC');
	await terminal.see(/left:\[\s*\]/);
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expect(terminal.text()).not.toContain('rgb:');
});
