import {onlyAged} from '../domain/aged.ts';
import type {State} from '../domain/state.ts';
import type {Clock} from '../engine/clock.ts';
import type {Store} from './store.ts';

/** How long listeners are left in peace after they heard of something; ms. */
export interface Rest {
	/** Before they hear of anything else. */
	readonly any: number;
	/** Before they hear that nothing changed but the age of what they know. */
	readonly aged: (state: State) => number;
}

/**
 * The same store, whose listeners hear of the changes of one moment together, as a look tells of several things at its end,
 * and so of all that come while they are left in peace. The state itself is never late.
 */
export function coalesced(store: Store, clock: Clock, {any, aged}: Rest): Store {
	const listeners = new Set<(state: State, before: State) => void>();
	let told = store.getState();
	let over = new AbortController();
	let silence: (() => void) | null = null;
	let nap = new AbortController();
	let resting: 'no' | 'from all' | 'from ages' = 'no';

	const isNew = () => !onlyAged(told, store.getState());

	async function tell(): Promise<void> {
		const {signal} = over;
		resting = 'from all';
		await clock.sleep(0, signal);
		while (!signal.aborted && store.getState() !== told) {
			const [before, state] = [told, store.getState()];
			told = state;
			resting = 'from all';
			for (const listener of listeners) listener(state, before);
			await clock.sleep(any, signal);
			if (signal.aborted || isNew()) continue;
			resting = 'from ages';
			nap = new AbortController();
			await clock.sleep(aged(state) - any, nap.signal);
			await clock.sleep(0, signal);
		}
		if (!signal.aborted) resting = 'no';
	}

	function hear(): void {
		if (resting === 'no') void tell();
		else if (resting === 'from ages' && isNew()) nap.abort();
	}

	function listen(): void {
		over = new AbortController();
		told = store.getState();
		resting = 'no';
		silence = store.subscribe(hear);
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
				nap.abort();
			};
		},
	};
}
