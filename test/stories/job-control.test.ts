import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {commits, lane} from './account.ts';
import {expectRestored, interactive, type Scene, story} from './story.ts';
import {program, type Terminal} from './terminal.ts';

interface Job {
	readonly shell: Terminal;
	readonly pid: number;
}

/** The screen as a job of a shell, at an open gate. `launch` puts its command line below something else. */
async function job(scene: Scene, launch: (words: string) => string = words => words): Promise<Job> {
	scene.needs('bash');
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	const shell = await interactive(scene);
	const file = join(scene.folder(), 'pid');
	const script = join(scene.folder(), 'start');
	const words = [`'${process.execPath}'`, `'${program}'`, commits.ours, ...account.flags].join(' ');
	writeFileSync(script, `echo $$ >${file}\nexec ${words}\n`);
	shell.press(launch(`sh ${script}`), 'enter');
	await shell.see('▲ GATE');
	return {shell, pid: Number(readFileSync(file, 'utf8'))};
}

async function expectStopped(shell: Terminal): Promise<void> {
	await shell.until(
		'that it has stopped, and the prompt',
		text => !shell.alternate() && /Stopped.*\n(.*\n)*shell>\s*$/.test(text),
	);
	expectRestored(shell);
	shell.press("stty -a | grep -ow -e '-\\?icanon' -e '-\\?echo' | xargs", 'enter');
	await shell.see(/^icanon echo$/m);
}

/** That the screen stands there as it would have all along, and takes keys. */
async function expectBack(shell: Terminal, columns = 100): Promise<void> {
	const rule = '─'.repeat(columns);
	await shell.until('the whole screen again', text => {
		const [first = '', second = ''] = text.split('\n');
		const whole = first.startsWith(' acfd7c6') && second.startsWith('▲ GATE') && text.includes('? help');
		return shell.alternate() && whole && !text.includes('shell>') && !shell.overflows();
	});
	expect(shell.has('cursor')).toBe(false);
	expect(shell.has('focusReports')).toBe(true);
	shell.press('?');
	await shell.see(/^ help/);
	await shell.see(rule);
	shell.press('ctrlC');
	await shell.until('the shell again', text => !shell.alternate() && text.trimEnd().endsWith('shell>'));
	expectRestored(shell);
}

story('Ctrl-z gives the shell its terminal, and fg brings the screen back', async ({scene}) => {
	const {shell} = await job(scene);
	shell.press('ctrlZ');
	await expectStopped(shell);
	shell.press('fg', 'enter');
	await expectBack(shell);
});

story('a terminal of another size meanwhile is filled by fg', async ({scene}) => {
	const {shell} = await job(scene);
	shell.press('ctrlZ');
	await expectStopped(shell);
	shell.resize({columns: 130, rows: 20});
	shell.press('fg', 'enter');
	await expectBack(shell, 130);
});

story('SIGTSTP from outside stops it as Ctrl-z does', async ({scene}) => {
	const {shell, pid} = await job(scene);
	process.kill(pid, 'SIGTSTP');
	await expectStopped(shell);
	shell.press('fg', 'enter');
	await expectBack(shell);
});

story('Ctrl-z stops what started it as well', async ({scene}) => {
	const {shell} = await job(scene, words => `sh -c '${words}; true'`);
	shell.press('ctrlZ');
	await expectStopped(shell);
	shell.press('fg', 'enter');
	await expectBack(shell);
});

story('after SIGSTOP, which nothing can answer, fg draws the whole screen', async ({scene}) => {
	const {shell, pid} = await job(scene);
	process.kill(pid, 'SIGSTOP');
	await shell.see('Stopped');
	shell.press('clear', 'enter');
	await shell.lose('▲ GATE');
	shell.press('fg', 'enter');
	await expectBack(shell);
});

story('SIGSTOP and SIGCONT while nobody takes the terminal leave the screen as it was', async ({scene}) => {
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	const terminal = scene.follow(account, {columns: 100, rows: 30});
	await terminal.see('▲ GATE');
	process.kill(terminal.pid, 'SIGSTOP');
	process.kill(terminal.pid, 'SIGCONT');
	terminal.press('?');
	await terminal.see(/^ help/);
	terminal.press('q', 'q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expectRestored(terminal);
});

story('a signal that ends it while it is stopped leaves nothing behind', async ({scene}) => {
	const {shell, pid} = await job(scene);
	shell.press('ctrlZ');
	await expectStopped(shell);
	process.kill(pid, 'SIGTERM');
	shell.press('fg; echo "left with $?"', 'enter');
	await shell.see(/^left with 143$/m);
	expectRestored(shell);
});

story('where no shell could bring it back, Ctrl-z leaves it running', async ({scene}) => {
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	const terminal = scene.follow(account, {columns: 100, rows: 30});
	await terminal.see('▲ GATE');
	terminal.press('ctrlZ', '?');
	await terminal.see(/^ help/);
	expect(terminal.alternate()).toBe(true);
	terminal.press('ctrlC');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
});

story('Ctrl-c in the pager is for the pager', async ({scene}) => {
	const folder = scene.folder();
	const pager = join(folder, 'pager');
	writeFileSync(
		pager,
		'#!/bin/sh\ntrap "echo interrupted" INT\ncat >/dev/null\necho paging\nuntil read line </dev/tty; do :; done\n',
	);
	chmodSync(pager, 0o755);
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	const terminal = scene.follow(account, {
		columns: 100,
		rows: 30,
		env: {PAGER: pager},
	});
	await terminal.see('▲ GATE');
	terminal.press('tab', 'k', 'enter');
	await terminal.see('POST_BUILD');
	terminal.press('p');
	await terminal.see('paging');
	expectRestored(terminal);
	terminal.press('ctrlC');
	await terminal.see('interrupted');
	terminal.press('enter');
	await terminal.see('back from the pager');
	expect(terminal.alternate()).toBe(true);
});
