import {short} from '../source/domain/commit.ts';
import type {PipelineName, Sha} from '../source/domain/pipeline.ts';
import type {Picture} from '../source/domain/remembered.ts';
import {stageLooks} from '../source/wording/glyphs.ts';
import {fit, paintRow, type Span} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {duration, standingLooks} from '../source/wording/words.ts';
import type {Columns} from './list-rows.ts';

/** What an earlier session saw of pipelines that nobody has looked at yet in this one. */
export interface Memories {
	/** The commit that is followed now. */
	readonly commit: Sha;
	/** ms since the epoch. */
	readonly now: number;
	readonly pictures: ReadonlyMap<PipelineName, Picture>;
	/** Whether it is known by now which pipelines there are. */
	readonly listed: boolean;
}

/** The pictures that stand in for a list as long as nobody knows which pipelines there are: of those that a commit concerned. */
export function beforeListing({pictures, listed}: Memories): readonly (readonly [PipelineName, Picture])[] {
	return listed ? [] : [...pictures].filter(([, {standing}]) => standing !== 'NotTriggered');
}

/** How it stood when it was last looked at, all of it dimmed and with its age: it may have moved on. */
export function rememberedRow(
	name: string,
	{standing, stages, asOf, commit}: Picture,
	columns: Columns,
	total: number,
	memories: Memories,
	{selected, theme}: {readonly selected: boolean; readonly theme: Theme},
): string {
	const {glyph, word} = standingLooks[standing];
	const age = duration(Math.max(0, memories.now - asOf));
	const marks = stages
		.slice(0, columns.stages)
		.map(stage => stageLooks[stage].glyph)
		.join('');
	const isOurs = commit === memories.commit;
	// Behind the marks, where there are no chains to tell of and no column for reasons, the age stands with the word.
	const middle = [columns.chains, columns.state, columns.time, columns.bar, columns.left].filter(
		each => each > 0,
	);
	const room = middle.reduce((sum, each) => sum + each + 1, -1);
	const when = isOurs ? `as of ${age} ago` : `${short(commit)}, ${age} ago`;
	const beside = fit(word, room - columns.chains - 1);
	const told =
		columns.reason > 0
			? `${' '.repeat(columns.chains)} ${beside}  ${fit(when, columns.reason)}`
			: fit(`${isOurs ? word : short(commit)} ${age} ago`, room, {align: 'right'});
	const cells = [glyph, fit(name, columns.name), fit(marks, columns.stages), told];
	const marker: Span = selected ? ['▌', 'dim'] : ' ';
	return paintRow([marker, [cells.join(' '), 'dim']], total, theme);
}
