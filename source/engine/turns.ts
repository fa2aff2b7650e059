import {type Urgency, urgencies} from '../providers/provider.ts';

/** A call that waits for the budget; `since` when it came, ms. */
export interface Waiting {
	readonly urgency: Urgency;
	readonly since: number;
}

/** How long a call stands back behind more urgent ones; ms. What is for the background stands back for longer. */
export const patience = {usual: 20_000, background: 300_000};
/** One turn in so many is for whoever has lost patience: everything is served in the end, and the urgent is never held up. */
const shared = 4;

/** The index of the call whose turn it is; `turn` counts the calls that were let through before. */
export function turnOf(waiting: readonly Waiting[], now: number, turn: number): number {
	const fair = turn % shared === shared - 1 ? longestWaiting(waiting, now) : -1;
	return fair >= 0 ? fair : mostUrgent(waiting);
}

/** Of calls of one urgency, the one that came first. */
function mostUrgent(waiting: readonly Waiting[]): number {
	const ranks = waiting.map(({urgency}) => urgencies.indexOf(urgency));
	return ranks.indexOf(Math.min(...ranks));
}

/** The one that came first of those that have lost patience; -1: none has. Those who wait stand in the order in which they came. */
function longestWaiting(waiting: readonly Waiting[], now: number): number {
	return waiting.findIndex(
		({urgency, since}) => now - since >= (urgency === 'background' ? patience.background : patience.usual),
	);
}
