import {approvalTimeout} from './gate.ts';
import type {ActionDefinition, ActionRun} from './pipeline.ts';
import {type ActionProgress, categoryOf} from './progress.ts';

/** How an approval that failed was answered. */
export type Answer =
	/** `by` is the reviewer as the provider names them, null where it does not; `words` is what the reviewer said, perhaps nothing. */
	| {readonly kind: 'rejected'; readonly by: string | null; readonly words: string}
	/** Nobody answered; `after` is how long it was open, ms. */
	| {readonly kind: 'expired'; readonly after: number}
	/** Neither can be told apart. */
	| {readonly kind: 'unknown'; readonly words: string};

/** How a failed run was answered; null: it is no approval, or it has not failed. `action`: null where it is not known. */
export function answerTo(
	run: ActionRun,
	action: Pick<ActionDefinition, 'category' | 'timeoutMinutes'> | null,
): Answer | null {
	const isApproval = categoryOf(action?.category ?? 'Unknown', run) === 'Approval';
	return isApproval && run.status === 'Failed' ? answerOf(run, action?.timeoutMinutes ?? null) : null;
}

/** Times on the wire are rounded; ms. */
const rounding = 5000;

/**
 * AWS documents no words for either end (aws-facts 5.5), so the clock tells: one that stayed open for its whole time expired,
 * and whoever ended it sooner is a reviewer.
 */
function answerOf(run: ActionRun, timeoutMinutes: number | null): Answer {
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

export type AnswerWord = 'approved' | Answer['kind'];

/** How an approval that is over was answered, in a word. */
export function answerWord({
	run,
	category,
	timeoutMinutes,
}: Pick<ActionProgress, 'run' | 'category' | 'timeoutMinutes'>): AnswerWord {
	if (run === null) return 'unknown';
	if (run.status === 'Succeeded') return 'approved';
	return answerTo(run, {category, timeoutMinutes})?.kind ?? 'unknown';
}
