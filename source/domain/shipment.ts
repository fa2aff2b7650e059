import type {Difference, ShippedCommit} from './difference.ts';
import {isSha} from './execution.ts';
import type {Sha} from './pipeline.ts';

/** A commit that would ship, with the commit of the same list that takes it back; null: none does. */
export interface ChangedCommit extends ShippedCommit {
	readonly revertedBy: Sha | null;
}

/** A folder, at most two steps deep (`` is the root), and how many files in it are touched. */
export interface Folder {
	readonly folder: string;
	readonly files: number;
}

/** Why it cannot be told what would ship. */
export type Obscurity =
	/** No execution is there that could ship, or its commit is not known. */
	| 'no-next'
	/** Nothing ever succeeded in the stage: all of the history would ship. */
	| 'nothing-runs'
	/** What the stage runs is not known. */
	| 'no-now'
	/** The source is no repository of git. */
	| 'no-commits'
	/** Version control does not know one of the two commits. */
	| 'no-answer';

/** What would ship, as far as it is known. */
export type Shipment =
	| {
			readonly kind: 'known';
			/** The newest first. */
			readonly commits: readonly ChangedCommit[];
			/** What the stage runs now and would run no more, the newest first. */
			readonly lost: readonly ShippedCommit[];
			/** False when there are more than are listed. */
			readonly whole: boolean;
			/** The folders that most files are touched in come first; null: not known. */
			readonly folders: readonly Folder[] | null;
	  }
	/** Version control has not answered yet. */
	| {readonly kind: 'asked'}
	| {readonly kind: 'unknown'; readonly why: Obscurity};

const nothing: Shipment = {kind: 'known', commits: [], lost: [], whole: true, folders: []};

/** What version control says of the way from one revision to another; undefined: nothing yet, null: that it does not know. */
export function shipmentOf(from: Sha, to: Sha, difference: Difference | null | undefined): Shipment {
	if (from === to) return nothing;
	if (!isSha(from) || !isSha(to)) return {kind: 'unknown', why: 'no-commits'};
	if (difference === undefined) return {kind: 'asked'};
	if (difference === null) return {kind: 'unknown', why: 'no-answer'};
	const commits = withReverts(difference.commits);
	return {...difference, kind: 'known', commits, folders: foldersOf(difference.commits)};
}

/** A revert that is itself taken back by a newer commit of the list takes nothing back. */
function withReverts(commits: readonly ShippedCommit[]): readonly ChangedCommit[] {
	const takenBack = new Map<Sha, Sha>();
	for (const {sha, reverts} of commits)
		if (reverts !== null && !takenBack.has(sha) && !takenBack.has(reverts)) takenBack.set(reverts, sha);
	return commits.map(commit => ({...commit, revertedBy: takenBack.get(commit.sha) ?? null}));
}

function foldersOf(commits: readonly ShippedCommit[]): readonly Folder[] | null {
	const files = new Set<string>();
	for (const {paths} of commits) {
		if (paths === null) return null;
		for (const path of paths) files.add(path);
	}
	return [...Map.groupBy(files, path => path.split('/').slice(0, -1).slice(0, 2).join('/'))]
		.map(([folder, inside]) => ({folder, files: inside.length}))
		.toSorted((a, b) => b.files - a.files || (a.folder < b.folder ? -1 : 1));
}
