import {short} from '../source/domain/commit.ts';
import type {Happening} from '../source/domain/happening.ts';
import {paintRow, type Span} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {clock, happenedLooks} from '../source/wording/words.ts';

export interface HappenedView {
	readonly columns: number;
	readonly theme: Theme;
	/** ms since the epoch. */
	readonly now: number;
	/** Whether several commits are followed, so that each row must name its own. */
	readonly several?: boolean;
	/** How wide the times are; as each is, where it is left out. */
	readonly times?: number;
	/** Whether the row is selected; false where it is left out. */
	readonly selected?: boolean;
	shorten(name: string): string;
}

/** What is told comes in as it is learned; a reader wants it by the time at which it came true. */
export function newestFirst(happened: readonly Happening[]): readonly Happening[] {
	return happened.toReversed().toSorted((a, b) => b.at - a.at);
}

/** How wide the times are: days of the past need more than those of today. */
export function timesOf(happened: readonly Happening[], now: number): number {
	return Math.max(0, ...happened.map(({at}) => clock(at, now).length));
}

/** `14:20 ✓ requestor-lists  done`; where several commits are followed, with the one that it happened to. */
export function happenedRow(
	{at, commit, pipeline, look, text, more}: Happening,
	{columns, theme, now, several = false, times = 0, selected = false, shorten}: HappenedView,
): string {
	const {glyph, style} = happenedLooks[look];
	const name: readonly Span[] =
		pipeline === null ? [] : [selected ? [shorten(pipeline), 'bold'] : shorten(pipeline), '  '];
	return paintRow(
		[
			selected ? ['▌', 'cursor'] : ' ',
			[clock(at, now).padStart(times), 'dim'],
			' ',
			[glyph, style],
			' ',
			...(several && commit !== null ? [[short(commit), 'mine'] as const, ' '] : []),
			...name,
			[text, 'dim'],
			[more !== '' && columns >= 70 ? `: ${more}` : '', 'dim'],
		],
		columns,
		theme,
	);
}
