import type {ExecutionId, PipelineName, Sha} from './pipeline.ts';

/** A manual approval that waits for a person. Times are ms since the epoch, UTC. */
export interface Gate {
	readonly pipeline: PipelineName;
	readonly stage: string;
	readonly action: string;
	readonly execution: ExecutionId;
	/** The id of the approval's run; null where the provider gives none. */
	readonly run: string | null;
	/** Null while the list of executions has not told it. */
	readonly commit: Sha | null;
	/** Whether the tracked commit's own (or carrying) execution stands at it. */
	readonly tracked: boolean;
	readonly openedAt: number | null;
	readonly expiresAt: number | null;
	/** How many newer executions wait behind it. */
	readonly waiting: number;
	/** The approval's own text and link. */
	readonly customData: string | null;
	readonly externalEntityLink: string | null;
}

/** CodePipeline's default for an approval without a time-out of its own; ms. */
export const approvalTimeout = 7 * 24 * 3600 * 1000;
