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
	| {readonly kind: 'gone'}
	| {readonly kind: 'no-build'}
	| {readonly kind: 'trouble'; readonly trouble: Trouble};

/** What is known of one build's log. */
export interface LogRecord {
	readonly lines: readonly LogLine[];
	/** Whether the lines begin at the log's beginning. */
	readonly fromStart: boolean;
	/** Whether the end is reached and the build is over: nothing more will come. */
	readonly ended: boolean;
	/** Null while nothing keeps us from it. */
	readonly gap: LogGap | null;
}
