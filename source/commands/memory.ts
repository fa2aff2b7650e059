import type {Commit} from '../domain/commit.ts';
import {isSha} from '../domain/execution.ts';
import {scopesOf} from '../domain/select.ts';
import {isSettledEverywhere} from '../domain/settled.ts';
import type {State} from '../domain/state.ts';
import {summaryOf} from '../domain/summary.ts';
import type {Clock} from '../engine/clock.ts';
import type {Kept, KeptCommit, KeptLine} from '../state-file/schema.ts';
import {nothingKept, readKept, writeKept} from '../state-file/state-file.ts';
import type {Store} from '../store/store.ts';

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
/** The shortest time between two writes, and the longest while the screen runs; ms. */
const rest = 2000;
const longest = 30_000;

export function createMemory({file, scope, clock, complain}: MemoryOptions): Memory {
	const said = new Set<string>();

	function say(sentence: string): void {
		if (said.has(sentence)) return;
		said.add(sentence);
		complain(sentence);
	}

	async function remembered(): Promise<Kept> {
		const found = await readKept(file);
		if (found.kind === 'unusable') say(`${file} ${found.why}: it is left out, and written anew`);
		return found.kind === 'kept' ? found.kept : nothingKept;
	}

	async function write(facts: Facts): Promise<void> {
		try {
			const {followed} = await remembered();
			const {[scope]: _, ...others} = followed;
			const mine = facts.followed.length > 0 ? {[scope]: facts.followed} : {};
			await writeKept(file, {
				v: 1,
				followed: {...others, ...mine},
				line: {...facts.line, at: clock.now()},
			});
		} catch (error) {
			const {code} = error as NodeJS.ErrnoException;
			say(
				`${file} cannot be written (${code}): sluice line and the next start will not know what was followed`,
			);
		}
	}

	async function keepUp(store: Store, signal: AbortSignal): Promise<void> {
		let written = {text: '', at: Number.NEGATIVE_INFINITY};
		const look = async (last: boolean) => {
			const facts = factsOf(store.getState());
			if (facts === null) return;
			// Every look moves this time on: it is no reason to write.
			const text = JSON.stringify({...facts, line: {...facts.line, asOf: null}});
			const at = clock.now();
			const due = at - written.at >= Math.min(facts.line.interval, longest);
			if (!due && !last && text === written.text) return;
			written = {text, at};
			await write(facts);
		};
		while (!signal.aborted) {
			await look(false);
			await clock.sleep(rest, signal);
		}
		await look(true);
	}

	return {
		async followedBefore() {
			const {followed} = await remembered();
			return (followed[scope] ?? []).map(each => ({...each, author: null, at: null, mine: false}));
		},
		keep(store) {
			const over = new AbortController();
			const kept = keepUp(store, over.signal);
			return {
				async close() {
					over.abort();
					await kept;
				},
			};
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
