import type {Commit} from '../domain/commit.ts';
import {isSha} from '../domain/execution.ts';
import {scopesOf} from '../domain/select.ts';
import {isSettledEverywhere} from '../domain/settled.ts';
import type {State} from '../domain/state.ts';
import {summaryOf} from '../domain/summary.ts';
import type {Clock} from '../engine/clock.ts';
import type {KeptCommit, KeptLine} from '../state-file/schema.ts';
import {nothingKept, readKept, writeKept} from '../state-file/state-file.ts';
import type {Store} from '../store/store.ts';
import {keptFile, nowAndThen} from './kept-file.ts';

export interface MemoryOptions {
	/** The state file. */
	readonly file: string;
	/** What is looked at: commits that were followed elsewhere are none of its business. */
	readonly scope: string;
	readonly clock: Clock;
	/** Hears what is wrong with the file, in one sentence. */
	readonly complain: (sentence: string) => void;
}

/** What a screen leaves behind for the next one, and for `sluice line`. */
export interface Memory {
	/** What was followed when a screen last ended, and is not settled; the newest first. */
	followedBefore(): Promise<readonly Commit[]>;
	/** Writes down what the store learns, until it is closed: that writes a last time. */
	keep(store: Store): {close(): Promise<void>};
}

/** How many commits of a scope are kept. */
const most = 20;
/** The longest time between two writes while the screen runs; ms. */
const longest = 30_000;

export function createMemory({file, scope, clock, complain}: MemoryOptions): Memory {
	const kept = keptFile({
		file,
		nothing: nothingKept,
		readIn: readKept,
		writeTo: writeKept,
		lost: 'sluice line and the next start will not know what was followed',
		complain,
	});

	return {
		async followedBefore() {
			const {followed} = await kept.read();
			return (followed[scope] ?? []).map(each => ({...each, author: null, at: null, mine: false}));
		},
		keep(store) {
			let written = {text: '', at: Number.NEGATIVE_INFINITY};
			return nowAndThen(async last => {
				const facts = factsOf(store.getState());
				if (facts === null) return;
				// Every look moves this time on: it is no reason to write.
				const text = JSON.stringify({...facts, line: {...facts.line, asOf: null}});
				const at = clock.now();
				const due = at - written.at >= Math.min(facts.line.interval, longest);
				if (!due && !last && text === written.text) return;
				written = {text, at};
				await kept.change(({v, followed: {[scope]: _, ...others}}) => {
					const mine = facts.followed.length > 0 ? {[scope]: facts.followed} : {};
					return {v, followed: {...others, ...mine}, line: {...facts.line, at: clock.now()}};
				});
			}, clock);
		},
	};
}

interface Facts {
	readonly followed: KeptCommit[];
	readonly line: Omit<KeptLine, 'at'>;
}

/** What is worth keeping; null while no commit is followed: then what was kept before stays. */
function factsOf(state: State): Facts | null {
	const [scope] = scopesOf(state);
	if (scope === undefined || state.tracked.length === 0) return null;
	const {trouble, commits: _, ...counts} = summaryOf(state);
	return {
		followed: state.tracked
			.filter(commit => isSha(commit.sha) && !isSettledEverywhere(state, commit))
			.slice(0, most)
			.map(toKept),
		line: {
			...counts,
			asOf: scope.lookedAt,
			interval: scope.interval,
			account: scope.account,
			region: scope.region,
			trouble: trouble === null ? null : {kind: trouble.kind, message: trouble.message, renew: trouble.hint},
			commits: state.tracked.map(toKept),
		},
	};
}

function toKept({sha, subject}: Commit): KeptCommit {
	return {sha, subject};
}
