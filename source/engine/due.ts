import type {Trouble, TroubleKind} from '../domain/trouble.ts';
import type {Read} from './plan.ts';

/** A kind of call that the looks do without for now: how often it failed in a row, and when it is tried again (ms since the epoch). */
export interface Lack {
	readonly trouble: Trouble;
	readonly failures: number;
	readonly until: number;
}

/** When something is to be looked at next, and what its last looks were like. */
export interface Due {
	/** When the last look began, and how long after that the next one is due; ms. */
	since: number;
	pause: number;
	/** How long the pause was planned to be after the last good look, however soon it was asked for then; ms, null: no look was good yet. */
	every: number | null;
	/** A look is under way. */
	busy: boolean;
	/** It was asked for while a look was under way: the next one follows at once. */
	again: boolean;
	/** Failed looks in a row, and why the last one failed. */
	failures: number;
	trouble: TroubleKind | null;
	/** How many calls of the scope had been answered when these failures began (null: none failed), and at the last of them. */
	illAfter: number | null;
	failedAfter: number;
	/** Looks in a row that learned nothing. */
	quiet: number;
	/** The kinds of calls that are refused, which are not tried again before the user asks. */
	readonly denied: Map<string, Trouble>;
	/** The kinds of calls that were not answered, and that the looks do without until they are. */
	readonly lacking: Map<Read['kind'], Lack>;
}

export function createDue(): Due {
	return {
		since: 0,
		pause: 0,
		every: null,
		busy: false,
		again: false,
		failures: 0,
		trouble: null,
		illAfter: null,
		failedAfter: 0,
		quiet: 0,
		denied: new Map(),
		lacking: new Map(),
	};
}

/** How long until the next look; ms. A clock that was set back must not put it off. */
export function untilDue({since, pause}: Pick<Due, 'since' | 'pause'>, now: number): number {
	return now < since ? 0 : Math.max(0, since + pause - now);
}

/** Makes it due at once, whatever its last looks were like. */
export function hasten(due: Due): void {
	due.pause = 0;
	due.again = due.busy;
	due.denied.clear();
	spareNothing(due);
}

/** What the looks do without is tried again by the next one. */
export function spareNothing({lacking}: Due): void {
	for (const [kind, lack] of lacking) lacking.set(kind, {...lack, until: 0});
}

/** Plans the next look `pause` after the one that began at `since` (ms), or at once when it was asked for meanwhile. */
export function plan(due: Due, since: number, pause: number): void {
	due.since = since;
	due.pause = due.again ? 0 : pause;
	due.again = false;
}
