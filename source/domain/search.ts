import type {Commit} from './commit.ts';
import {type Execution, runs} from './execution.ts';
import type {PipelineRecord} from './record.ts';

/** How far before the commit's own time an execution of it can have started, clocks being what they are; ms. */
const clockSlack = 3600_000;

/** Whether the list was read far enough back to know all executions of a commit that matter. */
export function searchedFor(pipeline: PipelineRecord, commit: Commit): boolean {
	if (pipeline.older === undefined) return false;
	if (pipeline.older === null) return true;
	if (pipeline.executions.some(each => !each.rollback && runs(each, commit.sha))) return true;
	// What was asked for by id stands at the list's end without a time, and says nothing of how far it was read.
	const oldest = pipeline.executions.findLast(({startedAt}) => startedAt !== null);
	return oldest !== undefined && isBefore(oldest, commit);
}

/** The execution up to which the list must be kept for a commit, so that it need not be searched for again; null: all of it. */
export function searchedUpTo(executions: readonly Execution[], commit: Commit): Execution | null {
	return (
		executions.find(each => !each.rollback && runs(each, commit.sha)) ??
		executions.find(each => isBefore(each, commit)) ??
		null
	);
}

function isBefore({startedAt}: Execution, {at}: Commit): boolean {
	return at !== null && startedAt !== null && startedAt < at - clockSlack;
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
