/** The value below which a share (0 to 1) of a list lies; NaN of an empty list. */
export function percentile(list: readonly number[], share: number): number {
	const sorted = [...list].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.min(sorted.length, Math.ceil(share * sorted.length)) - 1)] ?? Number.NaN;
}

/** The value in the middle, the mean of the two where there are two; NaN of an empty list. */
export function median(list: readonly number[]): number {
	const sorted = [...list].sort((a, b) => a - b);
	const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	return below === undefined || above === undefined ? Number.NaN : (below + above) / 2;
}

/** How many times as much one median is as another; NaN where one of them is of nothing. */
export function ratioOfMedians(list: readonly number[], against: readonly number[]): number {
	return median(list) / median(against);
}
