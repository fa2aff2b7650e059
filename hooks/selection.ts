import {type Follow, isApart} from '../source/domain/follow.ts';
import type {ActionProgress, StageProgress} from '../source/domain/progress.ts';
import {isPressing} from '../source/domain/select.ts';
import {isBlinding} from '../source/domain/trouble.ts';

/** A pipeline of a scope, as a key: a selection belongs to it and not to a row. */
export function keyOf({scope, pipeline}: {readonly scope: string; readonly pipeline: string}): string {
	return `${scope} ${pipeline}`;
}

/** A commit that is followed besides, as a key; no pipeline's looks so. */
export function commitKey({sha}: {readonly sha: string}): string {
	return `commit:${sha}`;
}

export interface ListFilter {
	readonly onlyWrong: boolean;
	readonly unfolded: boolean;
	readonly filter: string;
}

/** What the list shows: the rows, and what is folded into one. */
export interface Listed {
	readonly shown: readonly Follow[];
	readonly folded: readonly Follow[];
}

export function listed(follows: readonly Follow[], {onlyWrong, unfolded, filter}: ListFilter): Listed {
	const matching = follows.filter(
		follow => follow.pipeline.toLowerCase().includes(filter.toLowerCase()) && (!onlyWrong || isWrong(follow)),
	);
	const isFolded = ({standing}: Follow) => !unfolded && standing.kind === 'NotTriggered';
	return {shown: matching.filter(follow => !isFolded(follow)), folded: matching.filter(isFolded)};
}

function isWrong(follow: Follow): boolean {
	return isPressing(follow) || (isBlinding(follow.trouble) && !isApart(follow));
}

/** An action of a pipeline, as a key: two stages may have actions of one name. */
export function actionKey({stage, name}: ActionProgress): string {
	return `${stage}/${name}`;
}

/** The action that wants to be seen: the first that failed, else that waits, else that runs, else the last that ended. */
export function urgentAction(stages: readonly StageProgress[]): ActionProgress | null {
	const actions = actionsIn(stages);
	const first = (state: ActionProgress['state']) => actions.find(action => action.state === state);
	return (
		first('Failed') ??
		first('Waiting') ??
		first('Running') ??
		actions.findLast(({run}) => run !== null) ??
		actions[0] ??
		null
	);
}

/** The actions in the order in which the detail shows them. */
export function actionsIn(stages: readonly StageProgress[]): readonly ActionProgress[] {
	return stages.flatMap(({actions}) => actions);
}
