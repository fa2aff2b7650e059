import {useAnimation} from 'ink';
import {useDesk} from './desk.ts';
import {useFocused} from './focus.ts';
import {useSeen} from './seen.ts';

const second = 1000;

/**
 * The time; ms since the epoch. The component is drawn again only as often as an age that began at `since` changes its
 * words, and not at all by time alone while the pane has no focus.
 */
export function useNow(since: number | null): number {
	const {now} = useDesk();
	const focus = useFocused();
	const seen = useSeen();
	const time = now();
	const young = since === null || time - since < 60 * second;
	useAnimation({interval: young ? second : 10 * second, isActive: seen && since !== null && focus !== 'out'});
	return time;
}

/** Whether a thing that flashes is lit at the moment: on and off for half a second each while it flashes. */
export function useFlash(flashes: boolean): boolean {
	const seen = useSeen();
	const {frame} = useAnimation({interval: 500, isActive: seen && flashes});
	return flashes && frame % 2 === 0;
}
