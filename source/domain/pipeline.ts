import type {KnownCause} from './cause.ts';
import type {ActionStatus, StageStatus} from './status.ts';

/** One account and region with its credentials, as an opaque key. */
export type ScopeId = string;
export type PipelineName = string;
export type ExecutionId = string;
/** A commit's full SHA, or another revision id where a source is no repository. */
export type Sha = string;

/** How executions of one pipeline get along (ExecutionMode in CodePipeline's API). */
export type ExecutionMode = 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';

export const actionCategories = [
	'Source',
	'Build',
	'Test',
	'Deploy',
	'Invoke',
	'Approval',
	'Compute',
	'Unknown',
] as const;
export type ActionCategory = (typeof actionCategories)[number];

export interface ActionDefinition {
	readonly name: string;
	readonly category: ActionCategory;
	/** `CodeBuild`, `Manual`, `CodeStarSourceConnection`, … as the provider says. */
	readonly provider: string;
	/** Actions of one run order run side by side; the next order waits for all of them. */
	readonly runOrder: number;
	/** How long an approval stays open; minutes. Null: the default of seven days. */
	readonly timeoutMinutes: number | null;
	/** What the approval wants to tell its reader, and where it points to. */
	readonly customData: string | null;
	readonly externalEntityLink: string | null;
	/** `owner/name` and branch of a source action, where it has them. */
	readonly repository: string | null;
	readonly branch: string | null;
}

export interface StageDefinition {
	readonly name: string;
	readonly actions: readonly ActionDefinition[];
	/** Whether a condition can hold an execution back at its entry or at its end. Absent: none can, or it is not known. */
	readonly conditional?: true;
}

/** What a pipeline is made of (GetPipeline): the state names neither categories nor run orders. */
export interface PipelineDefinition {
	readonly name: PipelineName;
	readonly version: number;
	readonly mode: ExecutionMode;
	/** Null when the reply does not tell. */
	readonly account: string | null;
	readonly stages: readonly StageDefinition[];
	/**
	 * The file filters of its push triggers: a push starts it only when one of them takes a path that changed. Absent: any
	 * push to its branch does, or it is not known.
	 */
	readonly fileFilters?: readonly FileFilter[];
}

/** Globs of paths (`filePaths` of a trigger in CodePipeline's API); what is excluded counts before what is included. */
export interface FileFilter {
	readonly includes: readonly string[];
	readonly excludes: readonly string[];
}

/** Why an action failed, in the provider's words: sanitised, perhaps several lines. */
export interface Failure {
	readonly code: string | null;
	readonly message: string;
	/** The cause that these words show; absent: none is known. */
	readonly known?: KnownCause;
}

/** One run of one action. Times are ms since the epoch, UTC. */
export interface ActionRun {
	/** Null where the provider gives none: then it can be attributed by the execution's own record only. */
	readonly id: string | null;
	readonly stage: string;
	readonly action: string;
	/** What its own row says of it, which stands in for a definition that may not be read; null: it does not tell. */
	readonly category: ActionCategory | null;
	readonly status: ActionStatus;
	readonly startedAt: number | null;
	/** When it last changed; the end of a run that is over. */
	readonly changedAt: number | null;
	readonly failure: Failure | null;
	/** The build that does the work (`project:uuid`), where there is one. */
	readonly build: string | null;
	readonly summary: string | null;
	/** The console's page of what does the work. */
	readonly url: string | null;
	/** Who changed it last, as the provider names them: an approval's reviewer. Absent: it does not tell. */
	readonly by?: string;
	/** The version of the pipeline's definition that it ran under. Absent: it does not tell. */
	readonly version?: number;
}

/** One run of one rule of a stage's condition. Times are ms since the epoch, UTC. */
export interface RuleRun {
	readonly stage: string;
	readonly rule: string;
	/** `DeploymentWindow`, `CloudWatchAlarm`, … as the provider says. */
	readonly provider: string | null;
	readonly status: ActionStatus;
	readonly startedAt: number | null;
	readonly changedAt: number | null;
	/** Why it did not hold, in the provider's words; null: it does not tell. */
	readonly message: string | null;
	/** The page of what it looked at. */
	readonly url: string | null;
}

/** A row of the pipeline's state: it belongs to whichever execution ran the action last, and does not say which. */
export interface ActionRow {
	readonly action: string;
	/** Null: the action has never run. */
	readonly run: ActionRun | null;
}

export type Transition =
	| {readonly open: true}
	| {
			readonly open: false;
			readonly reason: string;
			readonly by: string | null;
			readonly since: number | null;
	  };

export interface StageSnapshot {
	readonly name: string;
	/** The execution in the stage, or last in it; null when none ever was. */
	readonly latest: {
		readonly execution: ExecutionId;
		readonly status: StageStatus;
		readonly rollback: boolean;
	} | null;
	/** Those that wait outside for it. */
	readonly inbound: readonly ExecutionId[];
	readonly transition: Transition;
	readonly rows: readonly ActionRow[];
	/** When somebody last overrode a condition that held `latest` back; null: it does not tell when. Absent: nobody did. */
	readonly overriddenAt?: number | null;
}

/** One look at a pipeline (GetPipelineState): what stands in each stage. Empty of executions for a PARALLEL pipeline. */
export interface PipelineSnapshot {
	readonly version: number | null;
	readonly stages: readonly StageSnapshot[];
}
