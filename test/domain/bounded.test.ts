import {describe, expect, it} from 'vitest';
import type {Execution} from '../../source/domain/execution.ts';
import {withoutOldest} from '../../source/domain/listing.ts';
import {reduce} from '../../source/domain/reduce.ts';
import {searchedFor} from '../../source/domain/search.ts';
import {emptyState, type State} from '../../source/domain/state.ts';
import {commit, ours, Watcher} from './watcher.ts';

const shaOf = (n: number) => n.toString(16).padStart(40, '0');

function execution(n: number, sha = shaOf(n)): Execution {
	return {
		id: `e${n}`,
		status: 'Succeeded',
		said: 'Succeeded',
		startedAt: n * 1000,
		updatedAt: n * 1000,
		revisions: [{action: 'Source', sha, subject: null}],
		rollback: false,
		stopReason: null,
	};
}

describe('a long list of executions', () => {
	const executions = Array.from({length: 120}, (_, n) => execution(120 - n));
	const page = {at: 0, executions: executions.slice(0, 50), newest: true, next: 'older'};
	const listing = {executions, executionsAt: 0, older: 'much older'};
	const none = () => false;

	it('loses its oldest, and is read on from behind the newest page', () => {
		const after = withoutOldest(listing, page, none, none);
		expect(after.executions).toEqual(executions.slice(0, 50));
		expect(after.older).toBe('older');
	});

	it('keeps what is followed with all that came after it', () => {
		const after = withoutOldest(listing, page, ({id}) => id === 'e20', none);
		expect(after.executions.at(-1)?.id).toBe('e20');
		expect(after.executions).toHaveLength(101);
	});

	it('keeps what is shown, without pretending that it was read so far back', () => {
		const after = withoutOldest(listing, page, none, ({id}) => id === 'e20');
		expect(after.executions.slice(50)).toMatchObject([{id: 'e20', startedAt: null}]);
		const pipeline = {...new Watcher().pipeline, ...after};
		expect(searchedFor(pipeline, commit(ours, {at: 30_000}))).toBe(false);
	});

	it('stays as it is while no older page could be read again, or nothing would go', () => {
		expect(withoutOldest(listing, {...page, next: null}, none, none)).toBe(listing);
		expect(
			withoutOldest({...listing, executions: executions.slice(0, 72)}, page, none, none).executions,
		).toHaveLength(72);
	});
});

describe('a commit that no execution runs', () => {
	const pages = [0, 50].map((from, index) => ({
		kind: 'executions-read' as const,
		at: 0,
		scope: 's',
		pipeline: 'p',
		executions: Array.from({length: 50}, (_, n) => execution(1000 - from - n)),
		newest: index === 0,
		next: `${index}`,
	}));
	const [newest, older] = pages;

	it.each([
		[910_000, 91],
		[990_000, 50],
	])('is not searched for again once it was: back to %i ms with %i executions', (started, kept) => {
		const at = started + 3_600_001;
		let state = reduce(emptyState, {kind: 'scope-opened', at: 0, scope: 's', region: 'r', interval: 1});
		state = reduce(state, {kind: 'pipelines-listed', at: 0, scope: 's', names: ['p']});
		state = reduce(state, {kind: 'commit-tracked', at: 0, commit: commit(ours, {at})});
		for (const page of [newest, older, newest]) if (page !== undefined) state = reduce(state, page);
		const pipeline = state.scopes.s?.pipelines.p;
		expect(pipeline !== undefined && searchedFor(pipeline, commit(ours, {at}))).toBe(true);
		expect(pipeline?.executions.length).toBe(kept);
	});
});

describe('a state that lives for long', () => {
	function told(rounds: number): State {
		const events = Array.from({length: rounds}, (_, n) => n);
		let state = reduce(emptyState, {kind: 'scope-opened', at: 0, scope: 's', region: 'r', interval: 1});
		state = reduce(state, {kind: 'pipelines-listed', at: 0, scope: 's', names: ['p']});
		state = reduce(state, {kind: 'commit-tracked', at: 0, commit: commit()});
		const about = {at: 0, scope: 's', pipeline: 'p'} as const;
		for (const n of events) {
			const known = {kind: 'ancestry-known', at: 0, answer: 'lacks'} as const;
			state = reduce(state, {...known, descendant: shaOf(n), ancestor: shaOf(n + 1)});
			if (n < 10) state = reduce(state, {...known, descendant: shaOf(n), ancestor: ours});
			state = reduce(state, {...about, kind: 'given-up', sha: shaOf(n)});
			state = reduce(state, {...about, kind: 'concern-known', sha: shaOf(n), apart: 'paths'});
		}
		return state;
	}

	it('forgets what it knew of commits that nobody follows any more', () => {
		const {ancestry, scopes} = told(3000);
		expect(Object.keys(ancestry).length).toBeLessThanOrEqual(1010);
		expect(Object.keys(ancestry).filter(key => key.endsWith(ours))).toHaveLength(10);
		expect(scopes.s?.pipelines.p?.givenUp).toHaveLength(200);
		expect(Object.keys(scopes.s?.pipelines.p?.apart ?? {})).toHaveLength(200);
	});
});
