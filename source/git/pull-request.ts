import {type Commit, short} from '../domain/commit.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {Gh, GhFailure} from './gh.ts';
import type {PullRequest} from './gh-json.ts';
import {commitOf} from './hub.ts';
import {placeOf} from './known.ts';
import type {Repository} from './repository.ts';
import {found, problem, type Revision, type Surroundings} from './resolution.ts';

/** A pull request as the user names it; `address` is null for a bare number. */
export interface PullRequestName {
	readonly number: number;
	readonly address: URL | null;
	/** `owner/name`, from the address. */
	readonly repository: string | null;
}

/** Reads `#812` or a pull request's address, with or without `https://`; null for any other text. */
export function pullRequestNamed(typed: string): PullRequestName | null {
	const number = /^#([1-9]\d{0,8})$/.exec(typed)?.[1];
	if (number !== undefined) return {number: Number(number), address: null, repository: null};
	const parts = /^(?:https?:\/\/)?([\w.-]+(?::\d+)?)\/([\w.-]+\/[\w.-]+)\/pull\/([1-9]\d{0,8})(?:[/?#].*)?$/i;
	const [, host, repository, digits] = parts.exec(typed) ?? [];
	if (host === undefined || repository === undefined || digits === undefined) return null;
	if (!URL.canParse(`https://${host}`)) return null;
	const address = new URL(`https://${host}/${repository}/pull/${digits}`);
	return {number: Number(digits), address, repository};
}

/** The commit that merged a pull request, as gh tells it, else as the clone's history does. */
export async function resolvePullRequest(
	{number, address, repository: named}: PullRequestName,
	{repository, gh}: Surroundings,
): Promise<Revision> {
	const name = address === null ? `#${number}` : `${named}#${number}`;
	if (address === null && repository === null) {
		return problem(`${name} needs a repository: change into the clone, or give the pull request's address`);
	}
	const answer = gh === null ? null : await gh.pullRequest(address ?? number);
	const clone = named === null || isSame(named, repository?.repository ?? null) ? repository : null;
	if (answer?.kind === 'answer') {
		const {state, merge} = answer.value;
		if (state === 'OPEN') return problem(`${name} is not merged yet: come back once it is, or give a commit`);
		if (state === 'CLOSED') {
			return problem(`${name} was closed without a merge: no commit of it is on its way, give another`);
		}
		if (merge !== null) {
			const {commit, isHere} = await mergeCommit(answer.value, merge, clone, gh, address);
			const note = `${name} was merged as ${short(merge)}`;
			const advice = clone === null || isHere ? '' : ', which is not in this clone: run git fetch';
			return found(commit, note + advice, true);
		}
	}
	const commit = (await clone?.mergeOf(number)) ?? null;
	if (commit !== null) {
		const pushed = (await clone?.isPushed(commit.sha)) ?? null;
		return found(commit, `${name} was merged as ${short(commit.sha)}`, pushed);
	}
	return problem(unresolved(name, clone, answer?.kind === 'failure' ? answer.failure : null));
}

/** The commit that gh says merged a pull request: as the clone has it, else as gh tells it, else by the little that is known. */
export async function mergeCommit(
	{title}: PullRequest,
	sha: Sha,
	clone: Repository | null,
	gh: Gh | null,
	address: URL | null = null,
): Promise<{readonly commit: Commit; readonly isHere: boolean}> {
	const described = (await clone?.describe(sha)) ?? null;
	if (described !== null) return {commit: described, isHere: true};
	const named = address === null ? null : address.pathname.split('/').slice(1, 3).join('/');
	const place = address === null ? placeOf(null, clone) : {repository: named, host: address.host};
	const told = place === null ? null : await gh?.commit(sha, place);
	const commit =
		told?.kind === 'answer'
			? commitOf(told.value, clone?.user ?? null)
			: {sha, subject: title || null, author: null, at: null, mine: false};
	return {commit, isHere: false};
}

function unresolved(name: string, clone: Repository | null, failure: GhFailure | null): string {
	const sought = clone === null ? `${name} cannot be looked up here` : `${name} merged nothing in this clone`;
	const or = clone === null ? '' : ', or run git fetch';
	switch (failure?.kind) {
		case undefined:
		case 'not-installed':
			return `${sought}: install gh${or}, or give the merge commit's SHA`;
		case 'not-signed-in':
			return `${sought} and gh is not signed in: run gh auth login${or}, or give the merge commit's SHA`;
		case 'timed-out':
			return `${sought} and gh did not answer in time: try again${or}, or give the merge commit's SHA`;
		case 'not-found':
			return `${sought} and GitHub does not know it: check the number${or}, or give the merge commit's SHA`;
		case 'failed':
			return `${sought} and gh says "${failure.message}": check the number${or}, or give the merge commit's SHA`;
	}
}

function isSame(one: string, other: string | null): boolean {
	return one.toLowerCase() === other?.toLowerCase();
}
