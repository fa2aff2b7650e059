import type {KnownCause} from '../source/domain/cause.ts';
import type {Comparison} from '../source/domain/comparison.ts';
import type {Newer} from '../source/domain/failed.ts';
import {
	hitBefore,
	isAlone,
	listed,
	othersHit,
	type Place,
	sinceWhen,
} from '../source/wording/comparison-words.ts';
import {paintRow} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {clock, count} from '../source/wording/words.ts';
import {fitSegments, type Segment} from './segments.ts';

export interface Beside {
	readonly place: Place;
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
	{place, known, comparison, newer}: Beside,
	{columns, now, theme}: {readonly columns: number; readonly now: number; readonly theme: Theme},
): readonly string[] {
	const compared = comparison === null ? [] : comparedSegments(comparison, place, known, now);
	const spans = fitSegments([...compared, {spans: [[retryIn(known, newer), 'dim']], keep: 3}], columns - 6);
	return spans.length === 0 ? [] : [paintRow(['     ', ...spans], columns, theme)];
}

function comparedSegments(
	comparison: Comparison,
	place: Place,
	known: KnownCause | null,
	now: number,
): readonly Segment[] {
	const others = othersHit(comparison, place);
	const before = hitBefore(comparison, place);
	const since = others.length === 0 ? null : sinceWhen(comparison, place);
	const alone = place.action.chain === null ? 'only this action' : 'only this chain';
	// Only of a cause that is known can be said that it did not come before.
	const first = known === null || before > 0 || comparison.earlier === 0;
	return [
		{spans: [others.length === 0 ? '' : `also hit: ${listed(others)}`], keep: 4},
		{spans: [[isAlone(comparison, place) ? alone : '', 'dim']], keep: 2},
		{spans: [since === null ? '' : `since ${clock(since, now)}`], keep: 2},
		{spans: [[first ? '' : `first time in ${count(comparison.earlier + 1, 'run')}`, 'dim']], keep: 1},
		{spans: [before === 0 ? '' : `${count(before, 'time')} before`], keep: 1},
	];
}

/** The advice on a retry in few words; empty: nobody knows. */
function retryIn(known: KnownCause | null, newer: Newer): string {
	if (newer.kind === 'entered') return 'too late for a retry';
	const helps = known?.retryHelps ?? null;
	return helps === null ? '' : helps ? 'a retry can help' : 'retry will not help';
}
