import {useCallback, useRef} from 'react';

/** A list of which a part is seen: how many rows it has, how many are seen at once, and the one that must be; -1: none. */
export interface Extent {
	readonly count: number;
	readonly height: number;
	readonly at: number;
}

/** Tells the first row that is seen of a list that stands like this. */
export type TopOf = (extent: Extent) => number;

/** So many rows beside the selected one are seen too, where there are more: one sees what comes. */
const besideIt = 3;

/** The part of a list that is seen stays where it was, or moves as little as the selected row needs: the others keep their places. */
export function useWindow(): TopOf {
	// Written while rendering, for the reason that useLatest gives.
	const top = useRef(0);
	return useCallback((extent: Extent) => {
		top.current = movedTop(top.current, extent);
		return top.current;
	}, []);
}

export function movedTop(top: number, {count, height, at}: Extent): number {
	const beside = Math.min(besideIt, Math.floor(Math.max(0, height - 1) / 4));
	const row = Math.max(0, at);
	const needed = Math.max(row + beside + 1 - height, Math.min(top, row - beside));
	return Math.max(0, Math.min(needed, count - height));
}
