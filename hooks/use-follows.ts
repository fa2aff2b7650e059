import {useMemo, useRef} from 'react';
import type {Commit} from '../source/domain/commit.ts';
import type {Follow} from '../source/domain/follow.ts';
import {allPictures, inRememberedOrder} from '../source/domain/remembered.ts';
import {followsOf, inUrgencyOrder} from '../source/domain/select.ts';
import {isSettledEverywhere} from '../source/domain/settled.ts';
import type {State} from '../source/domain/state.ts';
import {useKeyboard} from './use-keys.ts';
import {useSlice} from './use-slice.ts';

/** How long rows keep their places after a key; ms. */
const holdFor = 3000;

const whole = (state: State) => state;

/** The state, the tracked commit, and where it stands everywhere, the most urgent first. */
export function useFollows(): {
	readonly state: State;
	readonly commit: Commit | null;
	readonly follows: readonly Follow[];
	/** The other commits that are followed, as long as something may still happen to them. */
	readonly others: readonly Commit[];
} {
	const state = useSlice(whole);
	const commit = state.tracked[0] ?? null;
	const follows = useMemo(
		() =>
			commit === null ? [] : inRememberedOrder(inUrgencyOrder(followsOf(state, commit)), allPictures(state)),
		[state, commit],
	);
	const others = useMemo(
		() => state.tracked.slice(1).filter(other => !isSettledEverywhere(state, other)),
		[state],
	);
	return {state, commit, follows, others};
}

/**
 * `items` in their order, but within three seconds of a key in the order they had: nothing moves under a hand. Another
 * `arrangement` is what the hand has asked for.
 */
export function useHeldOrder<T>(
	items: readonly T[],
	keyOf: (item: T) => string,
	now: number,
	arrangement = '',
): readonly T[] {
	const keyboard = useKeyboard();
	// Written while rendering, for the reason that useLatest gives.
	const before = useRef<{
		readonly items: readonly T[];
		readonly held: readonly T[];
		readonly keys: readonly string[];
		readonly arrangement: string;
	}>(undefined);
	const pressedAt = keyboard.pressedAt();
	const isHeld = pressedAt !== null && now - pressedAt < holdFor;
	const last = before.current;
	const holds = isHeld && last?.arrangement === arrangement;
	if (last?.items === items && (holds || last.held === items)) return last.held;
	const held = holds ? holdOrder(last.keys, items, keyOf) : items;
	before.current = {items, held, keys: held.map(keyOf), arrangement};
	return held;
}

/** Items in the order of the keys before, new ones at the end; the same list where that is its order. */
export function holdOrder<T>(
	before: readonly string[],
	items: readonly T[],
	keyOf: (item: T) => string,
): readonly T[] {
	const places = new Map(before.map((key, index) => [key, index]));
	const place = (item: T) => places.get(keyOf(item)) ?? before.length;
	const moves = items.some((item, index) => {
		const above = items[index - 1];
		return above !== undefined && place(above) > place(item);
	});
	return moves ? items.toSorted((a, b) => place(a) - place(b)) : items;
}
