import {describe, expect, it} from 'vitest';
import {matching} from '../../hooks/matching.ts';
import {pick, positionOf} from '../../hooks/use-picker.ts';
import {commit, shas} from '../fixtures.ts';

const commits = matching([commit(shas.newer), commit(shas.ours, {mine: true}), commit(shas.older)], '');

describe('the selection', () => {
	it('stands on the newest own commit, and on the best match of a search', () => {
		expect(positionOf(commits, {query: '', selected: null})).toBe(1);
		expect(positionOf(commits, {query: 'fix', selected: null})).toBe(0);
		expect(positionOf([], {query: 'zzz', selected: null})).toBe(-1);
	});
	it('stays on its commit when others come before, and starts anew with each letter', () => {
		const chosen = pick({query: '', selected: null}, {kind: 'select', sha: shas.older});
		expect(positionOf([...matching([commit('f'.repeat(40))], ''), ...commits], chosen)).toBe(3);
		expect(pick(chosen, {kind: 'type', letter: 'x'})).toEqual({query: 'x', selected: null});
	});
	it('loses one letter at a time', () => {
		expect(pick({query: 'ab🚀', selected: null}, {kind: 'erase'}).query).toBe('ab');
	});
});
