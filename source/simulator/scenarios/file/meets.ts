import type {ActionStart, RuleStart} from '../../scenario.ts';
import {fits} from './glob.ts';
import type {ActionOutcome, RuleOutcome} from './outcome-schema.ts';

/** Whether an outcome, at its place in the file, is meant for where and when something starts. */
export function meets(
	{pipeline, stage, commit, attempt, chance}: ActionOutcome | RuleOutcome,
	start: ActionStart | RuleStart,
	index: number,
): boolean {
	return (
		fits(pipeline, start.pipeline) &&
		fits(stage, start.stage) &&
		(commit === undefined || (start.commit?.sha.startsWith(commit) ?? false)) &&
		(attempt === undefined || attempt === start.attempt) &&
		(chance === undefined || start.random.fork(`outcome/${index}`).next() < chance)
	);
}
