import type {Commit, Containment} from '../domain/commit.ts';
import type {Sha} from '../domain/pipeline.ts';

/** What the program asks of version control; the repository at hand, or a demo's own. It only reads. */
export interface History {
	/** `owner/name` of where the commits are pushed to, where it is known: tells other repositories' pipelines apart. */
	readonly repository: string | null;
	/** What is known of a commit; null when it is not in the clone. */
	describe(sha: Sha): Promise<Commit | null>;
	contains(descendant: Sha, ancestor: Sha): Promise<Containment>;
	/** The newest commits of the branch that the pipelines follow, newest first. */
	recent(limit: number): Promise<readonly Commit[]>;
}

/** Where there is no repository, nothing is known of any commit. */
export const noHistory: History = {
	repository: null,
	describe: async () => null,
	contains: async () => 'unknown',
	recent: async () => [],
};
