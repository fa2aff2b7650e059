import {describe, expect, it} from 'vitest';
import {matching, pick, positionOf} from '../../hooks/use-picker.ts';
import {commit, shas} from '../fixtures.ts';

const commits = [
	commit(shas.newer, {subject: 'fix: retry uploads (#8123)'}),
	commit(shas.ours, {subject: 'feat(order-stream): batch inserts (#812)', mine: true}),
	commit(shas.older, {subject: 'Merge pull request #790 from acme/docs', author: 'Robin'}),
];
const shaOf = (query: string) => matching(commits, query).map(({sha}) => sha);

describe('what a query finds', () => {
	it('is everything while nothing is typed', () => expect(shaOf(' ')).toHaveLength(3));
	it('is fuzzy in subject and author', () => {
		expect(shaOf('btch insrt')[0]).toBe(shas.ours);
		expect(shaOf('robin')).toEqual([shas.older]);
	});
	it('is a pull request by its number, and those that begin so while it is typed', () => {
		expect(shaOf('#812')).toEqual([shas.ours]);
		expect(shaOf('#81')).toEqual([shas.newer, shas.ours]);
		expect(shaOf('#790')).toEqual([shas.older]);
	});
	it('is a commit by the beginning of its SHA', () =>
		expect(shaOf(shas.ours.slice(0, 7))).toEqual([shas.ours]));
	it('is a whole SHA even when no list has it', () => {
		expect(shaOf('f'.repeat(40))).toEqual(['f'.repeat(40)]);
		expect(shaOf('f'.repeat(12))).toEqual([]);
	});
});

describe('the selection', () => {
	it('stands on the newest own commit, and on the best match of a search', () => {
		expect(positionOf(commits, {query: '', selected: null})).toBe(1);
		expect(positionOf(commits, {query: 'fix', selected: null})).toBe(0);
		expect(positionOf([], {query: 'zzz', selected: null})).toBe(-1);
	});
	it('stays on its commit when others come before, and starts anew with each letter', () => {
		const chosen = pick({query: '', selected: null}, {kind: 'select', sha: shas.older});
		expect(positionOf([commit('f'.repeat(40)), ...commits], chosen)).toBe(3);
		expect(pick(chosen, {kind: 'type', letter: 'x'})).toEqual({query: 'x', selected: null});
	});
	it('loses one letter at a time', () => {
		expect(pick({query: 'ab🚀', selected: null}, {kind: 'erase'}).query).toBe('ab');
	});
});
