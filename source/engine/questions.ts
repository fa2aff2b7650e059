import {comparable, laterThan} from '../domain/carry.ts';
import {ancestryKey, type Commit} from '../domain/commit.ts';
import {type Execution, isSha} from '../domain/execution.ts';
import {isOver} from '../domain/follow.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {followOf, repositoryOf} from '../domain/select.ts';
import {interestingStages, type StagesOfInterest, stageRun} from '../domain/stage-run.ts';
import type {State} from '../domain/state.ts';
import {isMoving} from '../domain/status.ts';

/** Does `descendant` contain `ancestor`? */
export interface Question {
	readonly descendant: Sha;
	readonly ancestor: Commit;
	/** Whose commits they are; null: not known. */
	readonly repository: string | null;
}

/** How many later executions of a pipeline are asked about, the newest first; who looks for weeks has more than that. */
const most = 20;

/**
 * What version control must be asked to tell where the tracked commits travel in a pipeline: whether later executions, and
 * what the stages of interest run, contain them, as far as that decides anything. Unknown answers are asked for again; the
 * clone may have learned.
 */
export function questionsOf(
	state: State,
	pipeline: PipelineRecord,
	interest: StagesOfInterest,
): readonly Question[] {
	return state.tracked.flatMap(commit => {
		const {own, standing} = followOf(state, pipeline, commit);
		if (!isSha(commit.sha)) return [];
		if (standing.kind === 'NotTriggered' && standing.reason !== 'no-execution') return [];
		const goesOn = own !== null && !isOver(pipeline, own);
		const later = laterThan(pipeline, own)
			.filter(({status, startedAt}) => (goesOn ? isMoving(status) : !isBefore(startedAt, commit.at)))
			.slice(0, most);
		const running = runningIn(pipeline, interest).filter(({startedAt}) => !isBefore(startedAt, commit.at));
		const revisions = [...later, ...running].flatMap(execution => comparable(pipeline, execution, commit));
		const repository = repositoryOf(state, commit.sha);
		return [...new Set(revisions.map(({sha}) => sha))]
			.filter(descendant => descendant !== commit.sha && isSha(descendant))
			.filter(descendant => isOpen(state, descendant, commit.sha))
			.map(descendant => ({descendant, ancestor: commit, repository}));
	});
}

/**
 * What the stages of interest run, as far as more than the place in the list must be known of it: of the last stage alone,
 * what came after the commit's own execution is asked about anyway, and what came before it matters only after a rollback.
 */
function runningIn(pipeline: PipelineRecord, interest: StagesOfInterest): readonly Execution[] {
	const runs = interestingStages(pipeline, interest).map(stage => stageRun(pipeline, stage));
	return runs.flatMap(run =>
		run.kind === 'run' && (run.rollback || interest !== 'last') ? (run.execution ?? []) : [],
	);
}

function isOpen({ancestry}: State, descendant: Sha, ancestor: Sha): boolean {
	return (ancestry[ancestryKey(descendant, ancestor)] ?? 'unknown') === 'unknown';
}

function isBefore(startedAt: number | null, committedAt: number | null): boolean {
	return startedAt !== null && committedAt !== null && startedAt < committedAt;
}
