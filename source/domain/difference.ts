import type {Commit} from './commit.ts';
import type {Sha} from './pipeline.ts';

/** A commit on its way, as the reader of a change list wants it. */
export interface ShippedCommit extends Commit {
	/** The pull request that its subject names (`(#812)` at the end, or `Merge pull request #812`); null: none. */
	readonly pullRequest: number | null;
	/** Paths it changed against its first parent; null: not known. */
	readonly paths: readonly string[] | null;
	/** The commit that it takes back (`This reverts commit …`), whole SHA; null: none. */
	readonly reverts: Sha | null;
}

/** What changes when `to` follows `from`. */
export interface Difference {
	/** Commits that `to` has and `from` lacks, newest first. */
	readonly commits: readonly ShippedCommit[];
	/** Commits that `from` has and `to` lacks, newest first: going there takes them away. */
	readonly lost: readonly ShippedCommit[];
	/** False when there are more than are listed. */
	readonly whole: boolean;
}

/** The key of the question what changes when `to` follows `from`. */
export function differenceKey(from: Sha, to: Sha): string {
	return `${from}..${to}`;
}

/** The pull request that a subject says was merged: GitHub's squash (`… (#812)`) or merge (`Merge pull request #812 …`). */
export function pullRequestIn(subject: string | null): number | null {
	const [, squashed, merged] =
		/\(#([1-9]\d{0,8})\)$|^Merge pull request #([1-9]\d{0,8})(?: |$)/.exec(subject?.trim() ?? '') ?? [];
	const digits = merged ?? squashed;
	return digits === undefined ? null : Number(digits);
}
