import {useSyncExternalStore} from 'react';
import type {State} from '../source/domain/state.ts';
import {useDesk} from './desk.ts';
import {useSeen} from './seen.ts';

/** A branch of the state, or a memoised selection of it; draws again only when that changes. `select` must not make a new object at each call. */
export function useSlice<T>(select: (state: State) => T): T {
	const {store} = useDesk();
	const seen = useSeen();
	return useSyncExternalStore(seen ? store.subscribe : toNothing, () => select(store.getState()));
}

/** Whoever is not seen need not hear of changes: he takes in the state when he is seen again. */
const toNothing = () => () => {};
