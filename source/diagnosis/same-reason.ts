import type {ActionRun, Failure} from '../domain/pipeline.ts';
import {masked} from './green.ts';
import {reasonOf} from './reason.ts';

/** What every failed build says: that it failed, in which phase, with which status. */
const says =
	/build terminated with state: \w+|\b(?:phase|code): ?\w+|\b(?:message|reason):|\b(?:command_execution_error|jobfailed)\b|\bexit (?:status|code):? ?[\d#]+|\ba command failed\b/gi;

/**
 * Whether a run failed for the same reason: the same known cause where both have one, else the same words but for what
 * changes from run to run. That both ended with the same exit status says nothing.
 */
export function sameReasonAs(failure: Failure | null): (run: Pick<ActionRun, 'failure'>) => boolean {
	const words = wordsOf(failure);
	return ({failure: other}) => {
		if (failure?.known !== undefined && other?.known !== undefined)
			return failure.known.id === other.known.id;
		return words !== null && words === wordsOf(other);
	};
}

/** A failure's own words, masked, without the script that a message repeats; null where they say nothing in particular. */
function wordsOf(failure: Failure | null): string | null {
	if (failure === null || failure.message.trim() === '') return null;
	const words = masked(reasonOf(failure.message, null)?.text ?? '');
	return /[a-z]{3}/i.test(words.replace(says, '')) ? words : null;
}
