import {useAnimation} from 'ink';
import {useEffect, useReducer} from 'react';
import {useDesk} from './desk.ts';
import {useFocused} from './focus.ts';
import {useSeen} from './seen.ts';

const [second, minute, hour] = [1000, 60_000, 3600_000];

/**
 * The time; ms since the epoch. What it is shown by moves with the looks, as a frame costs much and says little; by time
 * alone the component is drawn again when an age that began at `since` passes `freshFor` (ms), and then now and then. A
 * pane without the focus is told of the first of these only.
 */
export function useNow(since: number | null, freshFor = 0): number {
	const {now} = useDesk();
	const focus = useFocused();
	const seen = useSeen();
	const time = now();
	const [woken, wake] = useReducer((times: number) => times + 1, 0);
	const late = since !== null && time - since >= freshFor;
	const waits = seen && since !== null && (focus !== 'out' || !late);
	// A look begins the wait anew, and each waking is followed by the next wait.
	useEffect(() => {
		if (!waits) return;
		const timer = setTimeout(wake, untilNews(Math.max(0, now() - since), freshFor));
		return () => clearTimeout(timer);
	}, [waits, since, freshFor, woken, now]);
	return time;
}

/** How long until an age is worth to be written anew: every ten seconds in the first minute, then every minute; ms. */
export function untilNews(age: number, freshFor: number): number {
	if (age < freshFor) return freshFor - age;
	const step = age < minute ? 10 * second : age < hour ? minute : 10 * minute;
	return step - (age % step);
}

/** Whether a thing that flashes is lit at the moment: on and off for half a second each while it flashes. */
export function useFlash(flashes: boolean): boolean {
	const seen = useSeen();
	const {frame} = useAnimation({interval: 500, isActive: seen && flashes});
	return flashes && frame % 2 === 0;
}
