import type {Commit} from '../source/domain/commit.ts';
import {short} from '../source/domain/commit.ts';
import type {State} from '../source/domain/state.ts';
import {summaryOf} from '../source/domain/summary.ts';
import {glyphs} from '../source/wording/signs.ts';
import {paintRow, type Span, widthOf} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {rowMarker} from './row-marker.ts';

/** A commit that is followed besides the one whose pipelines are listed. */
export interface OtherCommit {
	readonly commit: Commit;
	/** How it stands, by the signs of the states: `▲1 ✗1 ◐3`. */
	readonly counts: readonly Span[];
}

/** How a commit stands everywhere, in a few signs; the state is that of all. */
export function otherCommit(state: State, commit: Commit): OtherCommit {
	const {gates, failed, behind, ended, running} = summaryOf({...state, tracked: [commit]});
	const counts = [
		[gates, glyphs.gate, 'gate'],
		[failed, glyphs.failed, 'bad'],
		[behind, glyphs.waiting, 'waiting'],
		[ended, glyphs.ended, 'ended'],
		[running, glyphs.running, 'running'],
	] as const;
	const shown = counts.flatMap(([count, sign, style]): Span[] =>
		count > 0 ? [[`${sign}${count}`, style], ' '] : [],
	);
	return {commit, counts: shown.length > 0 ? shown : [['awaited', 'dim'], ' ']};
}

/** `◐ b7d19f0 fix(indexer): retry (#815)      ▲1 ✗1`. */
export function commitRow(
	{commit, counts}: OtherCommit,
	columns: number,
	{selected, active}: {readonly selected: boolean; readonly active: boolean},
	theme: Theme,
): string {
	const marker = rowMarker({selected, active});
	const room = columns - widthOf(counts) - 1;
	const left = paintRow(
		[marker, [short(commit.sha), 'mine'], ' ', [commit.subject ?? '', selected ? 'bold' : 'dim']],
		room,
		theme,
	);
	return left + paintRow([' ', ...counts], columns - room, theme);
}
