import type {Program} from '../assemble.ts';
import {type Commit, short} from '../domain/commit.ts';
import type {Sha} from '../domain/pipeline.ts';
import {followsOf, pipelinesOf, scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {wrongUse} from '../exit-code.ts';
import {headAlternative} from '../git/head.ts';
import type {Surroundings} from '../git/resolution.ts';
import type {Refusal} from './refusal.ts';

/** What only the pipelines can judge of the commits that were asked for. */
export interface Doubts {
	/** HEAD, where no commit was named and the branch that the pipelines follow does not have it: perhaps a pull request's. */
	readonly head: Sha | null;
	/** Commits that no remote branch has. */
	readonly unpushed: readonly Sha[];
}

/** What became of the doubts: nothing, another commit in place of HEAD with a sentence about it, or a refusal. */
export type Judgement =
	| {readonly kind: 'fine'}
	| {readonly kind: 'instead'; readonly commit: Commit; readonly note: string}
	| {readonly kind: 'refused'; readonly refusal: Refusal};

/** Judges once every pipeline was looked at for the commits: what is in none of them must have been meant otherwise. */
export async function judge(state: State, {head, unpushed}: Doubts, where: Surroundings): Promise<Judgement> {
	if (head !== null && isNowhere(state, head)) {
		const found = await headAlternative(where);
		if (found !== null) {
			const {number, merge} = found;
			const note = `HEAD ${short(head)} is pull request #${number}, merged as ${short(merge.sha)}`;
			return {kind: 'instead', commit: merge, note};
		}
	}
	const lost = unpushed.find(sha => isNowhere(state, sha));
	if (lost === undefined) return {kind: 'fine'};
	const message = `${short(lost)} is not pushed and in no pipeline: push it, or name the commit that was merged`;
	return {kind: 'refused', refusal: {message, code: wrongUse}};
}

/**
 * Judges as soon as every pipeline was looked at while a program runs, and follows what is meant in place of HEAD. Resolves
 * with the refusal, or null.
 */
export async function settleDoubts(
	{store, engine}: Pick<Program, 'store' | 'engine'>,
	doubts: Doubts,
	where: Surroundings,
	say: (sentence: string) => void,
	signal: AbortSignal,
): Promise<Refusal | null> {
	const doubted = [...(doubts.head === null ? [] : [doubts.head]), ...doubts.unpushed];
	if (doubted.length === 0) return null;
	const isFound = (state: State) => doubted.every(sha => !isNowhere(state, sha));
	await until(store, signal, state => isBlind(state) || isLookedAt(state, 0) || isFound(state));
	// Who cannot see AWS judges nothing; that is told as trouble.
	if (signal.aborted || !isLookedAt(store.getState(), 0)) return null;
	const judgement = await judge(store.getState(), doubts, where);
	switch (judgement.kind) {
		case 'fine':
			return null;
		case 'refused':
			return judgement.refusal;
		case 'instead':
			say(judgement.note);
			// The looks at HEAD tell nothing of it.
			await followAnew({store, engine}, judgement.commit, signal);
			return null;
	}
}

async function followAnew(
	{store, engine}: Pick<Program, 'store' | 'engine'>,
	commit: Commit,
	signal: AbortSignal,
) {
	const looked = Math.max(0, ...pipelinesOf(store.getState()).map(({lookedAt}) => lookedAt ?? 0));
	engine.send({kind: 'track', commit});
	await until(store, signal, state => isBlind(state) || isLookedAt(state, looked + 1));
}

/** Resolves as soon as something holds of the state, or the signal aborts. */
function until(
	store: Program['store'],
	signal: AbortSignal,
	holds: (state: State) => boolean,
): Promise<void> {
	return new Promise(resolve => {
		const check = (state: State) => {
			if (holds(state)) end();
		};
		const end = () => {
			unsubscribe();
			signal.removeEventListener('abort', end);
			resolve();
		};
		const unsubscribe = store.subscribe(check);
		signal.addEventListener('abort', end, {once: true});
		if (signal.aborted) end();
		else check(store.getState());
	});
}

/** Whether no pipeline has an execution of the commit, nor one that brings it along. */
function isNowhere(state: State, sha: Sha): boolean {
	const commit = state.tracked.find(each => each.sha === sha);
	return commit !== undefined && followsOf(state, commit).every(({execution}) => execution === null);
}

/** Whether every pipeline was looked at since a time (ms since the epoch), or cannot be. */
function isLookedAt(state: State, since: number): boolean {
	const scopes = scopesOf(state);
	return (
		scopes.length > 0 &&
		scopes.every(({names}) => names !== null) &&
		pipelinesOf(state).every(({lookedAt, trouble}) => (lookedAt ?? -1) >= since || trouble !== null)
	);
}

function isBlind(state: State): boolean {
	return scopesOf(state).some(({trouble}) => trouble !== null);
}
