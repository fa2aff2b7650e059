import {differenceKey} from '../domain/difference.ts';
import type {History} from '../git/history.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';
import type {Intent} from './intent.ts';

type Question = Extract<Intent, {kind: 'read-difference'}>;

/** Asks version control about the way from one commit to another: once at a time, and never again what it has told. */
export function createDifferences(store: Store, clock: Clock, history: History) {
	const asked = new Set<string>();

	return async ({from, to, repository}: Question): Promise<void> => {
		const key = differenceKey(from, to);
		if (asked.has(key) || store.getState().differences[key] != null) return;
		asked.add(key);
		try {
			const difference = await history.between(from, to, repository);
			store.dispatch({kind: 'difference-known', at: clock.now(), from, to, difference});
		} finally {
			asked.delete(key);
		}
	};
}
