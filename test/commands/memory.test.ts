import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {createMemory} from '../../source/commands/memory.ts';
import type {Kept} from '../../source/state-file/schema.ts';
import {readKept} from '../../source/state-file/state-file.ts';
import {busyDay} from '../busy-day.ts';
import {MovedClock} from '../clock.ts';
import {commit, look, minute, noon, type PipelinePlan, shas, storeWith} from '../fixtures.ts';

function memory(scope = 'us-west-2', given?: string) {
	const root = mkdtempSync(join(tmpdir(), 'sluice-memory-'));
	onTestFinished(() => rmSync(root, {recursive: true}));
	const file = given ?? join(root, 'sluice', 'state.json');
	const said: string[] = [];
	const clock = new MovedClock(noon);
	const read = async (): Promise<Kept | null> => {
		const found = await readKept(file);
		return found.kind === 'kept' ? found.kept : null;
	};
	const made = createMemory({file, scope, clock, complain: sentence => said.push(sentence)});
	return {file, said, clock, read, ...made};
}

const {atGate, done, failed, running} = busyDay;
const subject = 'feat(order-stream): batch inserts (#812)';
const approvedAndDone: PipelinePlan = {
	...done,
	definition: {...done.definition, name: atGate.definition.name},
};

describe('what a screen leaves behind', () => {
	it('is the commit that is not settled, for the next one', async () => {
		const {keep, followedBefore} = memory();
		expect(await followedBefore()).toEqual([]);
		await keep(storeWith([atGate, done])).close();
		expect(await followedBefore()).toEqual([{sha: shas.ours, subject, author: null, at: null, mine: false}]);
	});

	it('is nothing of a commit that is settled', async () => {
		const {file, keep} = memory();
		await keep(storeWith([atGate])).close();
		const {keep: again, followedBefore} = memory('us-west-2', file);
		await again(storeWith([done, failed])).close();
		expect(await followedBefore()).toEqual([]);
	});

	it('stays when the next screen follows nothing', async () => {
		const {keep, followedBefore} = memory();
		const store = storeWith([atGate]);
		await keep(store).close();
		const {tracked: _, ...state} = store.getState();
		await keep({...store, getState: () => ({...state, tracked: []})}).close();
		expect(await followedBefore()).toHaveLength(1);
	});

	it('is kept apart from what other scopes follow, the newest line counts', async () => {
		const west = memory('us-west-2');
		const east = memory('us-east-1', west.file);
		await west.keep(storeWith([atGate])).close();
		const store = storeWith([running]);
		store.dispatch({kind: 'commit-tracked', at: noon, commit: commit(shas.newer)});
		await east.keep(store).close();
		expect((await west.followedBefore()).map(({sha}) => sha)).toEqual([shas.ours]);
		expect((await east.followedBefore()).map(({sha}) => sha)).toEqual([shas.newer]);
		expect((await west.read())?.line?.commits[0]?.sha).toBe(shas.newer);
	});

	it('names whole commits only', async () => {
		const {keep, followedBefore} = memory();
		const store = storeWith([]);
		store.dispatch({kind: 'commit-tracked', at: noon, commit: commit('abcdef0')});
		await keep(store).close();
		expect(await followedBefore()).toEqual([]);
	});
});

describe('what the status line is told', () => {
	it('is written when something changed, and else once in every interval', async () => {
		const {clock, keep, read} = memory();
		const store = storeWith([atGate]);
		const kept = keep(store);
		const gates = async () => {
			const line = (await read())?.line;
			return line === undefined || line === null ? null : [line.gates, line.at - noon];
		};
		await vi.waitFor(async () => expect(await gates()).toEqual([1, 0]));
		await clock.advance(2000);
		look(store, approvedAndDone);
		await vi.waitFor(() => expect(clock.sleeping).toBe(1));
		await clock.advance(2000);
		await vi.waitFor(async () => expect(await gates()).toEqual([0, 4000]));
		await vi.waitFor(() => expect(clock.sleeping).toBe(1));
		look(store, approvedAndDone, noon + minute);
		for (let turn = 0; turn < 14; turn++) {
			await clock.advance(2000);
			await vi.waitFor(() => expect(clock.sleeping).toBe(1));
		}
		expect(await gates(), 'not before the interval is over').toEqual([0, 4000]);
		await clock.advance(2000);
		await vi.waitFor(async () => expect(await gates()).toEqual([0, 34_000]));
		await kept.close();
		expect(clock.sleeping).toBe(0);
	});

	it('holds the account, the last look and what cannot be seen', async () => {
		const {keep, read} = memory();
		const store = storeWith([atGate]);
		const trouble = {kind: 'expired', name: 'X', message: 'expired', hint: 'aws sso login'} as const;
		store.dispatch({
			kind: 'scope-unread',
			at: noon + minute,
			scope: '123456789012/us-west-2',
			trouble: {...trouble, operation: null, since: noon + minute, retryAt: null},
		});
		await keep(store).close();
		expect((await read())?.line).toMatchObject({
			asOf: noon,
			interval: 30_000,
			account: '123456789012',
			region: 'us-west-2',
			trouble: {kind: 'expired', message: 'expired', renew: 'aws sso login'},
			gates: 1,
			commits: [{sha: shas.ours, subject}],
		});
	});
});

describe('a state file that cannot be used', () => {
	it.each([
		['{', /state\.json is damaged: it is left out, and written anew/],
		['{"v":2}', /state\.json was written by a newer Sluice/],
	])('%s is said once and overwritten', async (text, sentence) => {
		const {file, said, keep, followedBefore, read} = memory();
		mkdirSync(join(file, '..'));
		writeFileSync(file, text);
		expect(await followedBefore()).toEqual([]);
		expect(await followedBefore()).toEqual([]);
		await keep(storeWith([atGate])).close();
		expect(said).toEqual([expect.stringMatching(sentence)]);
		expect((await read())?.line?.gates).toBe(1);
	});

	it('stops nothing, and is said once, when it cannot be written', async () => {
		const {clock, said, keep} = memory('us-west-2', '/proc/nowhere/state.json');
		const store = storeWith([atGate]);
		const kept = keep(store);
		await vi.waitFor(() => expect(said).toHaveLength(1));
		for (let turn = 0; turn < 20; turn++) await clock.advance(2000);
		await kept.close();
		expect(said).toEqual([
			expect.stringMatching(/^\/proc\/nowhere\/state\.json cannot be written \(\w+\): /),
		]);
		expect(() => statSync('/proc/nowhere')).toThrow();
	});
});
