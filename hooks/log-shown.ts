import type {LogLine} from '../source/domain/log.ts';

/** A log with what is known of its lines. Numbers are indexes of lines. */
export interface LogContent {
	readonly lines: readonly LogLine[];
	/** The lines worth reading, ascending; empty where nothing sets some apart. */
	readonly relevant: readonly number[];
	/** Lines that are evidence of a failure, ascending. */
	readonly errors: readonly number[];
	/** Where to open; null: at the end. */
	readonly start: number | null;
	/** Whether more lines may come. */
	readonly live: boolean;
}

/** What stands below each other on the screen: lines, and what tells of lines left out. */
export type Item =
	| {readonly kind: 'line'; readonly line: number}
	| {readonly kind: 'gap'; readonly lines: number};

/** The items of a log by position. */
export interface Shown {
	readonly size: number;
	item(position: number): Item;
	/** The position of a line, or of the nearest one that is shown. */
	position(line: number): number;
}

/** All lines, or the relevant ones with gaps between them. */
export function shownOf({lines, relevant}: LogContent, all: boolean): Shown {
	if (all || relevant.length === 0)
		return {size: lines.length, item: line => ({kind: 'line', line}), position: line => line};
	const items: Item[] = [];
	let next = 0;
	for (const line of relevant) {
		if (line > next) items.push({kind: 'gap', lines: line - next});
		items.push({kind: 'line', line});
		next = line + 1;
	}
	if (next < lines.length) items.push({kind: 'gap', lines: lines.length - next});
	return {
		size: items.length,
		item: position => items[position] ?? {kind: 'gap', lines: 0},
		position: line => {
			const near = nearest(relevant, line);
			return items.findIndex(item => item.kind === 'line' && item.line === near);
		},
	};
}

/** The number of an ascending list that is nearest to `wanted`. */
export function nearest(list: readonly number[], wanted: number): number {
	let best = list[0] ?? 0;
	for (const each of list) if (Math.abs(each - wanted) < Math.abs(best - wanted)) best = each;
	return best;
}
