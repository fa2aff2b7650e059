import type {State} from '../domain/state.ts';
import type {Clock} from '../engine/clock.ts';
import type {Store} from './store.ts';

/**
 * The same store, whose listeners hear of changes at most once in `every` ms: of those of one moment together, as a look tells
 * of several things at its end, and of all that come within that time after it. The state itself is never late.
 */
export function coalesced(store: Store, clock: Clock, every: number): Store {
	const listeners = new Set<(state: State, before: State) => void>();
	let told = store.getState();
	let over = new AbortController();
	let silence: (() => void) | null = null;
	let resting = false;

	async function tell(): Promise<void> {
		const {signal} = over;
		resting = true;
		await clock.sleep(0, signal);
		while (!signal.aborted && store.getState() !== told) {
			const [before, state] = [told, store.getState()];
			told = state;
			for (const listener of listeners) listener(state, before);
			await clock.sleep(every, signal);
		}
		if (!signal.aborted) resting = false;
	}

	function listen(): void {
		over = new AbortController();
		told = store.getState();
		resting = false;
		silence = store.subscribe(() => {
			if (!resting) void tell();
		});
	}

	return {
		...store,
		subscribe(listener) {
			listeners.add(listener);
			if (silence === null) listen();
			return () => {
				listeners.delete(listener);
				if (listeners.size > 0) return;
				silence?.();
				silence = null;
				over.abort();
			};
		},
	};
}
