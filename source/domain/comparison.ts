import type {ActionRun, ExecutionId, PipelineName, Sha} from './pipeline.ts';

/** A run of an action with the execution that it belongs to. */
export interface PastRun extends ActionRun {
	readonly execution: ExecutionId;
}

/** A succeeded run of an action. */
export interface GreenRun {
	readonly execution: ExecutionId;
	/** The commit that it ran; null: not known. */
	readonly commit: Sha | null;
	/** When it ended; ms since the epoch, UTC. Null: not known. */
	readonly at: number | null;
	/** The build that did the work; null: none did. */
	readonly build: string | null;
}

/** Another run that failed for the same reason. */
export interface SameFailure {
	readonly pipeline: PipelineName;
	readonly execution: ExecutionId;
	readonly stage: string;
	readonly action: string;
	/** When it ended; ms since the epoch, UTC. Null: not known. */
	readonly at: number | null;
}

/** What the runs before a failed one, and beside it, tell of it. */
export interface Comparison {
	/** The newest succeeded run of the same action before it; null: there is none among those that were read. */
	readonly lastGreen: GreenRun | null;
	/** Runs of the same action in earlier executions that were read, those that failed among them; retries count too. */
	readonly earlier: number;
	/** Siblings in the same stage of the same execution, by action: those that succeeded. Approvals are none. */
	readonly passed: readonly string[];
	/**
	 * Who else failed for the same reason now or recently, the newest first, of each execution's action once: other actions
	 * of this execution that have not passed since, this action in earlier executions, other pipelines.
	 */
	readonly same: readonly SameFailure[];
}
