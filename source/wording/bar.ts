import type {Span} from './spans.ts';
import type {Style} from './theme.ts';

/** The signs of bars: time that machines work, time that people take, the mark of a usual length, what goes on. */
export const barSigns = {work: '▇', people: '░', mark: '┊', open: '›', break: '≈'} as const;

/** A part of a lane, in columns: `to` is the first one behind it. */
export interface Piece {
	readonly from: number;
	readonly to: number;
	/** One column wide. */
	readonly sign: string;
	readonly style: Style;
}

/** A lane of exactly so many columns with pieces on it; where they overlap the later one is seen. */
export function lane(pieces: readonly Piece[], columns: number): readonly Span[] {
	const cells = Array.from({length: Math.max(0, columns)}, (_, at) =>
		pieces.findLast(({from, to}) => at >= from && at < to),
	);
	const spans: [text: string, style: Style][] = [];
	let before: Piece | undefined | null = null;
	for (const piece of cells) {
		const last = spans.at(-1);
		const sign = piece?.sign ?? ' ';
		if (last !== undefined && piece === before) last[0] += sign;
		else spans.push([sign, piece?.style ?? 'plain']);
		before = piece;
	}
	return spans;
}

const eighths = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** An upright bar in so many rows, the top one first: a sign each, a blank above its top. Whatever is above 0 is seen. */
export function upright(value: number, most: number, rows: number): readonly string[] {
	const part = most <= 0 ? 0 : Math.min(1, Math.max(0, value / most));
	const filled = part === 0 ? 0 : Math.max(1, Math.round(part * rows * 8));
	return Array.from({length: rows}, (_, row) => {
		const below = (rows - 1 - row) * 8;
		return eighths[Math.max(0, Math.min(8, filled - below))] || ' ';
	});
}
