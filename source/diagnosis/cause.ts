import type {ActionRun} from '../domain/pipeline.ts';
import {firstLine, reasonOf} from './reason.ts';

/**
 * One line of why a run failed: the cause where one was recognised, else the failure's reason without the script that
 * CodeBuild repeats whole, else what the run says of itself, such as a reviewer's words. Empty where nothing is said.
 */
export function causeOf({failure, summary}: ActionRun): string {
	if (failure?.known !== undefined) return failure.known.cause;
	const reason = failure === null ? null : reasonOf(failure.message, failure.code);
	return firstLine(reason?.text ?? summary ?? '');
}
