import type {Commit} from './commit.ts';
import {runs} from './execution.ts';
import type {PipelineRecord} from './record.ts';

/** How far before the commit's own time an execution of it can have started, clocks being what they are; ms. */
const clockSlack = 3600_000;

/** Whether the list was read far enough back to know all executions of a commit that matter. */
export function searchedFor(pipeline: PipelineRecord, commit: Commit): boolean {
	if (pipeline.older === undefined) return false;
	if (pipeline.older === null) return true;
	if (pipeline.executions.some(each => !each.rollback && runs(each, commit.sha))) return true;
	// What was asked for by id stands at the list's end without a time, and says nothing of how far it was read.
	const oldest = pipeline.executions.findLast(({startedAt}) => startedAt !== null)?.startedAt ?? null;
	return commit.at !== null && oldest !== null && oldest < commit.at - clockSlack;
}

/** Whether every source of the pipeline is another repository than the one whose commit is followed. */
export function isOthers(pipeline: PipelineRecord, repository: string | null): boolean {
	const sources = (pipeline.definition?.stages ?? []).flatMap(({actions}) =>
		actions.flatMap(action => action.repository ?? []),
	);
	return (
		repository !== null &&
		sources.length > 0 &&
		sources.every(source => source.toLowerCase() !== repository.toLowerCase())
	);
}

/** Whether the commit was awaited in vain; it may have been short then. */
export function isGivenUp(pipeline: PipelineRecord, commit: Commit): boolean {
	return pipeline.givenUp.some(sha => commit.sha.startsWith(sha));
}
