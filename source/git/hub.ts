import type {Commit, Containment} from '../domain/commit.ts';
import {type Difference, pullRequestIn, type ShippedCommit} from '../domain/difference.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {GhAnswer, Place} from './gh.ts';
import type {Comparison, HubCommit} from './gh-json.ts';
import type {GhQuestions} from './gh-memory.ts';
import {isSha, isWhole} from './git.ts';
import {isMine} from './mine.ts';
import {standingRevert, takenBackBy, takesBack} from './revert.ts';

/** A commit that gh tells of; `user`: whose e-mail address makes it `mine`. */
export function commitOf({sha, subject, author, at, email, login}: HubCommit, user: string | null): Commit {
	return {sha, subject, author, at, mine: isMine({email, login}, user)};
}

/** The questions of a history, answered by gh alone. `repositories`: what a place's repository is called. */
export function hubOf(gh: GhQuestions, user: string | null) {
	async function commit(sha: Sha, place: Place): Promise<HubCommit | null> {
		return isSha(sha) ? answered(await gh.commit(sha, place)) : null;
	}

	async function compare(base: Sha, head: Sha, place: Place): Promise<Comparison | null> {
		return isSha(base) && isSha(head) ? answered(await gh.compare(base, head, place)) : null;
	}

	return {
		async describe(sha: Sha, place: Place): Promise<Commit | null> {
			const known = await commit(sha, place);
			return known === null ? null : commitOf(known, user);
		},
		async contains(descendant: Sha, ancestor: Sha, place: Place): Promise<Containment> {
			const comparison = await compare(ancestor, descendant, place);
			if (comparison === null) return 'unknown';
			return comparison.contains ? 'contains' : 'lacks';
		},
		async revertOf(
			ancestor: Commit,
			descendant: Sha,
			place: Place,
			repositories: readonly string[],
		): Promise<Sha | null> {
			const comparison = await compare(ancestor.sha, descendant, place);
			if (comparison?.contains !== true) return null;
			const target = {
				sha: comparison.base?.sha ?? ancestor.sha,
				subject: comparison.base?.subject ?? ancestor.subject,
			};
			return standingRevert(target, comparison.commits, repositories);
		},
		async paths(sha: Sha, place: Place): Promise<readonly string[] | null> {
			return (await commit(sha, place))?.paths ?? null;
		},
		async between(
			from: Sha,
			to: Sha,
			place: Place,
			repositories: readonly string[],
		): Promise<Difference | null> {
			const brought = await compare(from, to, place);
			if (brought === null) return null;
			const taken = brought.behind > 0 ? await compare(to, from, place) : null;
			const shipped = (comparison: Comparison | null) =>
				comparison?.commits.map(each => shippedOf(each, comparison.commits, user, repositories)) ?? [];
			return {
				commits: shipped(brought),
				lost: shipped(taken),
				whole: isWholeList(brought) && (brought.behind === 0 || (taken !== null && isWholeList(taken))),
			};
		},
	};
}

function answered<Value>(answer: GhAnswer<Value>): Value | null {
	return answer.kind === 'answer' ? answer.value : null;
}

function isWholeList({commits, total}: Comparison): boolean {
	return commits.length >= total;
}

/** The files of a comparison belong to no commit of it: which paths each changed is not known. */
function shippedOf(
	commit: HubCommit,
	listed: readonly HubCommit[],
	user: string | null,
	repositories: readonly string[],
): ShippedCommit {
	const taken = takenBackBy(commit.message);
	const [named = ''] = taken.shas;
	const reverts =
		listed.find(each => takesBack(taken, each, repositories))?.sha ?? (isWhole(named) ? named : null);
	return {...commitOf(commit, user), pullRequest: pullRequestIn(commit.subject), paths: null, reverts};
}
