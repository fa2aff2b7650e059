import {describe, expect, it} from 'vitest';
import {matching} from '../../hooks/matching.ts';
import {commit, shas} from '../fixtures.ts';

const commits = [
	commit(shas.newer, {subject: 'fix: retry uploads (#8123)'}),
	commit(shas.ours, {subject: 'feat(order-stream): batch inserts (#812)', mine: true}),
	commit(shas.older, {subject: 'Merge pull request #790 from acme/docs', author: 'Robin'}),
];
const shaOf = (query: string) => matching(commits, query).map(({commit: {sha}}) => sha);
/** The matched letters of the first that is found. */
function lettersOf(query: string) {
	const [{commit: found, subject, author, digits} = matching(commits, '')[0] ?? never()] = matching(
		commits,
		query,
	);
	const of = (text: string | null, positions: readonly number[]) => positions.map(at => text?.[at]).join('');
	return {subject: of(found.subject, subject), author: of(found.author, author), digits};
}
function never(): never {
	throw new Error('there is no commit');
}

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

describe('the letters that match', () => {
	it('are none while nothing is typed', () =>
		expect(lettersOf('')).toEqual({subject: '', author: '', digits: 0}));
	it('are those of the query, in subject or author', () => {
		expect(lettersOf('retry').subject).toBe('retry');
		expect(lettersOf('robin').author).toBe('Robin');
	});
	it('are the number of a pull request', () => expect(lettersOf('#812').subject).toBe('#812'));
	it('are the first digits of a SHA', () => expect(lettersOf(shas.ours.slice(0, 5)).digits).toBe(5));
});
