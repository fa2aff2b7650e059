import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {copy} from '../../source/terminal/clipboard.ts';
import {openLink} from '../../source/terminal/open-link.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sluice-'));
	vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
});
afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(folder, {recursive: true});
});

/** A tmux that keeps what it is given, or refuses it. */
async function installTmux(status: number): Promise<void> {
	const file = join(folder, 'tmux');
	await writeFile(file, `#!/bin/sh\necho "$@" > ${folder}/asked\ncat > ${folder}/given\nexit ${status}\n`);
	await chmod(file, 0o755);
}

const text = 'https://example.com/?a=1&b="2"; rm -rf $HOME\n';

const inside = (tmux: boolean) => ({tmux, screen: false, strings: true});

it('hands text to tmux as it is', async () => {
	await installTmux(0);
	const written: string[] = [];
	expect(await copy(text, inside(true), bytes => written.push(bytes))).toBe('copied to the tmux buffer');
	expect(await readFile(join(folder, 'given'), 'utf8')).toBe(text);
	expect(await readFile(join(folder, 'asked'), 'utf8')).toBe('load-buffer -w -\n');
	expect(written).toEqual([]);
});

it.each([true, false])('asks the terminal where tmux does not take it (inside tmux: %s)', async tmux => {
	await installTmux(1);
	const written: string[] = [];
	expect(await copy(text, inside(tmux), bytes => written.push(bytes))).toBe(
		'copied by the terminal (OSC 52)',
	);
	expect(written).toEqual([`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`]);
});

it('hands the sequence through GNU screen in pieces that it takes', async () => {
	const written: string[] = [];
	await copy('x'.repeat(600), {tmux: false, screen: true, strings: true}, bytes => written.push(bytes));
	const pieces = written.join('').split('\x1b\\').slice(0, -1);
	expect(pieces.every(piece => piece.startsWith('\x1bP') && piece.length <= 254)).toBe(true);
	const whole = pieces.map(piece => piece.slice(2)).join('');
	expect(whole).toBe(`\x1b]52;c;${Buffer.from('x'.repeat(600)).toString('base64')}\x07`);
});

it('writes nothing to a terminal that would print it', async () => {
	const written: string[] = [];
	expect(await copy(text, {tmux: false, screen: false, strings: false}, bytes => written.push(bytes))).toBe(
		'this terminal has no clipboard: v lists the whole links',
	);
	expect(written).toEqual([]);
});

it.each(['javascript:alert(1)', 'file:///etc/passwd', '-x', ''])('opens no link like %j', async link => {
	expect(await openLink(link)).toBeNull();
});
