import {useSyncExternalStore} from 'react';
import type {State} from '../source/domain/state.ts';
import {useDesk} from './desk.ts';

/** A branch of the state, or a memoised selection of it; draws again only when that changes. `select` must not make a new object at each call. */
export function useSlice<T>(select: (state: State) => T): T {
	const {store} = useDesk();
	return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}
