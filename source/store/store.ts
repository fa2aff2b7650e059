import {createStore as createVanilla, type StoreApi} from 'zustand/vanilla';
import {advance} from '../domain/advance.ts';
import type {Event} from '../domain/event.ts';
import {emptyState, type State} from '../domain/state.ts';

/** The one place where the state lives; the live screen, the lines and the JSON all listen to it. */
export interface Store {
	getState(): State;
	/** Tells of a fact. Listeners hear of it only when it changed something. */
	dispatch(event: Event): void;
	/** Returns what ends the listening. */
	subscribe(listener: (state: State, before: State) => void): () => void;
}

export function createStore(initial: State = emptyState): Store {
	const vanilla: StoreApi<State> = createVanilla(() => initial);
	return {
		getState: vanilla.getState,
		dispatch: event => vanilla.setState(advance(vanilla.getState(), event), true),
		subscribe: vanilla.subscribe,
	};
}
