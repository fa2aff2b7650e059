import type {Build} from '../domain/build.ts';
import type {LogGap, LogLine} from '../domain/log.ts';
import type {LogCursor, LogStream, Provider} from '../providers/provider.ts';
import {gapAfter, isComplete} from './log-end.ts';
import type {Answer, Asker} from './patience.ts';

/** A log as far as it was read, from its end backwards. */
export interface LogRead {
	readonly lines: readonly LogLine[];
	/** Whether the lines begin at the log's beginning. */
	readonly fromStart: boolean;
	/** Why there is none, or no more of it; null: nothing kept us from it. */
	readonly gap: LogGap | null;
	readonly pages: number;
}

/** How far a log is read. */
export interface LogReach {
	/** Whether these lines, the last ones of the log, hold all that must be seen. */
	readonly isEnough: (lines: readonly LogLine[]) => boolean;
	/** Whether to go on after so many pages although enough was seen: lines have numbers where the whole log was read. */
	readonly isCheap: (pages: number) => boolean;
	/** So many pages at most; each holds some thousand lines. */
	readonly most?: number;
}

/** Most pages that are read for the sake of numbers alone: some hundred thousand lines. */
const mostCheap = 20;

/** How many pages pass within a second: CloudWatch Logs has twice the rate of the other services (requests a second), and a burst of 4. */
export function cheapPages(rate: number): number {
	return Math.min(mostCheap, Math.floor(4 + 2 * rate));
}

/** Reads the end of a build's log, and back from there. Rejects for an aborted signal only. */
export async function readLog(
	provider: Pick<Provider, 'log'>,
	asker: Asker,
	build: Build,
	now: number,
	{isEnough, isCheap, most = 200}: LogReach,
): Promise<LogRead> {
	const {log: place} = build;
	if (place.kind !== 'stream') return nothing(place);
	const complete = isComplete(build, now);
	const page = (cursor: LogCursor) => pageOf(provider, asker, place, cursor);
	let read = await page({from: 'end'});
	if ('trouble' in read) return nothing(gapAfter(read.trouble, complete));
	let {lines, back} = read.answer;
	let pages = 1;
	for (; back !== null && pages < most; pages++) {
		if (!isCheap(pages) && isEnough(lines)) break;
		read = await page({from: 'before', cursor: back});
		if ('trouble' in read) return {lines, fromStart: false, gap: gapAfter(read.trouble, true), pages};
		lines = read.answer.lines.concat(lines);
		back = read.answer.back;
	}
	const fromStart = back === null;
	if (lines.length === 0 && fromStart) return nothing({kind: complete ? 'empty' : 'not-yet'});
	return {lines, fromStart, gap: null, pages};
}

function pageOf(
	provider: Pick<Provider, 'log'>,
	asker: Asker,
	stream: LogStream,
	cursor: LogCursor,
): Promise<Answer<Awaited<ReturnType<NonNullable<Provider['log']>>>>> {
	return asker.may('GetLogEvents', async asking => {
		const page = await provider.log?.(stream, cursor, asking);
		return page ?? {lines: [], back: null, forward: null, atEnd: true};
	});
}

function nothing(gap: LogGap): LogRead {
	return {lines: [], fromStart: false, gap, pages: 1};
}

/** How full a page may be and still surely not be cut: AWS fills one up to 10,000 events or 1 MB of them. */
const [fewLines, fewBytes, perLine] = [9000, 700_000, 26];

/** Whether the lines are surely all that there are, although nobody asked whether others stand before them. */
export function isWhole({lines, fromStart, pages}: LogRead): boolean {
	if (fromStart || pages !== 1 || lines.length === 0 || lines.length >= fewLines) return fromStart;
	return lines.reduce((sum, {text}) => sum + text.length + perLine, 0) < fewBytes;
}
