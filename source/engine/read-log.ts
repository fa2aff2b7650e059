import type {Build} from '../domain/build.ts';
import type {LogGap, LogLine} from '../domain/log.ts';
import type {LogCursor, LogStream, Provider} from '../providers/provider.ts';
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
	/** Whether to go on to the beginning once enough was seen. */
	readonly isCheap: () => boolean;
}

/** The most pages that are read of one log; each holds some thousand lines. */
const mostPages = 200;
/** How long after a build's end lines of it may still arrive; ms. */
const logLag = 15_000;

/** Reads the end of a build's log, and back from there. Rejects for an aborted signal only. */
export async function readLog(
	provider: Pick<Provider, 'log'>,
	asker: Asker,
	build: Build,
	now: number,
	{isEnough, isCheap}: LogReach,
): Promise<LogRead> {
	const {log: place} = build;
	if (place.kind !== 'stream') return nothing(place);
	const page = (cursor: LogCursor) => pageOf(provider, asker, place, cursor);
	let read = await page({from: 'end'});
	if ('trouble' in read) return nothing(gapOf(read, isOver(build, now)));
	let {lines, back} = read.answer;
	let pages = 1;
	for (; back !== null && pages < mostPages; pages++) {
		if (!isCheap() && isEnough(lines)) break;
		read = await page({from: 'before', cursor: back});
		if ('trouble' in read) return {lines, fromStart: false, gap: gapOf(read, true), pages};
		lines = read.answer.lines.concat(lines);
		back = read.answer.back;
	}
	const fromStart = back === null;
	if (lines.length === 0 && fromStart) return nothing({kind: isOver(build, now) ? 'empty' : 'not-yet'});
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

function gapOf({trouble}: Extract<Answer<unknown>, {readonly trouble: unknown}>, over: boolean): LogGap {
	if (trouble.kind !== 'not-found') return {kind: 'trouble', trouble};
	return {kind: over ? 'gone' : 'not-yet'};
}

function nothing(gap: LogGap): LogRead {
	return {lines: [], fromStart: false, gap, pages: 1};
}

/** Whether a build has ended so long ago that all of its log has arrived. */
function isOver({endedAt}: Build, now: number): boolean {
	return endedAt !== null && now >= endedAt + logLag;
}
