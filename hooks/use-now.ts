import {useAnimation} from 'ink';
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
	const age = since === null ? 0 : Math.max(0, time - since);
	const waits = focus !== 'out' || age < freshFor;
	useAnimation({interval: untilNews(age, freshFor), isActive: seen && since !== null && waits});
	return time;
}

/** How long until an age is worth to be written anew: every ten seconds in the first minute, then every minute; ms. */
export function untilNews(age: number, freshFor: number): number {
	if (age < freshFor) return inSeconds(freshFor - age);
	const step = age < minute ? 10 * second : age < hour ? minute : 10 * minute;
	return inSeconds(step - (age % step));
}

/** Whole seconds, as what changes with each frame would begin the waiting anew with each. */
function inSeconds(ms: number): number {
	return Math.max(1, Math.ceil(ms / second)) * second;
}

/** Whether a thing that flashes is lit at the moment: on and off for half a second each while it flashes. */
export function useFlash(flashes: boolean): boolean {
	const seen = useSeen();
	const {frame} = useAnimation({interval: 500, isActive: seen && flashes});
	return flashes && frame % 2 === 0;
}
