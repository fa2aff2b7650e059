import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {statusLine} from '../../source/commands/status-line.ts';
import type {KeptLine} from '../../source/state-file/schema.ts';
import {stateFileIn, writeKept} from '../../source/state-file/state-file.ts';
import {noon, shas} from '../fixtures.ts';

const line: KeptLine = {
	at: noon,
	asOf: noon - 1000,
	interval: 30_000,
	account: '123456789012',
	region: 'us-west-2',
	trouble: null,
	gates: 1,
	failed: 1,
	behind: 0,
	ended: 0,
	running: 2,
	everywhere: false,
	commits: [{sha: shas.ours, subject: 'feat: x'}],
};

async function home(kept: KeptLine | null | undefined, locale = 'C.UTF-8') {
	const root = mkdtempSync(join(tmpdir(), 'sluice-line-'));
	onTestFinished(() => rmSync(root, {recursive: true}));
	const env = {XDG_STATE_HOME: root, LANG: locale, TERM: 'xterm'};
	if (kept !== undefined) await writeKept(stateFileIn(env), {v: 1, followed: {}, line: kept});
	return {
		env,
		plain: (now = noon) => statusLine({json: false}, env, now),
		json: async (now = noon) => JSON.parse(await statusLine({json: true}, env, now)),
	};
}

const unknown = {
	v: 1,
	asOf: null,
	account: null,
	region: null,
	trouble: null,
	line: '?',
	stale: true,
	gates: null,
	failed: null,
	behind: null,
	ended: null,
	running: null,
	commits: [],
};

describe('the status line', () => {
	it('is what the screen wrote down', async () => {
		const {plain, json} = await home(line);
		expect(await plain()).toBe('▲1 ✗1 acfd7c6');
		expect(await json()).toEqual({
			v: 1,
			asOf: '2026-11-21T11:59:59.000Z',
			account: '123456789012',
			region: 'us-west-2',
			trouble: null,
			line: '▲1 ✗1 acfd7c6',
			stale: false,
			gates: 1,
			failed: 1,
			behind: 0,
			ended: 0,
			running: 2,
			commits: [{sha: shas.ours, subject: 'feat: x'}],
		});
	});

	it('is ASCII where nothing else can be shown', async () => {
		expect(await (await home(line, 'C')).plain()).toBe('^1 x1 acfd7c6');
	});

	it('says that Sluice cannot see', async () => {
		const trouble = {kind: 'expired', message: 'expired', renew: null};
		const {plain, json} = await home({...line, trouble});
		expect(await plain()).toBe('! ▲1 ✗1 acfd7c6');
		expect(await json()).toMatchObject({trouble});
	});

	it.each([
		[1000, 90_000],
		[30_000, 90_000],
		[60_000, 180_000],
	])('with looks every %i ms is stale after %i ms', async (interval, limit) => {
		const {plain, json} = await home({...line, interval});
		expect(await plain(noon + limit)).toBe('▲1 ✗1 acfd7c6');
		expect(await plain(noon + limit + 1)).toBe('?');
		expect(await plain(noon - limit - 1), 'of another clock').toBe('?');
		expect(await json(noon + limit + 1)).toMatchObject({line: '?', stale: true, gates: 1});
	});

	it('is unknown without a file, with nothing in it, and with a damaged one', async () => {
		const without = await home(undefined);
		const empty = await home(null);
		const damaged = await home(line);
		writeFileSync(stateFileIn(damaged.env), '{"v":1,');
		for (const {plain, json} of [without, empty, damaged]) {
			expect(await plain()).toBe('?');
			expect(await json()).toEqual(unknown);
		}
	});
});
