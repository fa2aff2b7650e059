import {expect} from 'vitest';
import {commits, lane} from './account.ts';
import {expectRestored, type Scene, story} from './story.ts';
import {program, type Terminal} from './terminal.ts';

const size = {columns: 100, rows: 30};

async function following(scene: Scene): Promise<Terminal> {
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	const terminal = scene.follow(account, size);
	await terminal.see('▲ GATE');
	expect(terminal.alternate()).toBe(true);
	return terminal;
}

story.for([
	['q', 'q'],
	['Ctrl-c', 'ctrlC'],
] as const)('%s ends the screen with 0', async ([, key], {scene}) => {
	const terminal = await following(scene);
	terminal.press(key);
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expectRestored(terminal);
	expect(terminal.text().trim()).toBe('');
});

story.for([
	['SIGTERM', 143],
	['SIGHUP', 129],
	['SIGINT', 130],
] as const)('%s ends the screen with %i', async ([signal, code], {scene}) => {
	const terminal = await following(scene);
	process.kill(terminal.pid, signal);
	expect(await terminal.ended).toEqual({code, signal: 0});
	expectRestored(terminal);
});

story('Ctrl-c ends the screen while text is typed, too', async ({scene}) => {
	const terminal = await following(scene);
	terminal.press('/', 'q');
	await terminal.see('/q');
	terminal.press('ctrlC');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
});

story('Ctrl-z gives the shell its terminal, and fg brings the screen back', async ({scene}) => {
	scene.needs('bash');
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	const shell = scene.below('bash', ['--norc', '--noprofile', '-i'], {
		...size,
		env: {PS1: 'shell> ', HISTFILE: '/dev/null'},
	});
	await shell.see('shell>');
	shell.press(`'${process.execPath}' '${program}' ${commits.ours} ${account.flags.join(' ')}`, 'enter');
	await shell.see('▲ GATE');
	shell.press('ctrlZ');
	await shell.see('Stopped');
	expectRestored(shell);
	shell.press('stty -a | grep -ow -e -icanon -e icanon -e -echo -e echo | xargs', 'enter');
	await shell.see(/^icanon echo$/m);

	shell.press('fg', 'enter');
	await shell.until('the screen again', text => shell.alternate() && text.includes('▲ GATE'));
	expect(shell.has('cursor')).toBe(false);
	shell.press('?');
	await shell.see(/^ help/);
	shell.press('ctrlC');
	await shell.until('the shell again', text => !shell.alternate() && /shell> $|shell>$/.test(text.trimEnd()));
	expectRestored(shell);
});
