import {useMemo} from 'react';
import type {Commit} from '../source/domain/commit.ts';
import type {Execution} from '../source/domain/execution.ts';
import type {Follow} from '../source/domain/follow.ts';
import {freshFor} from '../source/domain/fresh.ts';
import {type ActionProgress, progressOf, type StageProgress} from '../source/domain/progress.ts';
import {scopesOf} from '../source/domain/select.ts';
import type {View} from './navigation.ts';
import {actionKey, actionsIn, commitKey, keyOf, type Listed, listed, urgentAction} from './selection.ts';
import {useFollows, useHeldOrder} from './use-follows.ts';
import {useNow} from './use-now.ts';

/** What the split view shows: everything that the user's choices make of the state. */
export interface Split extends ReturnType<typeof useFollows> {
	readonly now: number;
	/** When the newest look ended; ms since the epoch, null: none has. */
	readonly lookedAt: number | null;
	readonly list: Listed;
	/** The selected pipeline; null: none, or a commit that is followed besides. */
	readonly follow: Follow | null;
	readonly other: Commit | null;
	/** The execution that the detail shows, and how far it has come. */
	readonly execution: Execution | null;
	readonly stages: readonly StageProgress[];
	readonly action: ActionProgress | null;
}

export function useSplit(view: View): Split {
	const followed = useFollows();
	const {state, follows} = followed;
	const looks = follows.map(({asOf}) => asOf ?? 0);
	const lookedAt = Math.max(0, ...looks) || null;
	const now = useNow(lookedAt, freshFor(scopesOf(followed.state)));
	const ordered = useHeldOrder(follows, keyOf, now);
	const {onlyWrong, unfolded, filter} = view;
	const list = useMemo(
		() => listed(ordered, {onlyWrong, unfolded, filter}),
		[ordered, onlyWrong, unfolded, filter],
	);
	const other = followed.others.find(each => commitKey(each) === view.selected) ?? null;
	const chosenRow = list.shown.find(each => keyOf(each) === view.selected) ?? list.shown[0] ?? null;
	const follow = other === null ? chosenRow : null;
	const chosen = follow?.record.executions.find(({id}) => id === view.execution) ?? null;
	const execution = chosen ?? follow?.execution ?? null;
	const stages = useMemo(
		() => (follow === null ? [] : chosen === null ? follow.stages : progressOf(follow.record, chosen.id)),
		[follow, chosen],
	);
	const action = actionsIn(stages).find(each => actionKey(each) === view.action) ?? urgentAction(stages);
	return {...followed, state, now, lookedAt, list, follow, other, execution, stages, action};
}

/** Whether an execution runs the commit that is followed. */
export function isOwn(follow: Follow, execution: Execution | null): boolean {
	return execution !== null && follow.runs.some(({id}) => id === execution.id);
}

/** What the console's page of an execution must name. */
export function linkTarget(follow: Follow, execution: Execution | null) {
	const parallel = follow.record.definition?.mode === 'PARALLEL' && execution !== null;
	return [follow.scope, follow.pipeline, parallel ? {execution: execution.id} : null] as const;
}
