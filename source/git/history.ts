import type {Commit, Containment} from '../domain/commit.ts';
import type {Difference} from '../domain/difference.ts';
import type {Sha} from '../domain/pipeline.ts';

/**
 * What the program asks of version control; the repository at hand, gh, or a demo's own. It only reads, and no method
 * rejects. `repository` (`owner/name`) says whose commit it is where that is known: gh is asked about it when the clone
 * does not have the commit. Null: the clone's own.
 */
export interface History {
	/** `owner/name` of where the commits are pushed to, where it is known: tells other repositories' pipelines apart. */
	readonly repository: string | null;
	/** What is known of a commit; null when nothing is. */
	describe(sha: Sha, repository?: string | null): Promise<Commit | null>;
	contains(descendant: Sha, ancestor: Sha, repository?: string | null): Promise<Containment>;
	/**
	 * The newest commit in the history of `descendant` after `ancestor` that takes `ancestor` back and was not itself taken
	 * back; null: none, or not known.
	 */
	revertOf(ancestor: Commit, descendant: Sha, repository?: string | null): Promise<Sha | null>;
	/** The paths that a commit changed against its first parent; null: not known. */
	paths(sha: Sha, repository?: string | null): Promise<readonly string[] | null>;
	/** What `to` brings that `from` lacks, and the other way round; null: not known. */
	between(from: Sha, to: Sha, repository?: string | null): Promise<Difference | null>;
	/** The newest commits of the branch that the pipelines follow, newest first. */
	recent(limit: number): Promise<readonly Commit[]>;
}
