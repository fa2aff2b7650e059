import {createContext, useContext, useSyncExternalStore} from 'react';

/** Whether the terminal's pane has the focus; unknown while the terminal has reported nothing. */
export type Focus = 'unknown' | 'in' | 'out';

export interface FocusSource {
	get(): Focus;
	/** Returns what ends the listening. */
	subscribe(listener: () => void): () => void;
}

/** A source of focus, and what tells it of a report. */
export function createFocus(): FocusSource & {report(focus: 'in' | 'out'): void} {
	const listeners = new Set<() => void>();
	let focus: Focus = 'unknown';
	return {
		get: () => focus,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		report(next) {
			if (next === focus) return;
			focus = next;
			for (const listener of listeners) listener();
		},
	};
}

const FocusContext = createContext<FocusSource>(createFocus());
export const FocusProvider = FocusContext.Provider;

export function useFocused(): Focus {
	const {get, subscribe} = useContext(FocusContext);
	return useSyncExternalStore(subscribe, get);
}
