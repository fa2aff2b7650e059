import type {History, PastAction, PastExecution} from '../domain/history.ts';
import type {ExecutionStatus} from '../domain/status.ts';
import {isGate, type TimelineRow} from '../domain/timeline.ts';
import type {Look} from './glyphs.ts';
import {glyphs} from './signs.ts';
import {duration, nameOf} from './words.ts';

const looks = {
	InProgress: {glyph: glyphs.running, word: 'running', style: 'running'},
	Stopping: {glyph: glyphs.ended, word: 'stopping', style: 'ended'},
	Stopped: {glyph: glyphs.ended, word: 'stopped', style: 'ended'},
	Succeeded: {glyph: glyphs.good, word: 'succeeded', style: 'good'},
	Superseded: {glyph: '⇢', word: 'superseded', style: 'ended'},
	Failed: {glyph: glyphs.failed, word: 'failed', style: 'bad'},
	Cancelled: {glyph: glyphs.ended, word: 'cancelled', style: 'ended'},
	Unknown: {glyph: glyphs.unknown, word: 'unknown', style: 'waiting'},
} as const satisfies Record<ExecutionStatus, Look>;

const atGate: Look = {glyph: glyphs.gate, word: 'waits for approval', style: 'gate'};

/** What became of an execution: glyph, word and colour. */
export function executionLook({status, atGate: waits}: Pick<PastExecution, 'status' | 'atGate'>): Look {
	return waits && status === 'InProgress' ? atGate : looks[status];
}

/** `3 of 18 ended failed (17 %)`, `median 12m`, `2 not read yet`. `reading`: whether what is not known yet is being read. */
export function historyWords(
	{executions, settled, failed, median, unread}: History,
	reading: boolean,
): readonly string[] {
	const left = reading ? `reading ${unread.length} more…` : `${unread.length} not read`;
	const rate = settled === 0 ? 0 : Math.round((failed / settled) * 100);
	return [
		executions.length === 0 ? 'no execution is known' : '',
		settled === 0 ? '' : `${failed} of ${settled} ended failed (${rate} %)`,
		median === null ? '' : `median ${duration(median)}`,
		unread.length === 0 ? '' : left,
	].filter(words => words !== '');
}

/** `Taiko in these executions · 2 of 18 failed`. */
export function actionWords(
	action: Parameters<typeof nameOf>[0] & Pick<TimelineRow, 'category'>,
	past: readonly PastAction[],
): string {
	const ended = past.filter(({state}) => state === 'Succeeded' || state === 'Failed');
	const failed = ended.filter(({state}) => state === 'Failed').length;
	const word = isGate(action) ? 'not approved' : 'failed';
	const rate = ended.length === 0 ? '' : ` · ${failed} of ${ended.length} ${word}`;
	return `${nameOf(action)} in these executions${rate}`;
}

/** Whether a length differs from the usual one by more than chance; ms. */
export function isUnusual(length: number, usual: number): boolean {
	return Math.abs(length - usual) >= Math.max(1000, usual * 0.1);
}

const [minute, hour, day] = [60_000, 3600_000, 86_400_000];

/** A length in at most three columns: `45s`, `14m`, `2h`, `3d`; from a year on four. */
export function shortLength(ms: number): string {
	if (ms < minute) return duration(ms);
	if (ms < 100 * minute) return `${Math.floor(ms / minute)}m`;
	return ms < day ? `${Math.floor(ms / hour)}h` : `${Math.floor(ms / day)}d`;
}

/** The same in whole minutes where they are few, for a column that says so: `14`, `<1`, `2h`. */
export function inMinutes(ms: number): string {
	if (ms < minute) return '<1';
	return ms < 100 * minute ? String(Math.floor(ms / minute)) : shortLength(ms);
}
