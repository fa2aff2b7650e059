import {pullRequestIn} from '../domain/difference.ts';
import type {Sha} from '../domain/pipeline.ts';

/** A commit that may take another back, or be taken back. */
export interface Written {
	readonly sha: Sha;
	readonly subject: string | null;
	readonly message: string;
}

/** What a message says its commit takes back. */
export interface Taken {
	/** As written: whole, or seven digits or more of them. */
	readonly shas: readonly Sha[];
	readonly pullRequests: readonly {readonly number: number; readonly repository: string | null}[];
}

/** Nobody takes back more at once; a stranger's message may hold any number. */
const most = 100;

/**
 * Reads `This reverts commit …`, as `git revert` writes it (of a merge too, which goes on `, reversing changes made to …`),
 * and `Reverts owner/repo#812`, as GitHub's button does.
 */
export function takenBackBy(message: string): Taken {
	const shas = message.matchAll(/\bThis reverts commit\s+([0-9a-f]{7,64})\b/gi);
	const pullRequests = message.matchAll(/^Reverts (?:([\w.-]+\/[\w.-]+))?#([1-9]\d{0,8})\b/gm);
	return {
		shas: [...shas].slice(0, most).map(([, sha = '']) => sha.toLowerCase()),
		pullRequests: [...pullRequests]
			.slice(0, most)
			.map(([, repository = null, digits]) => ({number: Number(digits), repository})),
	};
}

/**
 * The newest of `later` (newest first) that takes `target` back and is not itself taken back by a later one that stands.
 * `repositories`: see `takesBack`.
 */
export function standingRevert(
	target: Pick<Written, 'sha' | 'subject'>,
	later: readonly Written[],
	repositories: readonly string[],
): Sha | null {
	const standing: {readonly sha: Sha; readonly taken: Taken}[] = [];
	for (const commit of later) {
		const taken = takenBackBy(commit.message);
		if (taken.shas.length === 0 && taken.pullRequests.length === 0) continue;
		if (!standing.some(other => takesBack(other.taken, commit, repositories)))
			standing.push({sha: commit.sha, taken});
	}
	return standing.find(({taken}) => takesBack(taken, target, repositories))?.sha ?? null;
}

/** `repositories`: what the commits' own is called (`owner/name`); another's pull requests are not meant. Empty: not known. */
export function takesBack(
	{shas, pullRequests}: Taken,
	{sha, subject}: Pick<Written, 'sha' | 'subject'>,
	repositories: readonly string[],
): boolean {
	if (shas.some(named => sha.startsWith(named))) return true;
	if (pullRequests.length === 0) return false;
	const own = pullRequestIn(subject);
	return pullRequests.some(({number, repository}) => number === own && isAmong(repository, repositories));
}

function isAmong(repository: string | null, repositories: readonly string[]): boolean {
	if (repository === null || repositories.length === 0) return true;
	return repositories.some(each => each.toLowerCase() === repository.toLowerCase());
}
