import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {Kept} from '../../source/state-file/schema.ts';
import {nothingKept, readKept, stateFileIn, writeKept} from '../../source/state-file/state-file.ts';
import {noon, shas} from '../fixtures.ts';

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), 'sluice-state-'));
	onTestFinished(() => {
		chmodSync(made, 0o700);
		rmSync(made, {recursive: true});
	});
	return made;
}

const kept: Kept = {
	v: 1,
	followed: {'us-west-2': [{sha: shas.ours, subject: 'feat: été'}]},
	line: {
		at: noon,
		asOf: null,
		interval: 30_000,
		account: null,
		region: 'us-west-2',
		trouble: {kind: 'expired', message: 'expired', renew: 'aws sso login'},
		gates: 1,
		failed: 0,
		behind: 0,
		ended: 0,
		running: 0,
		everywhere: false,
		commits: [{sha: shas.ours, subject: null}],
	},
};

describe('the place of the state file', () => {
	it.each([
		[{HOME: '/home/ada'}, '/home/ada/.local/state/sluice/state.json'],
		[{HOME: '/home/ada', XDG_STATE_HOME: '/var/state'}, '/var/state/sluice/state.json'],
		[{HOME: '/home/ada', XDG_STATE_HOME: 'state'}, '/home/ada/.local/state/sluice/state.json'],
		[{HOME: '/home/ada', XDG_STATE_HOME: ''}, '/home/ada/.local/state/sluice/state.json'],
	])('in %j is %s', (env, file) => {
		expect(stateFileIn(env)).toBe(file);
	});
});

describe('the state file', () => {
	it('is read as it was written, and is its owner’s alone', async () => {
		const file = join(folder(), 'a', 'sluice', 'state.json');
		expect(await readKept(file)).toEqual({kind: 'none'});
		await writeKept(file, nothingKept);
		await writeKept(file, kept);
		expect(await readKept(file)).toEqual({kind: 'kept', kept});
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
		expect(readdirSync(dirname(file))).toEqual(['state.json']);
	});

	it('is whole for whoever reads while it is written', async () => {
		const file = join(folder(), 'state.json');
		await writeKept(file, kept);
		let writing = true;
		const writes = (async () => {
			for (let i = 0; i < 50; i++) await writeKept(file, kept);
			writing = false;
		})();
		while (writing) expect((await readKept(file)).kind).toBe('kept');
		await writes;
	});

	it('stays as it was when a new one cannot be written', async () => {
		const file = join(folder(), 'state.json');
		mkdirSync(file);
		await expect(writeKept(file, kept)).rejects.toThrow();
		expect(readdirSync(dirname(file)), 'no draft is left').toEqual(['state.json']);
	});

	it('is never written through what lies in its way', async () => {
		const made = folder();
		const file = join(made, 'state.json');
		writeFileSync(join(made, 'precious'), 'precious');
		symlinkSync(join(made, 'precious'), `${file}.${process.pid}`);
		await writeKept(file, kept);
		expect(readFileSync(join(made, 'precious'), 'utf8')).toBe('precious');
		expect((await readKept(file)).kind).toBe('kept');
	});

	it('is cleaned when it is read', async () => {
		const file = join(folder(), 'state.json');
		const trap = '\u001b]2;owned\u0007feat\u202e';
		await writeKept(file, {...kept, followed: {x: [{sha: shas.ours, subject: trap}]}});
		expect(await readKept(file)).toMatchObject({kept: {followed: {x: [{subject: 'feat'}]}}});
	});
});

describe('what is no state file', () => {
	it.each([
		['', 'is damaged'],
		['{"v":1,"follo', 'is damaged'],
		['null', 'is damaged'],
		['[]', 'is damaged'],
		['{"v":0}', 'is damaged'],
		['{"v":"2"}', 'is damaged'],
		['{"v":1,"followed":{"x":[{"sha":"../../x","subject":null}]},"line":null}', 'is damaged'],
		[JSON.stringify({...kept, line: {...kept.line, gates: -1}}), 'is damaged'],
		[JSON.stringify({...kept, line: {...kept.line, asOf: 1e300}}), 'is damaged'],
		['{"v":2,"anything":true}', 'was written by a newer Sluice'],
		['x'.repeat(1_000_001), 'is no file of Sluice'],
	])('%.60j %s', async (text, why) => {
		const file = join(folder(), 'state.json');
		writeFileSync(file, text);
		expect(await readKept(file)).toEqual({kind: 'unusable', why});
		expect(existsSync(file)).toBe(true);
	});

	it('may be a folder or a device', async () => {
		const made = folder();
		expect(await readKept(made)).toEqual({kind: 'unusable', why: 'is no file of Sluice'});
		symlinkSync('/dev/zero', join(made, 'zero'));
		expect(await readKept(join(made, 'zero'))).toMatchObject({kind: 'unusable'});
	});
});
