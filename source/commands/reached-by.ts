import type {Follow} from '../domain/follow.ts';
import {stagesOf} from '../domain/progress.ts';
import {reachedIn} from '../domain/reached.ts';
import type {State} from '../domain/state.ts';
import type {ReachedIn} from './tally.ts';

/** Whether a stage runs a commit, wherever there is such a stage and the commit concerns the pipeline. */
export function reachedBy(stage: string, state: () => Pick<State, 'ancestry'>): ReachedIn {
	return ({commit, follow}) =>
		isConcerned(follow) && stagesOf(follow.record).some(({name}) => name === stage)
			? reachedIn(follow.record, stage, commit, state()).kind
			: 'no-stage';
}

/** An execution that never came says nothing of what the stage runs: a later one may have brought the commit. */
function isConcerned({standing}: Follow): boolean {
	return standing.kind !== 'NotTriggered' || standing.reason === 'no-execution';
}
