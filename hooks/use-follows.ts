import {useLayoutEffect, useMemo, useRef} from 'react';
import type {Commit} from '../source/domain/commit.ts';
import type {Follow} from '../source/domain/follow.ts';
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
		() => (commit === null ? [] : inUrgencyOrder(followsOf(state, commit))),
		[state, commit],
	);
	const others = useMemo(
		() => state.tracked.slice(1).filter(other => !isSettledEverywhere(state, other)),
		[state],
	);
	return {state, commit, follows, others};
}

/** `items` in their order, but within three seconds of a key in the order they had: nothing moves under a hand. */
export function useHeldOrder<T>(items: readonly T[], keyOf: (item: T) => string, now: number): readonly T[] {
	const keyboard = useKeyboard();
	const before = useRef<readonly string[]>([]);
	const pressedAt = keyboard.pressedAt();
	const held =
		pressedAt !== null && now - pressedAt < holdFor ? holdOrder(before.current, items, keyOf) : items;
	useLayoutEffect(() => {
		before.current = held.map(keyOf);
	});
	return held;
}

/** Items in the order of the keys before, new ones at the end. */
export function holdOrder<T>(
	before: readonly string[],
	items: readonly T[],
	keyOf: (item: T) => string,
): readonly T[] {
	const place = (item: T) => {
		const index = before.indexOf(keyOf(item));
		return index < 0 ? before.length : index;
	};
	return items.toSorted((a, b) => place(a) - place(b));
}
