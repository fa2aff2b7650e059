import {LogLines} from './log-lines.ts';
import type {Trouble} from './trouble.ts';

/** A line of a log: sanitised, colour sequences may stand in it. */
export interface LogLine {
	/** When it was written; ms since the epoch, UTC. */
	readonly at: number;
	readonly text: string;
}

/** Why a log cannot be shown. */
export type LogGap =
	| {readonly kind: 'not-yet'}
	| {readonly kind: 'disabled'}
	| {readonly kind: 'elsewhere'; readonly place: string}
	/** `what` is not there any more; absent: not told. */
	| {readonly kind: 'gone'; readonly what?: 'group' | 'stream'}
	/** It is there and holds nothing, although the build is over. */
	| {readonly kind: 'empty'}
	| {readonly kind: 'no-build'}
	/** The build itself is not known any more. */
	| {readonly kind: 'forgotten'}
	| {readonly kind: 'trouble'; readonly trouble: Trouble};

/** What is known of one build's log. */
export interface LogRecord {
	readonly lines: LogLines;
	/** Whether the lines begin at the log's beginning. */
	readonly fromStart: boolean;
	/** Whether the end is reached and the build is over: nothing more will come. */
	readonly ended: boolean;
	/** Null while nothing keeps us from it. */
	readonly gap: LogGap | null;
}

/** Logs by build, the one opened last at the end. */
export type Logs = Readonly<Record<string, LogRecord>>;

/** How many logs are kept: the one that is read, and those read just before it as long as these are not too many lines. */
const [kept, keptLines] = [6, 300_000];

const empty: LogRecord = {lines: LogLines.none, fromStart: false, ended: false, gap: null};

/** Opens a log, to be read from its end; those opened long ago are forgotten. */
export function openLog(logs: Logs, build: string): Logs {
	const others = Object.entries(logs).filter(([id]) => id !== build);
	let lines = 0;
	const recent = others.slice(1 - kept).reverse();
	const few = recent.filter(([, log]) => {
		lines += log.lines.length;
		return lines <= keptLines;
	});
	return Object.fromEntries([...few.reverse(), [build, empty]]);
}

/** Adds a page before or after what was read of a log. */
export function extendLog(
	log: LogRecord | undefined,
	page: Pick<LogRecord, 'fromStart' | 'ended'> & {
		readonly lines: readonly LogLine[];
		readonly where: 'before' | 'after';
	},
): LogRecord {
	const {lines, fromStart} = log ?? empty;
	return {
		lines: page.where === 'before' ? lines.prepend(page.lines) : lines.append(page.lines),
		fromStart: fromStart || page.fromStart,
		ended: page.ended,
		gap: null,
	};
}

/** Notes why a log cannot be read (on); what was read of it stays. */
export function missLog(log: LogRecord | undefined, gap: LogGap): LogRecord {
	return {...(log ?? empty), gap};
}
