import type {KnownCause} from '../domain/cause.ts';
import type {Commit} from '../domain/commit.ts';
import type {TrackedPlace} from '../domain/described.ts';
import type {ExecutionId, PipelineName, ScopeId, Sha} from '../domain/pipeline.ts';

/** What the user wants of the engine: the only thing that flows back from the screen. What comes of it returns as events. */
export type Intent =
	/** Look at everything again, now. */
	| {readonly kind: 'look-now'}
	/** Look at what was not looked at for an interval, although it may be settled: all of it is seen. */
	| {readonly kind: 'look-around'}
	/** Follow this commit from now on; `also`: beside those that are followed already, not in their place. */
	| {readonly kind: 'track'; readonly commit: Commit; readonly place?: TrackedPlace}
	/**
	 * Read a build and its log, and go on while it runs; once it has failed, what it is compared with: how its action fared
	 * before, and what it printed when it was last green. Replaces the build watched before.
	 */
	| {readonly kind: 'watch-build'; readonly scope: ScopeId; readonly build: string}
	| {readonly kind: 'unwatch-build'}
	/** Read the record of an execution that is not followed, to show it. */
	| {
			readonly kind: 'read-execution';
			readonly scope: ScopeId;
			readonly pipeline: PipelineName;
			readonly execution: ExecutionId;
	  }
	/**
	 * Read how the pipeline's actions fared before this execution, to compare a failed one of it; what was read for it before
	 * is not asked for again. Where it cannot be read, nothing is said.
	 */
	| {
			readonly kind: 'read-runs';
			readonly scope: ScopeId;
			readonly pipeline: PipelineName;
			readonly execution: ExecutionId;
			/** How far back, in ms since the epoch; absent: the newest page is enough. */
			readonly since?: number;
	  }
	/** Keep what a build's log has shown to be the cause of its failure; null: nothing that is known. */
	| {
			readonly kind: 'keep-cause';
			readonly scope: ScopeId;
			readonly pipeline: PipelineName;
			readonly build: string;
			readonly cause: KnownCause | null;
	  }
	/** Ask version control what changes when `to` follows `from`; what is known already is not asked for again. */
	| {
			readonly kind: 'read-difference';
			readonly from: Sha;
			readonly to: Sha;
			/** Whose commits they are; null: not known. */
			readonly repository: string | null;
	  }
	/**
	 * Look at one pipeline closely: what each of its stages runs, and how what stands at its gates got there. Replaces the
	 * one before; null: none.
	 */
	| {readonly kind: 'inspect'; readonly pipeline: PipelineKey | null}
	/** List the newest commits that can be tracked. */
	| {readonly kind: 'list-history'}
	/** Whether the terminal has the focus: getting it is a reason to look. */
	| {readonly kind: 'focus'; readonly focused: boolean};

export interface PipelineKey {
	readonly scope: ScopeId;
	readonly name: PipelineName;
}

export type Send = (intent: Intent) => void;
