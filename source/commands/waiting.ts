import {scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import type {Clock} from '../engine/clock.ts';
import {isOfKeys} from '../engine/renewal.ts';

/** Resolves when `ms` have passed; with false, as soon as the signal aborts. */
export async function passed(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
	const end = clock.now() + ms;
	// A timer may not be able to wait that long at once.
	while (!signal.aborted && clock.now() < end) await clock.sleep(end - clock.now(), signal);
	return !signal.aborted;
}

export interface GraceOptions {
	readonly clock: Clock;
	/** How long expired credentials may take to be renewed; ms. */
	readonly grace: number;
	/** Looks at everything again, now. */
	readonly look: () => void;
	/** Called when they were not renewed in time. */
	readonly end: () => void;
	readonly signal: AbortSignal;
}

/** Waits for credentials that expired on the way; to be told of every state. */
export function createGrace({clock, grace, look, end, signal}: GraceOptions): (state: State) => void {
	let waiting: {readonly since: number; readonly over: AbortController} | null = null;

	async function wait(last: number, over: AbortSignal): Promise<void> {
		const ending = AbortSignal.any([over, signal]);
		// Tries come ever more rarely: a last one tells whether they were renewed meanwhile.
		if (!(await passed(clock, grace - last, ending))) return;
		look();
		if (await passed(clock, last, ending)) end();
	}

	return state => {
		const scopes = scopesOf(state);
		const since = waiting?.since ?? Number.POSITIVE_INFINITY;
		if (scopes.every(({trouble, lookedAt}) => trouble === null || (lookedAt ?? 0) > since)) {
			waiting?.over.abort();
			waiting = null;
		}
		if (waiting !== null || !scopes.some(({trouble}) => isOfKeys(trouble))) return;
		waiting = {since: clock.now(), over: new AbortController()};
		const last = Math.min(grace, ...scopes.map(({interval}) => interval));
		void wait(last, waiting.over.signal);
	};
}
