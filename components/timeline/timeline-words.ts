import type {Commit} from '../../source/domain/commit.ts';
import {short} from '../../source/domain/commit.ts';
import {commitOf, type Execution} from '../../source/domain/execution.ts';
import type {PastExecution} from '../../source/domain/history.ts';
import {isGate, type Shares, type TimelineRow} from '../../source/domain/timeline.ts';
import {barSigns} from '../../source/wording/bar.ts';
import {causeWords, shortened, stateWord} from '../../source/wording/failure-words.ts';
import {actionLooks} from '../../source/wording/glyphs.ts';
import {executionLook, isUnusual} from '../../source/wording/history-words.ts';
import {took} from '../../source/wording/time-left-words.ts';
import {clock, duration, nameOf} from '../../source/wording/words.ts';
import type {Segment} from '../segments.ts';

/** Which execution it is: what became of it, its commit, when it began, its place among the last ones. */
export function executionSegments(
	execution: Execution,
	{
		past,
		place,
		commit,
		mine,
		now,
	}: {
		readonly past: PastExecution;
		/** `3 of 20`. */
		readonly place: string;
		readonly commit: Commit | null;
		/** Whether it runs a commit that is followed. */
		readonly mine: boolean;
		readonly now: number;
	},
): readonly Segment[] {
	const look = executionLook(past);
	const revision = commitOf(execution);
	const subject = commit?.subject ?? revision?.subject ?? '';
	const began = execution.startedAt;
	return [
		{spans: [[`${look.glyph} ${look.word}`, look.style]], keep: Infinity},
		{spans: execution.rollback ? [['rollback', 'ended']] : [], keep: 8},
		{
			spans:
				revision === null
					? [['commit unknown', 'dim']]
					: [
							[short(revision.sha), mine ? 'mine' : 'bold'],
							[mine ? ' (yours)' : '', 'dim'],
						],
			keep: 9,
		},
		{spans: [[shortened(subject, 60), 'plain']], keep: 2},
		{spans: began === null ? [] : [[`began ${clock(began, now)}`, 'dim']], keep: 4},
		{spans: began === null ? [] : [[`${duration(now - began)} ago`, 'dim']], keep: 3},
		{spans: [[`run ${place}`, 'dim']], keep: 5},
	];
}

/** How long machines took and how long people, and what the signs of the bars mean. */
export function shareSegments(
	shares: Shares | null,
	{moving, bars}: {moving: boolean; bars: boolean},
): readonly Segment[] {
	if (shares === null) return [];
	const {machines, people, waiting, total} = shares;
	const sign = (of: string) => (bars ? `${of} ` : '');
	return [
		{spans: [[sign(barSigns.work), 'good'], 'machines took ', [took(machines), 'bold']], keep: 9},
		{
			spans: people < 1000 ? [] : [[sign(barSigns.people), 'gate'], 'people ', [took(people), 'bold']],
			keep: 8,
		},
		{spans: waiting < 1000 ? [] : ['waited for others ', [took(waiting), 'bold']], keep: 6},
		{spans: [[moving ? 'so far ' : 'in all ', 'dim'], took(total)], keep: 5},
		{spans: bars ? [[`${barSigns.mark} usual`, 'dim']] : [], keep: 2},
		{spans: bars && moving ? [[`${barSigns.open} goes on`, 'dim']] : [], keep: 1},
	];
}

/** All that is known of a row: when it ran, how that compares with what is usual, why it failed. */
export function rowSegments(row: TimelineRow, now: number): readonly Segment[] {
	const {from, to, open, usual, attempt, attempts} = row;
	const look = actionLooks[row.state];
	const length = from === null || to === null ? null : to - from;
	const cause = row.state === 'Failed' ? causeOf(row) : '';
	return [
		{spans: [[`${look.glyph} ${nameOf(row)}`, 'bold']], keep: Infinity},
		{spans: attempts > 1 ? [[`try ${attempt} of ${attempts}`, 'plain']] : [], keep: 8},
		{
			spans: [
				[isGate(row) && row.state === 'Succeeded' ? 'approved' : stateWord(row), look.style],
				length === null ? '' : ` ${open ? duration(length) : took(length)}`,
			],
			keep: 9,
		},
		{spans: usual === null || isGate(row) ? [] : [[usualWords(usual, length, open), 'dim']], keep: 6},
		{spans: from === null ? [] : [[`began ${clock(from, now)}`, 'dim']], keep: 4},
		{spans: cause === '' ? [] : [[shortened(cause, 90), 'cause']], keep: 7},
		{spans: row.run?.by === undefined ? [] : [[`by ${row.run.by}`, 'dim']], keep: 3},
	];
}

function causeOf(row: TimelineRow): string {
	return causeWords({...row, provider: '', runOrder: 1});
}

/** `usual 4m50s`, `3m over the usual 4m50s`, `1m under the usual 4m50s`; what is nearly as long is usual. */
function usualWords(usual: number, length: number | null, open: boolean): string {
	const over = length === null ? 0 : length - usual;
	if (length !== null && !isUnusual(length, usual)) return `usual ${took(usual)}`;
	if (over > 0) return `${took(over)} over the usual ${took(usual)}`;
	return open ? `usual ${took(usual)}` : `${took(-over)} under the usual ${took(usual)}`;
}
