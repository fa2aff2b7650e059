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

it('hands text to tmux as it is', async () => {
	await installTmux(0);
	const written: string[] = [];
	expect(await copy(text, {tmux: true}, bytes => written.push(bytes))).toBe('copied to the tmux buffer');
	expect(await readFile(join(folder, 'given'), 'utf8')).toBe(text);
	expect(await readFile(join(folder, 'asked'), 'utf8')).toBe('load-buffer -w -\n');
	expect(written).toEqual([]);
});

it.each([true, false])('asks the terminal where tmux does not take it (inside tmux: %s)', async tmux => {
	await installTmux(1);
	const written: string[] = [];
	expect(await copy(text, {tmux}, bytes => written.push(bytes))).toBe('copied by the terminal (OSC 52)');
	expect(written).toEqual([`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`]);
});

it.each(['javascript:alert(1)', 'file:///etc/passwd', '-x', ''])('opens no link like %j', async link => {
	expect(await openLink(link)).toBeNull();
});
