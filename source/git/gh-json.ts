import {withoutSecrets} from '../diagnosis/secrets.ts';
import type {Sha} from '../domain/pipeline.ts';
import {plain} from '../terminal/sanitise.ts';
import {isSha, isWhole} from './git.ts';

const states = ['OPEN', 'CLOSED', 'MERGED'] as const;

/** What gh knows of a pull request; `merge` is null while it is not merged, or where gh does not name the commit. */
export interface PullRequest {
	readonly number: number | null;
	readonly state: (typeof states)[number];
	readonly title: string;
	readonly merge: Sha | null;
	/** The newest commit of its branch. */
	readonly head: Sha | null;
}

/** A commit as GitHub tells it. */
export interface HubCommit {
	readonly sha: Sha;
	/** The first paragraph of its message, in one line. */
	readonly subject: string;
	/** As written: it may hold what a terminal obeys, and is only read for what it names. */
	readonly message: string;
	readonly author: string | null;
	readonly email: string | null;
	/** GitHub's name of the author. */
	readonly login: string | null;
	/** When it was committed; ms. */
	readonly at: number | null;
	/** The paths that it changed against its first parent; null where GitHub does not tell them, or not all. */
	readonly paths: readonly string[] | null;
}

/** How one commit stands to another. */
export interface Comparison {
	/** Whether the head has the base in its history. */
	readonly contains: boolean;
	readonly base: HubCommit | null;
	/** What the head has and the base lacks, newest first; GitHub lists 250 at most. */
	readonly commits: readonly HubCommit[];
	/** How many those are, listed or not. */
	readonly total: number;
	/** How many the base has and the head lacks. */
	readonly behind: number;
}

/** GitHub lists that many files of a commit on a page. */
const mostFiles = 300;

/** Reads `gh pr view --json`; null when it is none. */
export function pullRequestAt(json: unknown): PullRequest | null {
	const {state: word, title, mergeCommit, number, headRefOid} = fields(json);
	const state = states.find(each => each === word);
	if (state === undefined) return null;
	return {
		number: whole(number),
		state,
		title: withoutSecrets(plain(text(title) ?? '')).trim(),
		merge: sha(fields(mergeCommit).oid),
		head: sha(headRefOid),
	};
}

/** Reads `GET /repos/…/commits/SHA`, and a commit of a comparison; null when it is none. */
export function hubCommitIn(json: unknown): HubCommit | null {
	const {sha: id, commit, author: account, files} = fields(json);
	const {message, author, committer} = fields(commit);
	const whose = fields(author);
	const known = text(id);
	if (known === null || !isWhole(known)) return null;
	const written = text(message) ?? '';
	const at = Date.parse(text(fields(committer).date) ?? text(whose.date) ?? '');
	return {
		sha: known.toLowerCase(),
		subject: withoutSecrets(plain(written.trimStart().split(/\n[^\S\n]*\n/, 1)[0] ?? '')).trim(),
		message: written,
		author: plain(text(whose.name) ?? '').trim() || null,
		email: text(whose.email),
		login: text(fields(account).login),
		at: Number.isNaN(at) ? null : at,
		paths: pathsIn(files),
	};
}

function pathsIn(files: unknown): readonly string[] | null {
	if (!Array.isArray(files) || files.length >= mostFiles) return null;
	const names = files.map(fields).flatMap(file => [text(file.previous_filename), text(file.filename)]);
	return names.filter(name => name !== null).map(plain);
}

/** Reads `GET /repos/…/compare/BASE...HEAD`; null when it is none. */
export function comparisonIn(json: unknown): Comparison | null {
	const {status, base_commit: base, commits, total_commits: total, behind_by: behind} = fields(json);
	if (!['ahead', 'identical', 'behind', 'diverged'].includes(String(status))) return null;
	const listed = Array.isArray(commits) ? commits.map(hubCommitIn).filter(commit => commit !== null) : [];
	return {
		contains: status === 'ahead' || status === 'identical',
		base: hubCommitIn(base),
		commits: listed.reverse(),
		total: whole(total) ?? listed.length,
		behind: whole(behind) ?? (status === 'behind' || status === 'diverged' ? 1 : 0),
	};
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function text(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}

function whole(value: unknown): number | null {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function sha(value: unknown): Sha | null {
	const known = text(value);
	return known !== null && isSha(known) ? known.toLowerCase() : null;
}
