import type {Sha} from './pipeline.ts';

/** A commit, as far as it is known; `at` is when it was committed, ms since the epoch. */
export interface Commit {
	/** Full, or as short as the user gave it while no source has told the rest. */
	readonly sha: Sha;
	readonly subject: string | null;
	readonly author: string | null;
	readonly at: number | null;
	/** Whether the user of this machine wrote it. */
	readonly mine: boolean;
}

/**
 * Whether one commit has another in its history; unknown is an answer and must be shown as one. Reverted: it has, and a later
 * commit of the same history takes it back, so that its change is not there.
 */
export const containments = ['contains', 'reverted', 'lacks', 'unknown'] as const;
export type Containment = (typeof containments)[number];

/** What is known of commits' histories, by the key of the question. */
export type Ancestry = Readonly<Record<string, Containment>>;

/** The key of a question: does `descendant` contain `ancestor`? */
export function ancestryKey(descendant: Sha, ancestor: Sha): string {
	return `${descendant}>${ancestor}`;
}

/** The seven digits by which people name a commit. */
export function short(sha: Sha): string {
	// A revision that is no commit may be called anything: no character is halved.
	return /^\w*$/.test(sha) ? sha.slice(0, 7) : [...sha.slice(0, 14)].slice(0, 7).join('').toWellFormed();
}
