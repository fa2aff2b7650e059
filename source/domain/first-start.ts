import {type Execution, runs} from './execution.ts';
import type {Sha} from './pipeline.ts';

/** The last answers for each list and commit: a list never changes, and most stay the same from look to look. */
const remembered = new WeakMap<readonly Execution[], Map<Sha, number | null>>();

/** When the first of these executions that runs a commit started; ms since the epoch, null: not known. */
export function firstStart(executions: readonly Execution[], sha: Sha): number | null {
	const answers = remembered.get(executions) ?? new Map<Sha, number | null>();
	const known = answers.get(sha);
	if (known !== undefined) return known;
	const starts = executions.filter(each => runs(each, sha)).flatMap(({startedAt}) => startedAt ?? []);
	const answer = starts.length === 0 ? null : Math.min(...starts);
	remembered.set(executions, answers.set(sha, answer));
	return answer;
}
