import {go} from 'fuzzysort';
import {type Dispatch, useEffect, useMemo, useReducer} from 'react';
import type {Commit} from '../source/domain/commit.ts';
import {isSha} from '../source/domain/execution.ts';
import type {Sha} from '../source/domain/pipeline.ts';
import {knownCommits, type Reach, reachOf} from '../source/domain/reach.ts';
import {pipelinesOf} from '../source/domain/select.ts';
import type {State} from '../source/domain/state.ts';
import {useDesk} from './desk.ts';
import {useSlice} from './use-slice.ts';

/** What is typed, and which commit is selected; null: the one that stands there by itself. */
export interface Picking {
	readonly query: string;
	readonly selected: Sha | null;
}

export type PickStep =
	| {readonly kind: 'type'; readonly letter: string}
	| {readonly kind: 'erase'}
	| {readonly kind: 'select'; readonly sha: Sha | null};

export function pick(picking: Picking, step: PickStep): Picking {
	switch (step.kind) {
		case 'type':
			return {query: picking.query + step.letter, selected: null};
		case 'erase':
			return {query: [...picking.query].slice(0, -1).join(''), selected: null};
		case 'select':
			return {...picking, selected: step.sha};
	}
}

/** The commits that a query finds: a pull request by `#812`, a SHA by its beginning, anything else fuzzily, best first. */
export function matching(commits: readonly Commit[], query: string): readonly Commit[] {
	const wanted = query.trim();
	if (wanted === '') return commits;
	const request = /^#(\d+)$/.exec(wanted)?.[1];
	if (request !== undefined) {
		const named = new RegExp(`#${request}(?!\\d)`);
		const begins = new RegExp(`#${request}`);
		const exact = commits.filter(({subject}) => named.test(subject ?? ''));
		return exact.length > 0 ? exact : commits.filter(({subject}) => begins.test(subject ?? ''));
	}
	const sha = wanted.toLowerCase();
	if (/^[0-9a-f]{4,64}$/.test(sha)) {
		const begun = commits.filter(commit => commit.sha.startsWith(sha));
		if (begun.length > 0) return begun;
		if (isSha(sha)) return [{sha, subject: null, author: null, at: null, mine: false}];
	}
	const found = go(wanted, commits, {
		keys: [({subject}) => subject, ({author}) => author],
		limit: 0,
		threshold: 0.2,
	});
	return found.map(({obj}) => obj);
}

export interface Picker {
	readonly picking: Picking;
	readonly step: Dispatch<PickStep>;
	readonly found: readonly Commit[];
	/** Position of the selected one; -1 when nothing is found. */
	readonly at: number;
	/** How many there are to choose from. */
	readonly total: number;
	readonly reach: ReadonlyMap<Sha, readonly Reach[]>;
	/** The followed commit. */
	readonly tracked: Sha | null;
}

const scopesIn = ({scopes}: State) => scopes;

/** The commits to choose from; has the newest ones listed when it opens. */
export function usePicker(): Picker {
	const {send, store} = useDesk();
	const [picking, step] = useReducer(pick, {query: '', selected: null});
	useEffect(() => {
		send({kind: 'list-history'});
	}, [send]);
	const scopes = useSlice(scopesIn);
	const history = useSlice(state => state.history);
	const commits = useSlice(state => state.commits);
	const tracked = useSlice(state => state.tracked[0] ?? null);
	const [all, reach] = useMemo(() => {
		const pipelines = pipelinesOf({...store.getState(), scopes});
		return [knownCommits({history, commits}, pipelines), reachOf(pipelines)];
	}, [store, scopes, history, commits]);
	const found = useMemo(() => matching(all, picking.query), [all, picking.query]);
	return {
		picking,
		step,
		found,
		at: positionOf(found, picking),
		total: all.length,
		reach,
		tracked: tracked?.sha ?? null,
	};
}

/** The selected commit; by itself the user's newest, and of what was searched the best. */
export function positionOf(found: readonly Commit[], {query, selected}: Picking): number {
	const chosen = found.findIndex(({sha}) => sha === selected);
	if (chosen >= 0) return chosen;
	const own = query.trim() === '' ? found.findIndex(({mine}) => mine) : -1;
	return own >= 0 ? own : found.length > 0 ? 0 : -1;
}
