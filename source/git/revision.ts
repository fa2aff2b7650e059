import {type Commit, short} from '../domain/commit.ts';
import {plain} from '../terminal/sanitise.ts';
import {isSha} from './git.ts';
import {pullRequestNamed, resolvePullRequest} from './pull-request.ts';
import type {Repository} from './repository.ts';
import {found, problem, type Revision, type Surroundings} from './resolution.ts';

/**
 * Finds the commit that the user means: a SHA or the beginning of one, any revision of the repository at hand, `#812`,
 * or a pull request's address. A SHA that nothing here knows is taken as it is: the pipelines may know it.
 */
export async function resolveRevision(typed: string, surroundings: Surroundings): Promise<Revision> {
	const text = typed.trim();
	if (text === '') return problem('The commit is empty: give a SHA, a branch, a tag or #NUMBER');
	const pullRequest = pullRequestNamed(text);
	if (pullRequest !== null) return resolvePullRequest(pullRequest, surroundings);
	const {repository} = surroundings;
	return repository === null ? outside(text) : inside(text, repository);
}

function outside(text: string): Revision {
	if (isSha(text)) return found(unknownCommit(text), null, null);
	if (/^[0-9a-f]{1,6}$/i.test(text)) {
		return problem(`${text} is too short outside a repository: give 7 digits or more of the SHA`);
	}
	return problem(`${shown(text)} needs a git repository: change into the clone, or give the commit's SHA`);
}

async function inside(text: string, repository: Repository): Promise<Revision> {
	const lookup = await repository.resolve(text);
	switch (lookup.kind) {
		case 'commit':
			return inClone(lookup.commit, repository);
		case 'ambiguous': {
			const several = lookup.candidates.map(({sha}) => sha.slice(0, text.length + 4)).join(', ');
			if (lookup.named === null)
				return problem(`${text} is the beginning of several commits (${several}): give more digits`);
			const both = `is a branch or tag (on ${short(lookup.named.sha)}) and the beginning of a commit (${several})`;
			return problem(`${text} ${both}: give more digits, or a full name such as refs/heads/${text}`);
		}
		case 'unknown':
			if (isSha(text))
				return found(unknownCommit(text), `${short(text)} is not in this clone: run git fetch`, null);
			return problem(`${shown(text)} is no commit of this clone: check the spelling, or run git fetch`);
	}
}

async function inClone(commit: Commit, repository: Repository): Promise<Revision> {
	const pushed = await repository.isPushed(commit.sha);
	const note = `${short(commit.sha)} is not pushed: no remote branch in this clone has it`;
	return found(commit, pushed === false ? note : null, pushed);
}

function unknownCommit(typed: string): Commit {
	return {sha: typed.toLowerCase(), subject: null, author: null, at: null, mine: false};
}

/** What was typed, as it can be printed. */
function shown(text: string): string {
	const clean = plain(text);
	return clean.length > 60 ? `${clean.slice(0, 59)}…` : clean;
}
