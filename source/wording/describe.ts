import type {Follow} from '../domain/follow.ts';
import type {Gate} from '../domain/gate.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {State} from '../domain/state.ts';
import {type Describe, duration, named} from './words.ts';

/** Names commits with their age, as far as the state knows it: `9e0c4b7 (2d)`. */
export function describeIn({commits}: Pick<State, 'commits'>, now: number): Describe {
	return sha => {
		const at = sha === null ? null : (commits[sha]?.at ?? null);
		return at === null ? named(sha) : `${named(sha)} (${duration(now - at)})`;
	};
}

/** How many other commits would ship with the one at a gate; null: the history at hand does not tell. */
export function shippedWith(state: Pick<State, 'history'>, follow: Follow, gate: Gate): number | null {
	const ahead = aheadBy(state, gate.commit, follow.lastStage?.commit ?? null);
	return ahead === null ? null : ahead - 1;
}

/** By how many commits one is ahead of an older one; null: it is not, or the history at hand does not tell. */
export function aheadBy(
	{history}: Pick<State, 'history'>,
	newer: Sha | null,
	older: Sha | null,
): number | null {
	const index = (sha: Sha | null) => history.findIndex(commit => commit.sha === sha);
	const [from, to] = [index(newer), index(older)];
	return from < 0 || to <= from ? null : to - from;
}
