import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {readCached, writeCached} from '../../source/cache/cache-file.ts';
import {createCache} from '../../source/commands/cache.ts';
import {busyDay} from '../busy-day.ts';
import {MovedClock} from '../clock.ts';
import {scope as account, commit, minute, noon, run, shas, storeWith} from '../fixtures.ts';

const scope = 'us-west-2';
const {running, failed, done} = busyDay;
const name = running.definition.name;

function cache(file = join(made(), 'pipelines.json')) {
	const clock = new MovedClock(noon);
	return {file, clock, ...createCache({file, scope, clock})};
}

function made(): string {
	const folder = mkdtempSync(join(tmpdir(), 'sluice-cache-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	return folder;
}

/** A store in which past runs of the running pipeline were read. */
function measured(minutes = 9) {
	const store = storeWith([running]);
	const past = run('DeployNightly', 'AnsibleDeployProductionNightly', 'Succeeded', [200, 200 - minutes]);
	const runs = [{...past, execution: 'old'}];
	store.dispatch({kind: 'runs-read', at: noon, scope: account, pipeline: name, runs});
	return store;
}

describe('what a session leaves behind', () => {
	it('is how long things take and how they stood, for the next one', async () => {
		const {keep, load} = cache();
		expect(await load()).toBeNull();
		await keep(measured()).close();
		const remembered = await load();
		expect(remembered?.account).toBe('123456789012');
		expect(remembered?.pipelines).toMatchObject([
			{
				name,
				measuredAt: noon,
				picture: {
					asOf: noon,
					commit: shas.ours,
					standing: 'Running',
					stages: ['Succeeded', 'Succeeded', 'Running', 'NotReached'],
				},
			},
		]);
		expect(remembered?.pipelines[0]?.usual).toContainEqual({
			stage: 'DeployNightly',
			action: 'AnsibleDeployProductionNightly',
			ms: 9 * minute,
			runs: 1,
		});
	});

	it('is written while it runs too, and nothing of it is secret', async () => {
		const {keep, file, clock} = cache();
		const kept = keep(measured());
		await clock.advance(3 * minute);
		const cached = await expectSoon(() => readCached(file, scope));
		expect(JSON.stringify(cached)).not.toMatch(/https?:|arn:|subject|feat/);
		await kept.close();
	});

	it('is of each pipeline what was learned last, whoever learned it', async () => {
		const {keep, file} = cache();
		const other = storeWith([failed, done]);
		await keep(measured()).close();
		await keep(other).close();
		const names = (await readCached(file, scope))?.pipelines.map(each => each.name).sort();
		expect(names).toEqual([done, failed, running].map(({definition}) => definition.name).sort());
		// Who has read no past runs takes nothing away from who has.
		const store = storeWith([running]);
		await keep(store).close();
		const entry = (await readCached(file, scope))?.pipelines.find(each => each.name === name);
		expect(entry?.measuredAt).toBe(noon);
		expect(
			entry?.usual.find(({action}) => action.startsWith('Ansible') && action.endsWith('Nightly'))?.ms,
		).toBe(9 * minute);
	});

	it('forgets another account’s, and leaves all as it was while nothing was listed', async () => {
		const {keep, file} = cache();
		await writeCached(
			file,
			{
				v: 1,
				scope,
				account: '999999999999',
				pipelines: [{name: 'theirs', usedAt: noon, picture: null, usual: [], measuredAt: null}],
			},
			noon,
		);
		const store = storeWith([]);
		const state = store.getState();
		const unlisted = Object.fromEntries(
			Object.entries(state.scopes).map(([id, each]) => [id, {...each, names: null}]),
		);
		await keep({...store, getState: () => ({...state, scopes: unlisted})}).close();
		expect((await readCached(file, scope))?.account).toBe('999999999999');
		await keep(storeWith([done])).close();
		expect(await readCached(file, scope)).toMatchObject({
			account: '123456789012',
			pipelines: [{name: done.definition.name}],
		});
	});

	it('holds no picture of a short commit, and takes none from the future', async () => {
		const {keep, load, file} = cache();
		const store = storeWith([running]);
		store.dispatch({kind: 'commit-tracked', at: noon, commit: commit('abcdef0')});
		await keep(store).close();
		expect((await load())?.pipelines[0]?.picture).toBeNull();
		await keep(storeWith([running])).close();
		const early = createCache({file, scope, clock: new MovedClock(noon - minute)});
		expect((await early.load())?.pipelines[0]?.picture).toBeNull();
	});
});

it('is no matter where it cannot be written', async () => {
	const {keep, load} = cache('/dev/null/sluice/pipelines.json');
	await keep(storeWith([running])).close();
	expect(await load()).toBeNull();
});

async function expectSoon<T>(read: () => Promise<T | null>): Promise<T> {
	for (;;) {
		const found = await read();
		if (found !== null) return found;
	}
}
