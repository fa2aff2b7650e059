import {scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import type {Trouble} from '../domain/trouble.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';

export interface RenewalOptions {
	readonly store: Store;
	readonly clock: Clock;
	/** Changes when somebody writes to the files that the keys come from. */
	readonly mark: () => Promise<string>;
	/** Looks at everything again, now. */
	readonly look: () => void;
	readonly signal: AbortSignal;
}

/** How often the files are looked at while keys are wanting; ms. */
const often = 5000;

/**
 * Looks again as soon as keys that are wanting were renewed: the tries themselves come ever more rarely, and who has just
 * signed in does not wait for the next one. Nothing is looked at while the keys are good.
 */
export function watchForRenewal({store, clock, mark, look, signal}: RenewalOptions): void {
	let waiting = false;

	async function wait(): Promise<void> {
		waiting = true;
		let before = await mark();
		while (!signal.aborted && wants(store.getState())) {
			await clock.sleep(pauseIn(store.getState()), signal);
			const now = await mark();
			if (now === before || signal.aborted) continue;
			before = now;
			look();
		}
		waiting = false;
	}

	const unsubscribe = store.subscribe(state => {
		if (!waiting && wants(state)) void wait();
	});
	signal.addEventListener('abort', unsubscribe, {once: true});
}

function wants(state: State): boolean {
	return scopesOf(state).some(({trouble}) => isOfKeys(trouble));
}

/** Whether it is the keys that are wanting. */
export function isOfKeys(trouble: Trouble | null): boolean {
	return trouble?.kind === 'expired' || trouble?.kind === 'no-credentials';
}

function pauseIn(state: State): number {
	return Math.min(often, ...scopesOf(state).map(({interval}) => interval));
}
