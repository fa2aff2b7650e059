import type {Event} from './event.ts';
import {type Notice, noticesOf} from './notice.ts';
import {reduce} from './reduce.ts';
import {followsOf} from './select.ts';
import type {State} from './state.ts';

/** How many notices are kept for those who ask what happened. */
const kept = 500;

/** Folds one fact into the state, and tells what became true by it. */
export function advance(state: State, event: Event): State {
	const next = reduce(state, event);
	const told = [...ofFollows(next), ...ofTrouble(state, next)].filter(
		({key}) => next.announced[key] === undefined,
	);
	if (told.length === 0) return next;
	return {
		...next,
		happened: [...next.happened, ...told].slice(-kept),
		announced: {...next.announced, ...Object.fromEntries(told.map(({key}) => [key, true as const]))},
	};
}

/** A pipeline is told of only after a look at it ended: halfway through one, what was read does not fit together yet. */
function ofFollows(state: State): readonly Notice[] {
	return state.tracked.flatMap(commit =>
		followsOf(state, commit).flatMap(follow =>
			follow.asOf !== null && follow.asOf === state.now ? noticesOf(follow, commit.sha, state.now) : [],
		),
	);
}

function ofTrouble(before: State, after: State): readonly Notice[] {
	return Object.values(after.scopes).flatMap((scope): Notice[] => {
		const [was, is] = [before.scopes[scope.id]?.trouble ?? null, scope.trouble];
		const about = {at: after.now, scope: scope.id};
		if (is !== null && is.kind !== was?.kind) {
			return [{...about, key: `trouble ${scope.id} ${is.kind} ${is.since}`, kind: 'trouble', trouble: is}];
		}
		if (is === null && was !== null) {
			return [
				{
					...about,
					key: `recovered ${scope.id} ${was.since}`,
					kind: 'recovered',
					after: after.now - was.since,
				},
			];
		}
		return [];
	});
}
