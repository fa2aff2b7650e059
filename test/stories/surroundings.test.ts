import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {buildOf, commits, failing, lane, type StoryAccount} from './account.ts';
import {expectRestored, type Scene, story} from './story.ts';
import {type Options, program, type Terminal} from './terminal.ts';

const size = {columns: 160, rows: 45};
type Env = NonNullable<Options['env']>;

async function opened(scene: Scene): Promise<StoryAccount> {
	const account = await scene.account(
		[lane('l-slasher-pipeline', ['Taiko']), lane('l-indexer-pipeline', ['Taiko'])],
		({pipeline}) => (pipeline === 'l-indexer-pipeline' ? buildOf(1, {failure: failing}) : undefined),
	);
	account.push(commits.ours, 'feat(流): バッチ挿入 🚀 in the order stream (#812)');
	account.pass(60);
	return account;
}

/** The screen on an account with a gate and a failure, and through all its pages. */
async function tour(scene: Scene, env: Env): Promise<Terminal> {
	const terminal = scene.follow(await opened(scene), {...size, env});
	await terminal.see('GATE slasher');
	await terminal.see(/indexer .*Failed/);
	terminal.press('?');
	await terminal.see(/^ help/);
	await terminal.see('waits for approval');
	terminal.press('q', 'enter', 'enter');
	await terminal.see(/relevant: \d/);
	terminal.press('q', 'tab');
	await terminal.see(/^[▌>]. indexer/m);
	return terminal;
}

async function leave(terminal: Terminal): Promise<void> {
	terminal.press('q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expectRestored(terminal);
}

/** The parameters of everything that sets how characters look. */
const looks = (terminal: Terminal) =>
	terminal
		.written()
		.split('\x1b[')
		.slice(1)
		.flatMap(each => /^([\d;]*)m/.exec(each)?.[1] ?? []);
const strings = (terminal: Terminal) => terminal.written().split('\x1b]').slice(1);

story('NO_COLOR: glyphs and words tell all', async ({scene}) => {
	const terminal = await tour(scene, {NO_COLOR: '1'});
	expect(looks(terminal)).toEqual([]);
	expect(terminal.text()).toMatch(/▌✗ indexer .*Failed/);
	expect(terminal.text()).toMatch(/▲ slasher .*Gate/);
	await leave(terminal);
});

story('FORCE_COLOR gives the colours that it names', async ({scene}) => {
	const terminal = await tour(scene, {FORCE_COLOR: '1', NO_COLOR: '1'});
	expect(looks(terminal)).toContain('91');
	await leave(terminal);
});

story.for([{LC_ALL: 'C'}, {LC_ALL: 'POSIX'}, {LANG: 'C'}])('%j: nothing but ASCII', async (env, {scene}) => {
	const terminal = await tour(scene, env);
	expect(terminal.written().match(/[^\0-\x7f]+/g)).toBeNull();
	expect(terminal.text()).toMatch(/>x indexer .*Failed/);
	expect(terminal.text()).toMatch(/\^ slasher .*Gate/);
	terminal.press('c', 'i');
	await terminal.see('follow which commit? i_');
	terminal.press('escape');
	await terminal.see('GATE slasher');
	expect(terminal.overflows()).toBe(false);
	await leave(terminal);
});

story('the console of Linux gets no string that it could print', async ({scene}) => {
	const terminal = await tour(scene, {TERM: 'linux'});
	terminal.press('y');
	await terminal.see('this terminal has no clipboard');
	expect(strings(terminal)).toEqual([]);
	await leave(terminal);
});

story('over ssh without COLORTERM: the colours of TERM, and links are copied', async ({scene}) => {
	const terminal = await tour(scene, {SSH_TTY: '/dev/pts/9', SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22'});
	expect(looks(terminal).filter(look => /[34]8;2/.test(look))).toEqual([]);
	terminal.press('o');
	await terminal.see('over ssh nothing can be opened here: copied by the terminal (OSC 52)');
	const copied = strings(terminal)
		.find(each => each.startsWith('52;c;'))
		?.slice(5)
		.split('\x07')[0];
	expect(Buffer.from(copied ?? '', 'base64').toString()).toMatch(/^https:\/\/us-west-2\.console/);
	await leave(terminal);
});

story.for(['TERM=dumb', 'TERM=', '--unset=TERM'])('%s: lines', async (term, {scene}) => {
	const {flags} = await opened(scene);
	const words = [term, process.execPath, program, commits.ours, ...flags];
	const terminal = scene.below('env', words, size);
	await terminal.until('a line of the gate', () => terminal.joined().includes('READY-TO-APPROVE'));
	await terminal.ended;
	expect(terminal.written()).not.toContain('\x1b');
});

story.for([
	['stdin', '"$@" </dev/null'],
	['stdout', '"$@" | cat'],
] as const)('%s that is no terminal: lines', async ([, script], {scene}) => {
	const {flags} = await opened(scene);
	const words = [process.execPath, program, commits.ours, ...flags];
	const terminal = scene.below('sh', ['-c', script, 'sh', ...words], size);
	await terminal.until('a line of the gate', () => terminal.joined().includes('READY-TO-APPROVE'));
	await terminal.ended;
	expect(terminal.written()).not.toContain('\x1b[?');
});

/** Within another program that is a terminal itself: nothing flickers, and everything is given back. */
async function within(scene: Scene, command: string, args: readonly string[], env: Env = {}): Promise<void> {
	const {flags} = await opened(scene);
	const words = [process.execPath, program, commits.ours, ...flags].map(word => `'${word}'`).join(' ');
	const script = join(scene.folder(), 'start');
	writeFileSync(script, `${words}\necho "left with $?"\nread line\n`);
	const terminal = scene.below(command, [...args, 'sh', script], {...size, env});
	await terminal.see('▲ GATE slasher');
	await terminal.see(/✗ indexer .*Failed/);
	terminal.press('j', 'k', '?');
	await terminal.see(/^ help/);
	terminal.press('q');
	await terminal.see('▲ GATE slasher');
	terminal.resize({columns: 90, rows: 20});
	await terminal.until('the footer in a row further up', text => {
		const rows = text.split('\n');
		return rows.slice(-3).some(row => row.includes('? help')) && !text.includes('help\n ');
	});
	terminal.press('q');
	await terminal.see('left with 0');
	expect(terminal.text()).not.toContain('GATE');
	terminal.press('enter');
	await terminal.ended;
}

story('within tmux', async ({scene}) => {
	scene.needs('tmux');
	const folder = scene.folder();
	const settings = join(folder, 'tmux.conf');
	writeFileSync(settings, 'set -g destroy-unattached on\nset -g status off\nset -g escape-time 0\n');
	await within(scene, 'tmux', ['-S', join(folder, 'socket'), '-f', settings, 'new-session']);
});

story('within GNU screen', async ({scene}) => {
	scene.needs('screen');
	const folder = scene.folder();
	const settings = join(folder, 'screenrc');
	writeFileSync(settings, 'autodetach off\naltscreen on\ndefutf8 on\nstartup_message off\n');
	await within(scene, 'screen', ['-U', '-c', settings], {SCREENDIR: folder});
});
