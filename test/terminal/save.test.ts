import {lstat, mkdtemp, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {saveNew} from '../../source/terminal/save.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sluice-'));
});
afterEach(() => rm(folder, {recursive: true}));

it('writes a file for its owner alone, and says where', async () => {
	const file = join(folder, 'build-1.log');
	expect(await saveNew(folder, 'build-1.log', 'one\n')).toBe(`saved ${file}`);
	expect(await readFile(file, 'utf8')).toBe('one\n');
	expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('never writes over a file', async () => {
	const file = join(folder, 'build-1.log');
	await saveNew(folder, 'build-1.log', 'one\n');
	expect(await saveNew(folder, 'build-1.log', 'two\n')).toBe(`not saved, there already: ${file}`);
	expect(await readFile(file, 'utf8')).toBe('one\n');
});

it('stays in its folder whatever a name says', async () => {
	expect(await saveNew(folder, '../../etc/pass wd', 'x')).toBe(`saved ${join(folder, 'pass-wd')}`);
	expect(await saveNew(join(folder, 'gone'), 'x', 'x')).toMatch(
		/^not saved: .*cannot be written \(ENOENT\)$/,
	);
});

it('writes through no link that somebody has laid there', async () => {
	const theirs = join(folder, 'theirs');
	await writeFile(theirs, 'as it was');
	for (const target of [theirs, join(folder, 'nothing')]) {
		const laid = join(folder, 'build-2.log');
		await rm(laid, {force: true});
		await symlink(target, laid);
		expect(await saveNew(folder, 'build-2.log', 'mine')).toBe(`not saved, there already: ${laid}`);
		expect((await lstat(laid)).isSymbolicLink()).toBe(true);
	}
	expect(await readFile(theirs, 'utf8')).toBe('as it was');
	await expect(stat(join(folder, 'nothing'))).rejects.toThrow('ENOENT');
});
