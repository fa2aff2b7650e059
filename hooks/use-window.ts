import {useCallback, useRef} from 'react';

/** A list of which a part is seen: how many rows it has, how many are seen at once, and the one that must be; -1: none. */
export interface Extent {
	readonly count: number;
	readonly height: number;
	readonly at: number;
	/** Whose row that is; null: nobody's. */
	readonly key: string | null;
}

/** Tells the first row that is seen of a list that stands like this. */
export type TopOf = (extent: Extent) => number;

/** So many rows beside the selected one are seen too, where there are more: one sees what comes. */
const besideIt = 3;

/** The part of a list that is seen stays where it was, or moves as little as the selected row needs: the others keep their places. */
export function useWindow(): TopOf {
	// Written while rendering, for the reason that useLatest gives.
	const place = useRef(atTheTop);
	return useCallback((extent: Extent) => {
		place.current = placed(place.current, extent);
		return place.current.top;
	}, []);
}

/** Which row was the first one seen, and where the selected one was. */
export interface Standing {
	readonly top: number;
	readonly at: number;
	readonly key: string | null;
}

export const atTheTop: Standing = {top: 0, at: 0, key: null};

/**
 * Rows that come and go above a list that is scrolled leave what is seen where it is, as does the selected row when it
 * changes its place; at its top one sees what comes.
 */
export function placed(before: Standing, extent: Extent): Standing {
	const {at, key} = extent;
	const shift = before.top > 0 && key !== null && key === before.key ? at - before.at : 0;
	return {top: movedTop(Math.max(0, before.top + shift), extent), at, key};
}

function movedTop(top: number, {count, height, at}: Extent): number {
	const beside = Math.min(besideIt, Math.floor(Math.max(0, height - 1) / 4));
	const row = Math.max(0, at);
	const needed = Math.max(row + beside + 1 - height, Math.min(top, row - beside));
	return Math.max(0, Math.min(needed, count - height));
}
