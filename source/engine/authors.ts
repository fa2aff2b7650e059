import type {Commit} from '../domain/commit.ts';
import {type Execution, isSha} from '../domain/execution.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {repositoryOf} from '../domain/select.ts';
import {isMoving} from '../domain/status.ts';
import {statusNow} from '../domain/status-now.ts';
import type {History} from '../git/history.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';

/** How many commits it is remembered of that they were asked about. */
const mostAsked = 2000;
/** How long a commit of which nothing is known is left alone; ms. */
const askAgain = 60_000;

export interface AuthorsOptions {
	readonly store: Store;
	readonly clock: Clock;
	readonly history: History;
	/** Follows a commit as well; null: the user's own merges are not looked for. */
	readonly follow: ((commit: Commit) => void) | null;
}

/**
 * Finds out whose commits those are that a look has shown: the tracked ones', once it is known which repository they are of,
 * and those of new executions, where the user's own are to be followed. Nobody waits for the answers.
 */
export function createAuthors({store, clock, history, follow}: AuthorsOptions) {
	const asked = new Map<string, number>();
	const began = clock.now();

	async function ask(sha: Sha): Promise<void> {
		const repository = repositoryOf(store.getState(), sha);
		const key = `${sha} ${repository}`;
		if ((asked.get(key) ?? Number.NEGATIVE_INFINITY) + askAgain > clock.now()) return;
		asked.set(key, clock.now());
		if (asked.size > mostAsked)
			for (const oldest of [...asked.keys()].slice(0, mostAsked / 2)) asked.delete(oldest);
		const commit = await history.describe(sha, repository);
		if (commit === null) return;
		asked.set(key, Number.POSITIVE_INFINITY);
		store.dispatch({kind: 'commit-described', at: clock.now(), commit});
		const isTracked = store.getState().tracked.some(each => each.sha === sha);
		if (commit.mine && !isTracked && isNew(sha)) follow?.(commit);
	}

	/** Whether an execution of the commit still moves, or has started since we look. */
	function isNew(sha: Sha): boolean {
		const pipelines = Object.values(store.getState().scopes).flatMap(scope => Object.values(scope.pipelines));
		return pipelines.some(pipeline => shasOf(news(pipeline, began)).includes(sha));
	}

	return (pipeline: PipelineRecord): Promise<void>[] => {
		const nameless = store.getState().tracked.filter(({sha, author}) => author === null && isSha(sha));
		const fresh = follow === null ? [] : shasOf(news(pipeline, began));
		return [...new Set([...nameless.map(({sha}) => sha), ...fresh])].map(ask);
	};
}

function news(pipeline: PipelineRecord, began: number): readonly Execution[] {
	return pipeline.executions.filter(
		execution =>
			!execution.rollback &&
			(isMoving(statusNow(pipeline, execution)) || (execution.startedAt ?? 0) >= began),
	);
}

function shasOf(executions: readonly Execution[]): readonly Sha[] {
	return executions.flatMap(({revisions}) => revisions.map(({sha}) => sha)).filter(isSha);
}
