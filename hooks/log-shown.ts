import type {LogLines} from '../source/domain/log-lines.ts';
import {firstFrom, nearest} from './sorted.ts';

/** A log with what is known of its lines. Numbers are indexes of lines. */
export interface LogContent {
	readonly lines: LogLines;
	/** The lines worth reading, ascending; empty where nothing sets some apart. */
	readonly relevant: readonly number[];
	/** Lines that are evidence of a failure, ascending. */
	readonly errors: readonly number[];
	/** Lines that the last green log of the action does not have, ascending; null: there is none to compare with. */
	readonly novel: readonly number[] | null;
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
	/** The position of each relevant line. */
	const positions: number[] = [];
	let next = 0;
	for (const line of relevant) {
		if (line > next) items.push({kind: 'gap', lines: line - next});
		positions.push(items.length);
		items.push({kind: 'line', line});
		next = line + 1;
	}
	if (next < lines.length) items.push({kind: 'gap', lines: lines.length - next});
	return {
		size: items.length,
		item: position => items[position] ?? {kind: 'gap', lines: 0},
		position: line => positions[firstFrom(relevant, nearest(relevant, line))] ?? 0,
	};
}
