import {approvalTimeout} from './gate.ts';
import type {ActionRun} from './pipeline.ts';

/** How an approval that failed was answered. */
export type Answer =
	/** `by` is the reviewer as the provider names them, null where it does not; `words` is what the reviewer said, perhaps nothing. */
	| {readonly kind: 'rejected'; readonly by: string | null; readonly words: string}
	/** Nobody answered; `after` is how long it was open, ms. */
	| {readonly kind: 'expired'; readonly after: number}
	/** Neither can be told apart. */
	| {readonly kind: 'unknown'; readonly words: string};

/** Times on the wire are rounded; ms. */
const rounding = 5000;

/**
 * How an approval's failed run was answered. AWS documents no words for either end (aws-facts 5.5), so the clock tells: one
 * that stayed open for its whole time expired, and whoever ended it sooner is a reviewer.
 */
export function answerOf(run: ActionRun, timeoutMinutes: number | null): Answer {
	const {startedAt, changedAt, failure, summary} = run;
	const after = timeoutMinutes === null ? approvalTimeout : timeoutMinutes * 60_000;
	const open = startedAt === null || changedAt === null ? null : changedAt - startedAt;
	if (open !== null && open >= after - rounding) return {kind: 'expired', after};
	const words = (summary ?? failure?.message ?? '').trim();
	const by = run.by ?? null;
	// Words that speak of time against a clock that does not: no claim is made.
	if (by === null && (open === null || /\btim(?:ed|e)[ -]?out\b|\bexpired\b/i.test(words)))
		return {kind: 'unknown', words};
	return {kind: 'rejected', by, words};
}
