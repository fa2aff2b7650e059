import {readFileSync} from 'node:fs';
import {constants} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, vi} from 'vitest';
import {commits, lane} from './account.ts';
import {expectRestored, interactive, type Scene, story} from './story.ts';
import {type Options, program, type Terminal} from './terminal.ts';

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
	['SIGQUIT', 131],
	['SIGUSR1', 138],
] as const)('%s ends the screen with %i', async ([signal, code], {scene}) => {
	const terminal = await following(scene);
	process.kill(terminal.pid, signal);
	expect(await terminal.ended).toEqual({code, signal: 0});
	expectRestored(terminal);
});

story.for(['SIGALRM', 'SIGXCPU'] as const)('%s ends it as it ends any program', async (signal, {scene}) => {
	const terminal = await following(scene);
	process.kill(terminal.pid, signal);
	expect(await terminal.ended).toEqual({code: 0, signal: constants.signals[signal]});
	expectRestored(terminal);
});

/** The screen below a shell that says how it ended, and how it left the terminal; and the screen's process. */
async function belowShell(
	scene: Scene,
	env: Options['env'] = {},
): Promise<{terminal: Terminal; pid: number}> {
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])]);
	account.push(commits.ours);
	account.pass(60);
	const file = join(scene.folder(), 'pid');
	const script = `sh -c 'echo $$ >${file}; exec "$@"' sh "$@"; echo "left with $?"; stty -a | grep -ow -e '-\\?icanon' -e '-\\?echo' | xargs`;
	const words = [process.execPath, program, commits.ours, ...account.flags];
	const terminal = scene.below('sh', ['-c', script, 'sh', ...words], {...size, env});
	await terminal.see('▲ GATE');
	return {terminal, pid: Number(readFileSync(file, 'utf8'))};
}

story('q leaves the shell its own terminal', async ({scene}) => {
	const {terminal} = await belowShell(scene);
	terminal.press('q');
	await terminal.see('left with 0');
	await terminal.see(/^icanon echo$/m);
	expectRestored(terminal);
});

story.for(['exception', 'rejection'])(
	"an %s that nobody caught is told on the shell's screen",
	async (fault, {scene}) => {
		const file = fileURLToPath(new URL('./fault.ts', import.meta.url));
		const {terminal, pid} = await belowShell(scene, {NODE_OPTIONS: `--import=${file}`, FAULT: fault});
		process.kill(pid, 'SIGUSR2');
		await terminal.see('left with 70');
		await terminal.see(/^icanon echo$/m);
		expect(terminal.rows()[0]).toBe('sluice: a fault of its own, please report it: a planted fault');
		expectRestored(terminal);
	},
);

story('what Node warns of waits until the terminal is the shell’s again', async ({scene}) => {
	const file = fileURLToPath(new URL('./fault.ts', import.meta.url));
	const {terminal, pid} = await belowShell(scene, {NODE_OPTIONS: `--import=${file}`, FAULT: 'warning'});
	process.kill(pid, 'SIGUSR2');
	terminal.press('?');
	await terminal.see(/^ help/);
	terminal.press('q');
	await terminal.see('▲ GATE');
	expect(terminal.written()).not.toContain('planted');
	terminal.press('q');
	await terminal.see('left with 0');
	expect(terminal.text()).toContain('a planted warning');
	expectRestored(terminal);
});

story('a shell that is killed takes the screen with it', async ({scene}) => {
	const {terminal, pid} = await belowShell(scene);
	process.kill(terminal.pid, 'SIGKILL');
	await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 10_000);
});

story(
	'a launcher that is killed takes the screen with it, and the shell has its terminal',
	async ({scene}) => {
		scene.needs('bash');
		const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])]);
		account.push(commits.ours);
		account.pass(60);
		const shell = await interactive(scene);
		const file = join(scene.folder(), 'pid');
		const words = `'${process.execPath}' '${program}' ${commits.ours} ${account.flags.join(' ')}`;
		shell.press(`sh -c "echo \\$\\$ >${file}; ${words}; true"`, 'enter');
		await shell.see('▲ GATE');
		process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
		await shell.until('the first screen', () => !shell.alternate());
		expectRestored(shell);
		shell.press('echo "we are" back', 'enter');
		await shell.see(/^we are back$/m);
	},
);

story('Ctrl-c ends the screen while text is typed, too', async ({scene}) => {
	const terminal = await following(scene);
	terminal.press('/', 'q');
	await terminal.see('/q');
	terminal.press('ctrlC');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
});
