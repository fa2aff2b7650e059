import type {Program} from '../assemble.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {pipelinesOf, scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {isBlinding, type Trouble} from '../domain/trouble.ts';
import type {Clock} from '../engine/clock.ts';
import {isHopeless, patience} from '../engine/patience.ts';
import {refused} from '../exit-code.ts';
import {progressWords, sayOnTheWay} from './on-the-way.ts';
import {type Refusal, refusalOf, type Sought, sentence} from './refusal.ts';

/** What one look has shown, and why it showed nothing, where that is so. */
export interface Looked {
	readonly state: State;
	readonly refusal: Refusal | null;
}

/** The time between two tries of what fails while somebody waits for one look; ms. */
const retryInterval = 1000;
/** The pace of one look: what was seen is not looked at again while the rest waits for its turn in the budget. */
export const onePass = {interval: 3600_000, retry: retryInterval} as const;
const tick = 1000;

/** When one look has seen enough, and how much it has seen: a number that grows as long as it gets anywhere. */
export interface Extent {
	readonly isSeen: (state: State) => boolean;
	readonly countSeen: (state: State) => number;
}

/** Runs a program until every pipeline was looked at or will not be seen; says on the way what takes so long. Rejects only for a fault of ours. */
export async function lookOnce(
	{store, engine}: Program,
	sought: Sought,
	clock: Clock,
	interrupted: AbortSignal,
	complain: (line: string) => void,
	{isSeen, countSeen}: Extent = everything,
): Promise<Looked> {
	const over = new AbortController();
	const ending = AbortSignal.any([over.signal, interrupted]);
	const running = engine.run(ending).finally(() => over.abort());
	// A fault is thrown where it is awaited, below.
	running.catch(() => {});
	void sayOnTheWay(() => progressWords(store.getState()), complain, clock, ending);
	let refusal: Refusal | null = null;
	const unsubscribe = store.subscribe(state => {
		refusal ??= refusalOf(state, sought);
		if (isSeen(state) || refusal !== null) over.abort();
	});
	let seen = -1;
	for (let since = clock.now(); !ending.aborted; await clock.sleep(tick, ending)) {
		const state = store.getState();
		const count = countSeen(state);
		if (count > seen) [seen, since] = [count, clock.now()];
		const trouble = blindnessIn(state);
		const enough = trouble?.kind === 'throttled' ? patience.throttled : patience.other;
		if (trouble !== null && clock.now() - since >= enough) over.abort();
	}
	unsubscribe();
	await running;
	const state = store.getState();
	return {state, refusal: refusal ?? blindness(state)};
}

/** The first trouble there is, what can be done without last; null: none. */
export function troubleIn(state: State): Trouble | null {
	return blindnessIn(state) ?? pipelinesOf(state).find(({trouble}) => trouble !== null)?.trouble ?? null;
}

/** The first trouble that keeps something from being seen; null: none. */
function blindnessIn(state: State): Trouble | null {
	const common = scopesOf(state).find(({trouble}) => trouble !== null)?.trouble ?? null;
	const troubles = pipelinesOf(state).map(({trouble}) => trouble);
	return common ?? troubles.find(isBlinding) ?? null;
}

/** Whether a pipeline was looked at since a time (ms since the epoch), or will not be seen. */
export function isLookedAt({lookedAt, trouble}: PipelineRecord, since = 0): boolean {
	return (lookedAt !== null && lookedAt >= since) || (isBlinding(trouble) && isHopeless(trouble.kind));
}

const everything: Extent = {
	isSeen: state =>
		scopesOf(state).every(
			({names, pipelines}) =>
				names !== null && Object.values(pipelines).every(pipeline => isLookedAt(pipeline)),
		),
	countSeen: state =>
		scopesOf(state)
			.map(({names, pipelines}) => {
				const looked = Object.values(pipelines).filter(({lookedAt}) => lookedAt !== null);
				return looked.length + (names === null ? 0 : 1);
			})
			.reduce((sum, count) => sum + count, 0),
};

/** Nothing at all was seen: AWS cannot be reached. */
function blindness(state: State): Refusal | null {
	const trouble = blindnessIn(state);
	const records = scopesOf(state).flatMap(({pipelines}) => Object.values(pipelines));
	if (trouble === null || records.some(({lookedAt}) => lookedAt !== null)) return null;
	return {message: sentence(trouble), code: refused};
}
