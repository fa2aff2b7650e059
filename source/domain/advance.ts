import type {Event} from './event.ts';
import {type Notice, noticesOf} from './notice.ts';
import {reduce} from './reduce.ts';
import {followOf, followsOf} from './select.ts';
import type {State} from './state.ts';
import {troubleNotices} from './trouble-notices.ts';

/** How many notices are kept for those who ask what happened. */
const kept = 500;

/** Folds one fact into the state, and tells what became true by it. */
export function advance(state: State, event: Event): State {
	const next = reduce(state, event);
	const told = [...ofLook(next, event), ...troubleNotices(state, next)].filter(
		({key}) => next.announced[key] === undefined,
	);
	return told.length === 0 ? next : tell(next, told);
}

/** A pipeline is told of only when a look at it has ended: halfway through one, what was read does not fit together yet. */
function ofLook(state: State, event: Event): readonly Notice[] {
	if (event.kind !== 'looked') return [];
	const pipeline = state.scopes[event.scope]?.pipelines[event.pipeline];
	if (pipeline === undefined) return [];
	return state.tracked.flatMap(commit => noticesOf(followOf(state, pipeline, commit), commit.sha, event.at));
}

function tell(state: State, told: readonly Notice[]): State {
	const happened = [...state.happened, ...told].slice(-kept);
	const announced = {...state.announced, ...keysOf(told)};
	const grown = Object.keys(announced).length > 4 * kept;
	return {...state, happened, announced: grown ? keysOf([...happened, ...trueNow(state)]) : announced};
}

/** All that could be told now: these must not be told again, however long ago they were. */
function trueNow(state: State): readonly Notice[] {
	return state.tracked.flatMap(commit =>
		followsOf(state, commit).flatMap(follow => noticesOf(follow, commit.sha, state.now)),
	);
}

function keysOf(notices: readonly Notice[]): State['announced'] {
	return Object.fromEntries(notices.map(({key}) => [key, true]));
}
