import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {createPast} from '../../source/commands/past.ts';
import {busyDay} from '../busy-day.ts';
import {MovedClock} from '../clock.ts';
import {look, minute, noon, storeWith} from '../fixtures.ts';

const {atGate, done, failed} = busyDay;
const hour = 60 * minute;

function past({
	scope = 'us-west-2',
	file,
	at = noon,
}: {
	readonly scope?: string;
	readonly file?: string;
	readonly at?: number;
} = {}) {
	const root = mkdtempSync(join(tmpdir(), 'sluice-past-'));
	onTestFinished(() => rmSync(root, {recursive: true}));
	const said: string[] = [];
	const made = file ?? join(root, 'sluice', 'happened.json');
	const clock = new MovedClock(at);
	return {
		file: made,
		said,
		clock,
		...createPast({file: made, scope, clock, complain: sentence => said.push(sentence)}),
	};
}

const wordsOf = (told: readonly {readonly pipeline: string | null; readonly text: string}[]) =>
	told.map(({pipeline, text}) => [pipeline ?? '', text].join(' ').trim());

/** A screen's whole life. */
async function live(one: ReturnType<typeof past>, plans: Parameters<typeof storeWith>[0]) {
	await one.before();
	await one.keep(storeWith(plans)).close();
}

describe('what happened', () => {
	it('is known to the next screen, in its own words', async () => {
		const first = past();
		await live(first, [failed, atGate]);
		const told = await past({file: first.file}).before();
		expect(wordsOf(told)).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^l-indexer-pipeline failed in DeployStaging\/Taiko/),
				'l-order-stream-pipeline gate opened',
			]),
		);
		expect(told.every(({at}) => at <= noon)).toBe(true);
	});

	it('is told once, however often the program is started anew', async () => {
		const first = past();
		await live(first, [failed]);
		const before = await past({file: first.file}).before();
		for (const at of [noon + 1000, noon + minute]) await live(past({file: first.file, at}), [failed]);
		expect(await past({file: first.file, at: noon + minute}).before()).toEqual(before);
	});

	it('tells when the program was not running, and for how long', async () => {
		const first = past();
		await live(first, [failed]);
		const later = past({file: first.file, at: noon + 3 * hour});
		const pause = (await later.before()).find(({look}) => look === 'pause');
		expect(pause).toMatchObject({at: noon, text: 'not running 3h00m', pipeline: null});
		await later.keep(storeWith([failed])).close();
		const again = await past({file: first.file, at: noon + 3 * hour + 5000}).before();
		expect(again.filter(({look}) => look === 'pause')).toHaveLength(1);
	});

	it('counts no pause while another screen runs on the same scope, and keeps what both told', async () => {
		const [one, other] = [past(), past()];
		const two = past({file: one.file, at: noon});
		await Promise.all([one.before(), two.before(), other.before()]);
		await one.keep(storeWith([failed])).close();
		await two.keep(storeWith([atGate])).close();
		const told = await past({file: one.file, at: noon + minute}).before();
		expect(new Set(told.map(({pipeline}) => pipeline)).size).toBe(2);
		expect(told.some(({look}) => look === 'pause')).toBe(false);
	});

	it('is written again while nothing happens, so that a crash is not taken for a long absence', async () => {
		const one = past();
		const kept = one.keep(storeWith([failed]));
		await vi.waitFor(async () => {
			await one.clock.advance(minute);
			const {scopes} = JSON.parse(readFileSync(one.file, 'utf8'));
			expect(scopes['us-west-2'].until).toBeGreaterThan(noon + 5 * minute);
		});
		await kept.close();
	});

	it('of other accounts and regions stays apart', async () => {
		const west = past();
		await live(west, [failed]);
		const east = past({scope: 'us-east-1', file: west.file});
		expect(await east.before()).toEqual([]);
		await live(east, [done]);
		expect(wordsOf(await west.before())[0]).toContain('l-indexer-pipeline');
	});
});

describe('the file', () => {
	it('is its owner’s alone, and says its version', async () => {
		const one = past();
		await live(one, [failed]);
		expect(statSync(one.file).mode & 0o777).toBe(0o600);
		expect(JSON.parse(readFileSync(one.file, 'utf8'))).toMatchObject({v: 1});
	});

	it('stays bounded', async () => {
		const one = past();
		for (let day = 0; day < 40; day++) {
			const screen = past({file: one.file, at: noon + day * 24 * hour, scope: `scope-${day % 20}`});
			await screen.before();
			const store = storeWith([failed]);
			for (let time = 0; time < 60; time++) {
				const at = noon + day * 24 * hour + time * minute;
				const trouble = {
					kind: 'unreachable',
					name: 'Unreachable',
					message: 'x'.repeat(5000),
					hint: null,
					operation: 'GetPipelineState',
					since: at,
					retryAt: null,
				} as const;
				store.dispatch({kind: 'scope-unread', at, scope: '123456789012/us-west-2', trouble});
				store.dispatch({kind: 'scope-answered', at, scope: '123456789012/us-west-2'});
				look(store, failed, at);
			}
			await screen.keep(store).close();
		}
		expect(statSync(one.file).size).toBeLessThan(1_000_000);
		expect((await past({file: one.file, scope: 'scope-19'}).before()).length).toBeLessThanOrEqual(301);
	});

	it.each([
		['of somebody else', 'hello', 'is damaged'],
		['cut off', '{"v":1,"scopes":{"us-west-2":{"until":1,', 'is damaged'],
		['of a newer version', '{"v":2}', 'was written by a newer Sluice'],
		['with what is no time', '{"v":1,"scopes":{"us-west-2":{"until":"now","told":[]}}}', 'is damaged'],
	])('%s is left out, said once, and written anew', async (_, content, why) => {
		const one = past();
		mkdirSync(dirname(one.file), {recursive: true});
		writeFileSync(one.file, content);
		expect(await one.before()).toEqual([]);
		await one.keep(storeWith([failed])).close();
		expect(one.said).toEqual([`${one.file} ${why}: it is left out, and written anew`]);
		expect((await past({file: one.file}).before()).length).toBeGreaterThan(0);
	});

	it('holds nothing that a terminal obeys', async () => {
		const one = past();
		await live(one, [failed]);
		const text = readFileSync(one.file, 'utf8').replaceAll('failed in', 'failed \\u001b[31m in');
		writeFileSync(one.file, text);
		const told = await past({file: one.file}).before();
		expect(JSON.stringify(told)).not.toContain('\\u001b');
	});

	it('holds no secrets', async () => {
		const one = past();
		const store = storeWith([failed]);
		store.dispatch({
			kind: 'scope-unread',
			at: noon,
			scope: '123456789012/us-west-2',
			trouble: {
				kind: 'broken',
				name: 'X',
				message: 'password=hunter2hunter2 was refused',
				hint: null,
				operation: null,
				since: noon,
				retryAt: null,
			},
		});
		await one.before();
		await one.keep(store).close();
		const written = readFileSync(one.file, 'utf8');
		expect(written).toContain('was refused');
		expect(written).not.toContain('hunter2');
	});

	it('that cannot be written is said, and nothing else', async () => {
		const one = past({file: '/proc/sluice/happened.json'});
		await live(one, [failed]);
		expect(one.said).toEqual([
			expect.stringMatching(/cannot be written \(\w+\): the next start will not know/),
		]);
	});
});
