import {expect, it} from 'vitest';
import {isStale} from '../../components/stale.ts';
import {followsOf} from '../../source/domain/select.ts';
import {busyDay} from '../busy-day.ts';
import {scope as id, minute, storeWith} from '../fixtures.ts';

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
