import {laterThan} from '../domain/carry.ts';
import {ancestryKey} from '../domain/commit.ts';
import {commitOf, isSha} from '../domain/execution.ts';
import {isOver} from '../domain/follow.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {followOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {isMoving} from '../domain/status.ts';

/** Does `descendant` contain `ancestor`? */
export interface Question {
	readonly descendant: Sha;
	readonly ancestor: Sha;
}

/** How many later executions of a pipeline are asked about, the newest first; who looks for weeks has more than that. */
const most = 20;

/**
 * What version control must be asked to tell where the tracked commits travel in a pipeline: whether later executions
 * contain them, as far as that decides anything. Unknown answers are asked for again; the clone may have learned.
 */
export function questionsOf(state: State, pipeline: PipelineRecord): readonly Question[] {
	return state.tracked.flatMap(commit => {
		const {own, standing, lastStage} = followOf(state, pipeline, commit);
		if (!isSha(commit.sha)) return [];
		if (standing.kind === 'NotTriggered' && standing.reason === 'other-repository') return [];
		const goesOn = own !== null && !isOver(pipeline, own);
		const later = laterThan(pipeline, own)
			.filter(({status, startedAt}) => (goesOn ? isMoving(status) : !isBefore(startedAt, commit.at)))
			.slice(0, most);
		const back = lastStage?.rolledBack == null ? [] : (lastStage.commit ?? []);
		const descendants = new Set(later.flatMap(execution => commitOf(execution)?.sha ?? []).concat(back));
		return [...descendants]
			.filter(descendant => descendant !== commit.sha && isSha(descendant))
			.filter(descendant => isOpen(state, descendant, commit.sha))
			.map(descendant => ({descendant, ancestor: commit.sha}));
	});
}

function isOpen({ancestry}: State, descendant: Sha, ancestor: Sha): boolean {
	return (ancestry[ancestryKey(descendant, ancestor)] ?? 'unknown') === 'unknown';
}

function isBefore(startedAt: number | null, committedAt: number | null): boolean {
	return startedAt !== null && committedAt !== null && startedAt < committedAt;
}
