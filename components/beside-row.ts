import type {KnownCause} from '../source/domain/cause.ts';
import type {Comparison} from '../source/domain/comparison.ts';
import type {Newer} from '../source/domain/failed.ts';
import type {PipelineName} from '../source/domain/pipeline.ts';
import type {ActionProgress, StageProgress} from '../source/domain/progress.ts';
import {
	hitBefore,
	listed,
	type Moments,
	momentsAt,
	othersHit,
	placeOf,
	sinceWhen,
} from '../source/wording/comparison-words.ts';
import {briefRetryWords} from '../source/wording/retry-words.ts';
import {paintRow} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {count} from '../source/wording/words.ts';
import {fitSegments, type Segment} from './segments.ts';

export interface Beside {
	readonly pipeline: PipelineName;
	readonly action: ActionProgress;
	readonly stage: StageProgress;
	readonly known: KnownCause | null;
	/** Null: nothing was compared. */
	readonly comparison: Comparison | null;
	readonly newer: Newer;
}

/**
 * Below a cause, in one row: whom else it hit and since when, or that it is this chain's alone, how often it came before, and
 * whether a retry can help. What does not fit is left out; nothing is known: no row.
 */
export function besideRow(
	beside: Beside,
	{columns, now, theme}: {readonly columns: number; readonly now: number; readonly theme: Theme},
): readonly string[] {
	const {comparison, known, newer} = beside;
	const compared = comparison === null ? [] : comparedSegments(comparison, beside, momentsAt(now));
	const retry: Segment = {spans: [[briefRetryWords(known, newer), 'dim']], keep: 3};
	const spans = fitSegments([...compared, retry], columns - 6);
	return spans.length === 0 ? [] : [paintRow(['     ', ...spans], columns, theme)];
}

function comparedSegments(comparison: Comparison, beside: Beside, {time}: Moments): readonly Segment[] {
	const {pipeline, action, stage, known} = beside;
	const place = placeOf(pipeline, action, stage);
	const others = othersHit(comparison, place);
	const before = hitBefore(comparison, place);
	const since = others.length === 0 ? null : sinceWhen(comparison, place);
	const alone = action.chain === null ? 'only this action' : 'only this chain';
	// Only of a cause that is known can be said that it did not come before.
	const first = known === null || before > 0 || comparison.earlier === 0;
	return [
		{spans: [others.length === 0 ? '' : `also hit: ${listed(others)}`], keep: 4},
		{spans: [[isAlone(beside, others) ? alone : '', 'dim']], keep: 2},
		{spans: [since === null ? '' : `since ${time(since)}`], keep: 2},
		{spans: [[first ? '' : `first time in ${count(comparison.earlier + 1, 'run')}`, 'dim']], keep: 1},
		{spans: [before === 0 ? '' : `${count(before, 'time')} before`], keep: 1},
	];
}

/** Whether all that the stage does beside it went well. */
function isAlone({action, stage}: Beside, others: readonly string[]): boolean {
	const siblings = stage.actions.filter(
		({name, category}) => name !== action.name && category !== 'Approval',
	);
	return siblings.length > 0 && siblings.every(({state}) => state === 'Succeeded') && others.length === 0;
}
