import {type Span, widthOf} from '../source/wording/spans.ts';

/** A part of a row that goes when room is short; the lowest `keep` goes first, and Infinity never. */
export interface Segment {
	readonly spans: readonly Span[];
	readonly keep: number;
}

/** As many segments as fit into `columns`, in their order, with `between` in between. */
export function fitSegments(
	segments: readonly Segment[],
	columns: number,
	between: Span = ' · ',
): readonly Span[] {
	let kept = segments.filter(({spans}) => widthOf(spans) > 0);
	while (widthOf(joined(kept, between)) > columns) {
		const least = Math.min(...kept.map(({keep}) => keep));
		if (least === Infinity) break;
		kept = kept.filter(({keep}) => keep > least);
	}
	return joined(kept, between);
}

/** Whether all segments fit. */
export function fitsWhole(segments: readonly Segment[], columns: number, between: Span = ' · '): boolean {
	return (
		widthOf(
			joined(
				segments.filter(({spans}) => widthOf(spans) > 0),
				between,
			),
		) <= columns
	);
}

function joined(segments: readonly Segment[], between: Span): readonly Span[] {
	return segments.flatMap(({spans}, index) => (index === 0 ? spans : [between, ...spans]));
}
