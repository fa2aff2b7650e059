import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {commitHistory} from '../../../source/simulator/scenarios/history/commits.ts';

const day = 24 * 3_600_000;
const seeds = fc.integer({min: 0, max: 1_000_000});
const times = fc.integer({min: -60 * day, max: 3 * day});

describe('the history', () => {
	it('is one line of commits with distinct SHAs and rising times and pull requests', () => {
		fc.assert(
			fc.property(seeds, fc.integer({min: 0, max: 5 * day}), (seed, time) => {
				const commits = commitHistory(seed).knownAt(time);
				expect(new Set(commits.map(({sha}) => sha)).size).toBe(commits.length);
				for (const [place, commit] of commits.entries()) {
					const parent = commits[place + 1];
					expect(commit.sha).toMatch(/^[0-9a-f]{40}$/);
					expect(commit.at).toBeLessThanOrEqual(time);
					expect(commit.parents).toEqual(parent === undefined ? [] : [parent.sha]);
					if (parent === undefined) continue;
					expect(commit.at).toBeGreaterThan(parent.at);
					expect(commit.pullRequest).toBeGreaterThan(parent.pullRequest);
				}
			}),
			{numRuns: 20},
		);
	});

	it('is the same for the same seed, in whatever order it is asked', () => {
		fc.assert(
			fc.property(seeds, times, times, (seed, one, other) => {
				const asked = commitHistory(seed);
				asked.knownAt(one);
				expect(asked.knownAt(other)).toEqual(commitHistory(seed).knownAt(other));
			}),
			{numRuns: 30},
		);
		expect(commitHistory(1).tracked.sha).not.toBe(commitHistory(2).tracked.sha);
	});

	it('knows which commit contains which, as far as they are pushed', () => {
		const history = commitHistory(5);
		const [older, tracked, next] = [history.entry(-3), history.tracked, history.entry(1)];
		expect(history.contains(tracked.sha, older.sha, 0)).toBe(true);
		expect(history.contains(older.sha, tracked.sha, 0)).toBe(false);
		expect(history.contains(tracked.sha, tracked.sha, 0)).toBe(true);
		expect(history.contains(next.sha, tracked.sha, next.at - 1)).toBe(false);
		expect(history.contains(next.sha, tracked.sha, next.at)).toBe(true);
		expect(history.contains('f'.repeat(40), tracked.sha, day)).toBe(false);
	});

	it('tells its tracked commit, pushed just before the start', () => {
		const {tracked, knownAt, find} = commitHistory(1);
		expect(tracked.subject).toBe('feat(order-stream): batch inserts (#812)');
		expect(knownAt(0)[0]).toBe(tracked);
		expect(knownAt(0).length).toBe(26);
		expect(find(tracked.sha, 0)).toBe(tracked);
		expect(find(tracked.sha, tracked.at - 1)).toBeUndefined();
	});

	it('never ends', () => {
		const {knownAt} = commitHistory(1);
		expect(knownAt(2 * day).length - knownAt(day).length).toBeGreaterThan(60);
	});
});
