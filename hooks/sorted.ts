/** Ascending numbers: some lists of a log have a million. */
export type Sorted = Pick<ArrayLike<number>, 'length'> & {readonly [index: number]: number};

/** The index of the first entry that is not below `wanted`; the length where all are. */
export function firstFrom(list: Sorted, wanted: number): number {
	let low = 0;
	let high = list.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((list[middle] ?? 0) < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Where a number stands in a list; -1: nowhere. */
export function indexIn(list: Sorted, wanted: number): number {
	const at = firstFrom(list, wanted);
	return list[at] === wanted ? at : -1;
}

/** The next entry after a number, or before it; null: there is none. */
export function beyond(list: Sorted, from: number, by: 1 | -1): number | null {
	return list[by > 0 ? firstFrom(list, from + 1) : firstFrom(list, from) - 1] ?? null;
}

/** The entry that is nearest to `wanted`; 0 where there is none. */
export function nearest(list: Sorted, wanted: number): number {
	const at = firstFrom(list, wanted);
	const [below, above] = [list[at - 1], list[at]];
	if (below === undefined || above === undefined) return above ?? below ?? 0;
	return above - wanted < wanted - below ? above : below;
}
