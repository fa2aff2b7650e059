import type {Follow} from '../domain/follow.ts';
import type {Sha} from '../domain/pipeline.ts';
import {followsOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {createBeats} from './beats.ts';
import type {Said} from './facts.ts';
import {heartbeat} from './said.ts';
import {type Followed, isDenied, isThrough, type Until} from './tally.ts';

/** Each commit in each pipeline as the last look left it: halfway through one, what was read does not fit together yet. */
export interface Looks {
	/** Takes in a state and tells of the looks that have ended. */
	hear(state: State): void;
	/** What was seen last of all that are followed, those that were not looked at yet left out; what is denied is not. */
	seen(state: State): readonly Followed[];
	/** Whether nothing more is waited for in any of them. */
	areThrough(state: State): boolean;
}

/** `every`: how often a pipeline's looks are told, as for `createBeats`. */
export function createLooks(until: Until, every: number | null, print: (said: Said) => void): Looks {
	const keyOf = createKeys();
	const beats = createBeats(every);
	const last = new Map<string, Followed>();
	/** When each was last looked at before its commit was followed: that look tells nothing of it. */
	const earlier = new Map<string, Follow['asOf']>();
	let started = false;

	function take(followed: Followed, {now, scopes}: State): void {
		const {commit, follow} = followed;
		const {asOf} = follow;
		const key = keyOf(followed);
		const before = last.get(key);
		if (!earlier.has(key)) earlier.set(key, started ? asOf : null);
		if (asOf === null || asOf === (before?.follow.asOf ?? earlier.get(key))) return;
		last.set(key, followed);
		const isOver = isThrough(followed, until);
		// What nothing more is waited for in is told of once.
		if (before !== undefined && isOver && isThrough(before, until)) return;
		const isTurn = before === undefined || isOver;
		const interval = scopes[follow.scope]?.interval ?? 0;
		if (beats({key, at: asOf, interval, isTurn}))
			print(heartbeat(follow, commit.sha, now, scopes[follow.scope]));
	}

	/** What is followed no more must not keep all that was known of it. */
	function forget(followed: ReadonlySet<string>): void {
		for (const key of last.keys()) if (!followed.has(key)) last.delete(key);
		for (const key of earlier.keys()) if (!followed.has(key)) earlier.delete(key);
	}

	return {
		hear(state) {
			const all = followedIn(state);
			for (const followed of all) take(followed, state);
			if (last.size > all.length) forget(new Set(all.map(keyOf)));
			started = true;
		},
		seen: state =>
			followedIn(state).flatMap(each => last.get(keyOf(each)) ?? (isDenied(each.follow) ? each : [])),
		areThrough: state =>
			followedIn(state).every(each => {
				const followed = last.get(keyOf(each)) ?? (isDenied(each.follow) ? each : undefined);
				return followed !== undefined && isThrough(followed, until);
			}),
	};
}

function followedIn(state: State): readonly Followed[] {
	return state.tracked.flatMap(commit => followsOf(state, commit).map(follow => ({commit, follow})));
}

/** Keys of a commit in a pipeline. They stay when a short SHA becomes whole. */
function createKeys(): (followed: Followed) => string {
	const names: Sha[] = [];
	const nameOf = (sha: Sha) => {
		const known = names.find(name => sha.startsWith(name));
		if (known === undefined) names.push(sha);
		return known ?? sha;
	};
	return ({commit, follow}) => `${nameOf(commit.sha)} ${follow.scope} ${follow.pipeline}`;
}
