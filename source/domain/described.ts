import type {Commit} from './commit.ts';
import {type Execution, isSha} from './execution.ts';
import {amend, keep} from './keep.ts';
import type {Sha} from './pipeline.ts';
import type {State} from './state.ts';

/**
 * Where a commit comes among those that are followed: in place of all, behind them, or in front: then in place of the first,
 * unless it is one of them itself.
 */
export type TrackedPlace = 'alone' | 'last' | 'first';

/** Takes in what is told of a commit, never forgetting what was known. */
export function describe(state: State, told: Commit): State {
	const before = state.commits[told.sha];
	const after = joined(before, told);
	if (after === before) return state;
	const tracked = keep(
		state.tracked,
		state.tracked.map(each => (each.sha === told.sha ? after : each)),
	);
	return {...state, tracked, commits: {...state.commits, [told.sha]: after}};
}

function joined(before: Commit | undefined, told: Commit): Commit {
	return keep<Commit>(before, {
		sha: told.sha,
		subject: told.subject ?? before?.subject ?? null,
		author: told.author ?? before?.author ?? null,
		at: told.at ?? before?.at ?? null,
		mine: told.mine || (before?.mine ?? false),
	});
}

/** The same for a whole list, which may be long. */
export function describeAll(state: State, told: readonly Commit[]): State {
	const commits: Record<string, Commit> = {};
	let described = state;
	for (const commit of told) {
		if (state.tracked.some(({sha}) => sha === commit.sha)) described = describe(described, commit);
		else commits[commit.sha] = joined(state.commits[commit.sha], commit);
	}
	const all = amend(described.commits, commits);
	return amend(described, {commits: all});
}

/**
 * Follows this commit with all that is known of it, in its place among those that are followed already; each once. `at`: the
 * time, ms since the epoch.
 */
export function track(state: State, commit: Commit, place: TrackedPlace, at: number): State {
	const described = describe(state, commit);
	const known = described.commits[commit.sha] ?? commit;
	const tracked = once(placed(described.tracked, known, place));
	const since = {[commit.sha]: at, ...state.trackedSince};
	const isTracked = ([asked]: readonly [Sha, number]) => tracked.some(({sha}) => sha.startsWith(asked));
	return {
		...described,
		tracked,
		trackedSince: Object.fromEntries(Object.entries(since).filter(isTracked)),
	};
}

/** Since when a commit is followed; ms since the epoch, null: it is not. */
export function trackedSince({trackedSince: since}: Pick<State, 'trackedSince'>, commit: Sha): number | null {
	return Object.entries(since).find(([asked]) => commit.startsWith(asked))?.[1] ?? null;
}

function placed(before: readonly Commit[], commit: Commit, place: TrackedPlace): readonly Commit[] {
	switch (place) {
		case 'alone':
			return [commit];
		case 'last':
			return [...before, commit];
		case 'first': {
			const isFollowed = before.some(({sha}) => sha === commit.sha);
			return [commit, ...(isFollowed ? before : before.slice(1))];
		}
	}
}

function once(commits: readonly Commit[]): readonly Commit[] {
	return commits.filter(({sha}, index) => commits.findIndex(each => each.sha === sha) === index);
}

/** A short SHA that the user gave becomes whole, and its subject known, as soon as an execution tells. */
export function describeRevisions(state: State, executions: readonly Execution[]): State {
	let next = state;
	for (const {sha, subject} of executions.flatMap(({revisions}) => revisions)) {
		const abbreviated = next.tracked.find(each => each.sha.length < sha.length && sha.startsWith(each.sha));
		if (abbreviated !== undefined && isSha(sha)) {
			const whole = {...abbreviated, sha, subject: abbreviated.subject ?? subject};
			next = describe(next, whole);
			const known = next.commits[sha] ?? whole;
			next = {...next, tracked: once(next.tracked.map(each => (each === abbreviated ? known : each)))};
		} else if (subject !== null && next.commits[sha]?.subject == null) {
			next = describe(next, {sha, subject, author: null, at: null, mine: false});
		}
	}
	return next;
}
