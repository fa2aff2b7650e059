import type {LogLine} from '../domain/log.ts';
import {plain} from './plain.ts';

/** What a succeeded run printed, as far as it was read: its lines with all that changes from run to run masked. */
export interface GreenLog {
	/** The build (`project:uuid`). */
	readonly build: string;
	readonly masked: ReadonlySet<string>;
	/** Whether it was read from its beginning to its end. */
	readonly whole: boolean;
}

/** A green log from its lines. */
export function greenLog(build: string, lines: readonly LogLine[], whole: boolean): GreenLog {
	return {build, masked: new Set(lines.map(({text}) => masked(text))), whole};
}

/** The lines that a green log does not have, ascending; of an empty line nothing is said. */
export function novelLines(lines: readonly LogLine[], green: GreenLog): readonly number[] {
	return lines.flatMap(({text}, at) => {
		const line = masked(text);
		return line === '' || green.masked.has(line) ? [] : [at];
	});
}

/** A line with what changes from run to run left out: times, ids, hashes, durations, counters. */
export function masked(text: string): string {
	return plain(text)
		.replace(/\b[0-9a-f]{7,}\b|\d+/gi, '#')
		.replace(/\s+/g, ' ')
		.trim();
}
