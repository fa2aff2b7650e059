import {type Dispatch, useEffect, useMemo, useReducer} from 'react';
import type {Sha} from '../source/domain/pipeline.ts';
import {knownCommits, type Reach, reachOf} from '../source/domain/reach.ts';
import {pipelinesOf} from '../source/domain/select.ts';
import type {State} from '../source/domain/state.ts';
import {useDesk} from './desk.ts';
import {type Match, matching} from './matching.ts';
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

export interface Picker {
	readonly picking: Picking;
	readonly step: Dispatch<PickStep>;
	readonly found: readonly Match[];
	/** Position of the selected one; -1 when nothing is found. */
	readonly at: number;
	/** How many there are to choose from. */
	readonly total: number;
	readonly reach: ReadonlyMap<Sha, readonly Reach[]>;
	/** The followed commits. */
	readonly tracked: readonly Sha[];
	/** Whether more may still come: not all that tells of commits has answered. */
	readonly looking: boolean;
}

const scopesIn = ({scopes}: State) => scopes;
const trackedIn = ({tracked}: State) => tracked;

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
	const tracked = useSlice(trackedIn);
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
		tracked: tracked.map(({sha}) => sha),
		looking: Object.values(scopes).every(({lookedAt}) => lookedAt === null),
	};
}

/** The selected commit; by itself the user's newest, and of what was searched the best. */
export function positionOf(found: readonly Match[], {query, selected}: Picking): number {
	const chosen = found.findIndex(({commit}) => commit.sha === selected);
	if (chosen >= 0) return chosen;
	const own = query.trim() === '' ? found.findIndex(({commit}) => commit.mine) : -1;
	return own >= 0 ? own : found.length > 0 ? 0 : -1;
}
