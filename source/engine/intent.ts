import type {Commit} from '../domain/commit.ts';
import type {ExecutionId, PipelineName, ScopeId} from '../domain/pipeline.ts';

/** What the user wants of the engine: the only thing that flows back from the screen. What comes of it returns as events. */
export type Intent =
	/** Look at everything again, now. */
	| {readonly kind: 'look-now'}
	/** Follow this commit from now on; `also`: beside those that are followed already, not in their place. */
	| {readonly kind: 'track'; readonly commit: Commit; readonly also?: boolean}
	/** Read a build and its log, and go on while it runs; replaces the one watched before. */
	| {readonly kind: 'watch-build'; readonly scope: ScopeId; readonly build: string}
	| {readonly kind: 'unwatch-build'}
	/** Read the record of an execution that is not followed, to show it. */
	| {
			readonly kind: 'read-execution';
			readonly scope: ScopeId;
			readonly pipeline: PipelineName;
			readonly execution: ExecutionId;
	  }
	/** List the newest commits that can be tracked. */
	| {readonly kind: 'list-history'}
	/** Whether the terminal has the focus: getting it is a reason to look. */
	| {readonly kind: 'focus'; readonly focused: boolean};

export type Send = (intent: Intent) => void;
