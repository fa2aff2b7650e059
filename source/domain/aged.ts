import type {PipelineRecord} from './record.ts';
import type {ScopeRecord, State} from './state.ts';

/**
 * Whether a later state tells nothing new but that it is newer: when it was looked, and how many calls that took. Parts that
 * did not change are known by their identity.
 */
export function onlyAged(before: State, after: State): boolean {
	return sameBut(before, after, {now: true, scopes: (was, is) => sameValues(was, is, scopeAged)});
}

const scopeAged = (before: ScopeRecord, after: ScopeRecord) =>
	sameBut(before, after, {
		lookedAt: true,
		calls: true,
		pipelines: (was, is) => sameValues(was, is, pipelineAged),
	});

const pipelineAged = (before: PipelineRecord, after: PipelineRecord) =>
	// A first look is no mere age: what was awaited is known now.
	before.lookedAt !== null && sameBut(before, after, {lookedAt: true, snapshotAt: true, executionsAt: true});

/** What may differ: anything (true), or what a comparison says is the same. */
type Leave<T> = {readonly [Key in keyof T]?: true | ((before: T[Key], after: T[Key]) => boolean)};

function sameBut<T extends object>(before: T, after: T, leave: Leave<T>): boolean {
	if (before === after) return true;
	// The keys of an object of a closed type are those of the type.
	const keys = Object.keys(after) as (keyof T)[];
	return keys.every(key => {
		if (Object.is(before[key], after[key])) return true;
		const left = leave[key];
		return left === true || left?.(before[key], after[key]) === true;
	});
}

function sameValues<T>(
	before: Readonly<Record<string, T>>,
	after: Readonly<Record<string, T>>,
	same: (before: T, after: T) => boolean,
): boolean {
	if (before === after) return true;
	const entries = Object.entries(after);
	return (
		entries.length === Object.keys(before).length &&
		entries.every(([key, value]) => {
			const was = before[key];
			return was !== undefined && (was === value || same(was, value));
		})
	);
}
