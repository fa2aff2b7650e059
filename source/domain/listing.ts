import {commitOf, type Execution} from './execution.ts';
import {keep, keepList} from './keep.ts';
import type {PipelineRecord} from './state.ts';

type Listing = Pick<PipelineRecord, 'executions' | 'executionsAt' | 'older'>;

/** A page of the list of executions, as it was read. */
interface Page {
	readonly at: number;
	readonly executions: readonly Execution[];
	readonly newest: boolean;
	readonly next: string | null;
}

/**
 * The list of executions with a page taken in. When the newest page no longer meets what is known (a machine slept for days),
 * the list begins anew with it: a gap that nobody knows of could hide the very execution that is searched for.
 */
export function withPage(before: Listing, page: Page): Listing {
	const known = before.executions;
	if (!page.newest) return {...before, executions: merge(known, page.executions, known), older: page.next};
	const meets = page.executions.some(({id}) => known.some(each => each.id === id && each.startedAt !== null));
	const goesOn = before.older !== undefined && (meets || page.next === null);
	return {
		executions: keepList(known, merge(goesOn ? known : [], page.executions, page.executions)),
		executionsAt: page.at,
		older: goesOn && page.next !== null ? before.older : page.next,
	};
}

/** Takes in one execution that was asked for by id: it tells the status, but no times. */
export function withExecution(known: readonly Execution[], read: Execution): readonly Execution[] {
	const before = known.find(({id}) => id === read.id);
	if (before === undefined) return merge(known, [read], known);
	const revisions = commitOf(read) === null ? before.revisions : read.revisions;
	const after = keep(before, {...before, status: read.status, said: read.said, revisions});
	return after === before ? known : known.map(each => (each === before ? after : each));
}

/** Executions by id, the read over the known, newest first; of those that started together `first` come first. */
function merge(
	known: readonly Execution[],
	read: readonly Execution[],
	first: readonly Execution[],
): readonly Execution[] {
	const byId = new Map(first.map(execution => [execution.id, execution]));
	for (const execution of known) byId.set(execution.id, execution);
	for (const execution of read) byId.set(execution.id, keep(byId.get(execution.id), execution));
	const sorted = [...byId.values()].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
	return keepList(known, sorted);
}
