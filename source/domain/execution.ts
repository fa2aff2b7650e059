import type {ExecutionId, Sha} from './pipeline.ts';
import type {ExecutionStatus} from './status.ts';

/** A source revision that an execution took in. */
export interface Revision {
	/** The source action; a pipeline may have several. */
	readonly action: string | null;
	readonly sha: Sha;
	/** First line of the commit's message, where the source has one. */
	readonly subject: string | null;
	/** The commits that its message says it takes back (`This reverts commit …`), as whole or short as they stand there; absent: none. */
	readonly reverts?: readonly Sha[];
}

/** One run of a pipeline (ListPipelineExecutions). Times are ms since the epoch, UTC. */
export interface Execution {
	readonly id: ExecutionId;
	readonly status: ExecutionStatus;
	/** The provider's own word, for those who know it. */
	readonly said: string;
	readonly startedAt: number | null;
	readonly updatedAt: number | null;
	/** Empty while the source still runs. */
	readonly revisions: readonly Revision[];
	/** A rollback runs an old commit again: it never answers for that commit. */
	readonly rollback: boolean;
	/** Why somebody stopped it. */
	readonly stopReason: string | null;
}

/** The commit that an execution stands for: its first revision that looks like one. */
export function commitOf(execution: Execution): Revision | null {
	return execution.revisions.find(({sha}) => isSha(sha)) ?? execution.revisions[0] ?? null;
}

/** Whether any source of the execution is at this commit; `sha` may be short (7 digits or more). */
export function runs(execution: Execution, sha: Sha): boolean {
	return execution.revisions.some(revision => revision.sha.startsWith(sha));
}

/** Whether a word can be a full commit id of git (SHA-1 or SHA-256). */
export function isSha(word: string): boolean {
	return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(word);
}
