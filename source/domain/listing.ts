import {commitOf, type Execution} from './execution.ts';
import {keep, keepList} from './keep.ts';
import type {PipelineRecord} from './record.ts';

type Listing = Pick<PipelineRecord, 'executions' | 'executionsAt' | 'older'>;

/** A page of the list of executions, as it was read. */
interface Page {
	readonly at: number;
	readonly executions: readonly Execution[];
	readonly newest: boolean;
	readonly next: string | null;
}

/** How many executions are remembered at most, and how many are left when there are more: as many as a page holds. */
const [most, left] = [72, 50];

/**
 * The list without its oldest, once it is long. `isFollowed`: what must stay with all that came after it; `isShown`: what stays
 * though what came after it goes, without its time, as if it had been asked for by id. Who searches further back reads on
 * behind the newest page.
 */
export function withoutOldest(
	listing: Listing,
	page: Page,
	isFollowed: (execution: Execution) => boolean,
	isShown: (execution: Execution) => boolean,
): Listing {
	const {executions} = listing;
	if (executions.length <= most || !page.newest || page.next === null) return listing;
	const cut = Math.max(left, executions.findLastIndex(isFollowed) + 1);
	const dropped = executions.slice(cut);
	if (!dropped.some(({startedAt}) => startedAt !== null)) return listing;
	const shown = dropped.filter(isShown).map(each => ({...each, startedAt: null}));
	return {...listing, executions: [...executions.slice(0, cut), ...shown], older: page.next};
}

/**
 * The list of executions with a page taken in. When the newest page no longer meets what is known (a machine slept for days),
 * the list begins anew with it: a gap that nobody knows of could hide the very execution that is searched for.
 */
export function withPage(before: Listing, page: Page): Listing {
	const known = before.executions;
	const read = page.executions;
	if (!page.newest) return {...before, executions: merge(known, read, [...known, ...read]), older: page.next};
	const meets = read.some(({id}) => known.some(each => each.id === id));
	const goesOn = before.older !== undefined && (meets || page.next === null);
	return {
		executions: merge(known, read, goesOn ? [...read, ...known] : read),
		executionsAt: page.at,
		older: goesOn && page.next !== null ? before.older : page.next,
	};
}

/** Takes in one execution that was asked for by id: it tells the status, but no times. */
export function withExecution(known: readonly Execution[], read: Execution): readonly Execution[] {
	const before = known.find(({id}) => id === read.id);
	if (before === undefined) return merge(known, [read], [...known, read]);
	const revisions = commitOf(read) === null ? before.revisions : read.revisions;
	const after = keep(before, {...before, status: read.status, said: read.said, revisions});
	return after === before ? known : known.map(each => (each === before ? after : each));
}

/** All executions, each once and as it was read last, newest first; those that started together as they are given. */
function merge(
	known: readonly Execution[],
	read: readonly Execution[],
	all: readonly Execution[],
): readonly Execution[] {
	const before = new Map(known.map(execution => [execution.id, execution]));
	const told = new Map(read.map(execution => [execution.id, keep(before.get(execution.id), execution)]));
	const once = new Map(all.map(execution => [execution.id, told.get(execution.id) ?? execution]));
	return keepList(
		known,
		[...once.values()].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)),
	);
}
