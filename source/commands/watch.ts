import type {WatchFlags} from '../command-line/parse.ts';
import type {Sha} from '../domain/pipeline.ts';
import {followsOf, scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import type {Clock} from '../engine/clock.ts';
import type {Store} from '../store/store.ts';
import {createBeats} from './beats.ts';
import type {Said} from './facts.ts';
import {heartbeat, type Link, saidOf} from './said.ts';
import {
	type Followed,
	hasFailed,
	isThrough,
	type ReachedIn,
	type Tally,
	tallyOf,
	type Until,
} from './tally.ts';
import {createGrace, passed} from './waiting.ts';

export interface WatchOptions {
	readonly store: Store;
	readonly clock: Clock;
	readonly link: Link;
	readonly flags: Omit<WatchFlags, 'reached'>;
	/** Whether the stage that is waited for runs a commit; null: no stage is waited for. */
	readonly reached: ReachedIn | null;
	/** Whether more commits may come to be followed: then nothing but time or a failure ends it. */
	readonly endless: boolean;
	/** Looks at everything again, now. */
	readonly look: () => void;
	readonly print: (said: Said) => void;
	readonly signal: AbortSignal;
}

/** How all stand at the end, and what ended it: `expired`: credentials were not renewed in time. */
export interface Watched {
	readonly tally: Tally;
	readonly ended: 'through' | 'timeout' | 'expired' | 'aborted';
}

/** Prints what the store learns until nothing more is waited for, the time is up, or the signal aborts. */
export function watch(options: WatchOptions): Promise<Watched> {
	const {store, clock, link, flags, reached, endless, look, print, signal} = options;
	const until: Until = {exitOn: flags.exitOn, reached};
	const keyOf = createKeys();
	/** Each pipeline as the last look at it left it: halfway through a look, what was read does not fit together yet. */
	const seen = new Map<string, Followed>();
	/** When each was last looked at before its commit was followed: that look tells nothing of it. */
	const earlier = new Map<string, number | null>();
	let started = false;
	const lastSeen = (state: State) => followedIn(state).flatMap(each => seen.get(keyOf(each)) ?? []);
	const beats = createBeats(flags.quiet ? 0 : flags.heartbeat);
	let told: ReadonlySet<string> = new Set();
	let happened: State['happened'] | null = null;

	function tellLook(followed: Followed, {now, scopes}: State): void {
		const {commit, follow} = followed;
		const key = keyOf(followed);
		const before = seen.get(key);
		if (!earlier.has(key)) earlier.set(key, started ? follow.asOf : null);
		const last = before?.follow.asOf ?? earlier.get(key) ?? null;
		if (follow.asOf === null || follow.asOf === last) return;
		seen.set(key, followed);
		const over = isThrough(followed, until);
		// What nothing more is waited for in is told of once.
		if (before !== undefined && over && isThrough(before, until)) return;
		const isTurn = before === undefined || over;
		const interval = scopes[follow.scope]?.interval ?? 0;
		if (beats({key, at: follow.asOf, interval, isTurn})) print(heartbeat(follow, commit.sha, now));
	}

	function tellNotices(state: State): void {
		if (state.happened === happened) return;
		happened = state.happened;
		for (const notice of happened.filter(({key}) => !told.has(key))) {
			const said = saidOf(notice, link);
			if (said !== null) print(said);
		}
		told = new Set(happened.map(({key}) => key));
	}

	function isOver(state: State): boolean {
		if (flags.exitOn === 'failure' && lastSeen(state).some(each => hasFailed(each, until))) return true;
		return (
			!endless &&
			isListed(state) &&
			followedIn(state).every(each => isSeenThrough(seen.get(keyOf(each)), until))
		);
	}

	return new Promise(resolve => {
		const over = new AbortController();
		const end = (ended: Watched['ended']) => {
			if (over.signal.aborted) return;
			over.abort();
			unsubscribe();
			signal.removeEventListener('abort', abort);
			const state = store.getState();
			resolve({tally: tallyOf(state.tracked, lastSeen(state), until), ended});
		};
		const abort = () => end('aborted');
		const mind = createGrace({
			clock,
			grace: flags.grace,
			look,
			end: () => end('expired'),
			signal: over.signal,
		});
		const hear = (state: State) => {
			for (const followed of followedIn(state)) tellLook(followed, state);
			started = true;
			tellNotices(state);
			mind(state);
			if (isOver(state)) end('through');
		};
		const unsubscribe = store.subscribe(hear);
		signal.addEventListener('abort', abort, {once: true});
		if (signal.aborted) return abort();
		if (flags.timeout !== null)
			void passed(clock, flags.timeout, over.signal).then(isUp => isUp && end('timeout'));
		hear(store.getState());
	});
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

/** Whether it is known which pipelines there are. */
function isListed(state: State): boolean {
	const scopes = scopesOf(state);
	return (
		state.tracked.length > 0 &&
		scopes.length > 0 &&
		scopes.every(({names}) => names !== null && names.length > 0)
	);
}

function isSeenThrough(followed: Followed | undefined, until: Until): boolean {
	return followed !== undefined && isThrough(followed, until);
}
