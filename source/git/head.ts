import type {Commit} from '../domain/commit.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {Gh} from './gh.ts';
import {placeOf} from './known.ts';
import {mergeCommit} from './pull-request.ts';
import type {Repository} from './repository.ts';
import type {Surroundings} from './resolution.ts';

/** What stands for HEAD where HEAD itself goes nowhere. */
export interface HeadAlternative {
	readonly head: Commit;
	/** The merged pull request of the current branch. */
	readonly number: number;
	/** The commit that merged it. */
	readonly merge: Commit;
}

/**
 * The merged pull request that has HEAD among its commits, as after a squash; null when HEAD is in the history of the
 * branch that the pipelines follow, when there is no such pull request, or nothing can be asked.
 */
export async function headAlternative({repository, gh}: Surroundings): Promise<HeadAlternative | null> {
	if (repository === null || gh === null) return null;
	const head = await repository.resolve('HEAD');
	if (head.kind !== 'commit' || (await repository.isOnTrunk(head.commit.sha)) === true) return null;
	const answer = await gh.pullRequest(null);
	if (answer.kind !== 'answer') return null;
	const {state, number, merge, head: newest} = answer.value;
	if (state !== 'MERGED' || number === null || merge === null || newest === null) return null;
	// Work that came after the merge is on no way to production.
	if (!(await isPartOf(newest, head.commit.sha, repository, gh))) return null;
	const {commit} = await mergeCommit(answer.value, merge, repository, gh);
	return {head: head.commit, number, merge: commit};
}

/** Whether a pull request whose newest commit is `newest` has `sha`; GitHub may have brought the branch up to date. */
async function isPartOf(newest: Sha, sha: Sha, repository: Repository, gh: Gh): Promise<boolean> {
	if (newest === sha) return true;
	const local = await repository.contains(newest, sha);
	if (local !== 'unknown') return local === 'contains';
	const place = placeOf(null, repository);
	const answer = place === null ? null : await gh.compare(sha, newest, place);
	return answer?.kind === 'answer' && answer.value.contains;
}
