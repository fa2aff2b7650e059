import {expect, it} from 'vitest';
import {announcementsOf, bannerRows} from '../../components/banner-rows.ts';
import {columnsOf, pipelineRow} from '../../components/list-rows.ts';
import {isStale} from '../../components/stale.ts';
import {followsOf} from '../../source/domain/select.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {named} from '../../source/wording/words.ts';
import {busyDay} from '../busy-day.ts';
import {scope as id, minute, noon, shas, storeWith} from '../fixtures.ts';

const store = storeWith([busyDay.running]);

function staleAfter(ms: number, every?: number): boolean {
	const {tracked, scopes} = store.getState();
	const [commit] = tracked;
	const [follow] = commit === undefined ? [] : followsOf(store.getState(), commit);
	const scope = scopes[id];
	if (follow === undefined || scope === undefined) throw new Error('nothing is followed');
	return isStale(follow, {...scope, ...(every === undefined ? {} : {every})}, (follow.asOf ?? 0) + ms);
}

it('is what is older than two looks, as often as they are planned', () => {
	expect(staleAfter(minute)).toBe(false);
	expect(staleAfter(minute + 6000)).toBe(true);
	expect(staleAfter(2 * minute, minute)).toBe(false);
	expect(staleAfter(2 * minute + 6000, minute)).toBe(true);
	const [name = ''] = store.getState().scopes[id]?.names ?? [];
	const at = store.getState().now;
	store.dispatch({kind: 'looked', at, scope: id, pipeline: name, refused: null, every: 2 * minute});
	expect(staleAfter(4 * minute)).toBe(false);
	expect(staleAfter(4 * minute + 6000)).toBe(true);
});

const cut = {
	kind: 'unreachable',
	name: 'ECONNREFUSED',
	operation: 'GetPipelineState',
	message: 'refused',
	hint: null,
	since: noon,
	retryAt: null,
} as const;

/** The connection is cut; one pipeline has failed, one is done, one runs, planned to be looked at as often as these are. */
function blind() {
	const all = storeWith([busyDay.failed, busyDay.done, busyDay.running]);
	const names = all.getState().scopes[id]?.names ?? [];
	for (const [index, name] of names.entries())
		all.dispatch({
			kind: 'looked',
			at: noon,
			scope: id,
			pipeline: name,
			refused: null,
			every: (1 + 5 * index) * 30_000,
		});
	all.dispatch({kind: 'scope-unread', at: noon, scope: id, trouble: cut});
	for (const name of names)
		all.dispatch({kind: 'pipeline-unread', at: noon, scope: id, pipeline: name, trouble: cut});
	const state = all.getState();
	const follows = state.tracked.flatMap(commit => followsOf(state, commit));
	return {follows, isOld: (ms: number) => follows.map(each => isStale(each, state.scopes[id], noon + ms))};
}

it('is everything at once where nothing can be seen, however seldom some of it is looked at', () => {
	const {isOld} = blind();
	expect(isOld(minute)).toEqual([false, false, false]);
	expect(isOld(minute + 6000)).toEqual([true, true, true]);
});

it('is said of failures in the banner as of gates', () => {
	const {follows} = blind();
	const rows = (stale: boolean) =>
		bannerRows(announcementsOf(follows, shas.ours), {
			theme: createTheme({level: 0, unicode: true}),
			columns: 120,
			rows: 3,
			selected: null,
			lit: false,
			now: noon + 2 * minute,
			alsoAsk: null,
			shorten: name => name,
			describe: named,
			link: () => '',
			others: () => null,
			isStale: () => stale,
		});
	expect(rows(true)[0]).toMatch(/^✗ FAILED l-indexer-pipeline · as of \d\d:\d\d · DeployStaging/);
	expect(rows(false)[0]).not.toContain('as of');
});

it.each([
	[46, 'Running   as of 2m ago', null],
	[46, 'Running  as of 2h10m', '2h10m'],
	[90, 'as of 2m ago · DeployNightly', null],
])('stands in a row of %d columns, without the trouble that the header tells', (columns, words, age) => {
	const theme = createTheme({level: 0, unicode: true});
	const follow = blind().follows.find(({standing}) => standing.kind === 'Running');
	if (follow === undefined) throw new Error('nothing runs');
	const view = {shorten: () => 'prover-ansible', leftOf: () => null};
	const widths = {...columnsOf([follow], view, columns), ...(columns < 90 ? {left: 8, name: 10} : {})};
	const row = pipelineRow(
		follow,
		widths,
		columns,
		{selected: false, active: false, age: age ?? '2m', common: true},
		{...view, theme, describe: named},
	);
	expect(row.replace(/ +/g, ' ')).toContain(words.replace(/ +/g, ' '));
	expect(row).not.toContain('AWS');
});
