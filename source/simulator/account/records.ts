import type {
	ActionDeclaration,
	Condition,
	ExecutionMode,
	PipelineDeclaration,
	RuleDeclaration,
	StageDeclaration,
} from '../declaration.ts';
import type {ProjectDeclaration} from '../project.ts';
import type {ActionStart, BuildPlan, Commit, TimedPhase} from '../scenario.ts';

/** All times in these records are epoch ms. */
export type Pipeline = {
	readonly name: string;
	/** Counts the pipelines that bore this name before: their executions had other ids. */
	readonly generation: number;
	/** Those of all versions, the first one first; the last one is in force. */
	readonly declarations: PipelineDeclaration[];
	declaration: PipelineDeclaration;
	version: number;
	mode: ExecutionMode;
	readonly created: number;
	updated: number;
	stages: readonly Stage[];
	readonly tags: Map<string, string>;
	/** Executions that were asked for with a token, by the token. */
	readonly startedByToken: Map<string, Execution>;
	/** Oldest first, by `number`. The oldest are forgotten, see `forgetOldest`. */
	readonly executions: Execution[];
	readonly executionById: Map<string, Execution>;
	/** The actions of these executions in the order they started, by `sequence`. */
	readonly actionRuns: ActionRun[];
	/** The rules of stage conditions in the order they started, by `sequence`. */
	readonly ruleRuns: RuleRun[];
	readonly approvals: Map<string, ActionRun>;
};

export type Transition = {
	readonly enabled: boolean;
	readonly lastChangedBy?: string;
	readonly lastChangedAt?: number;
	readonly disabledReason?: string;
};

export type Stage = {
	/** Its place in the pipeline's present version. */
	index: number;
	declaration: StageDeclaration;
	transition: Transition;
	/** The executions at its door, first come first. In SUPERSEDED mode at most one. */
	readonly waiting: Execution[];
	/** The last one that was stopped at the door; AWS goes on showing it until another comes. */
	stoppedAtDoor: Execution | undefined;
	/** Who holds the stage's lock; nobody ever does in PARALLEL mode. */
	occupant: StageRun | undefined;
	/** Who entered last; stays when it has left. Undefined in PARALLEL mode. */
	latest: StageRun | undefined;
	/** The newest run of each action, of whatever execution: what GetPipelineState shows. */
	readonly rows: Map<string, ActionRun>;
};

export type ExecutionStatus =
	| 'InProgress'
	| 'Stopping'
	| 'Stopped'
	| 'Succeeded'
	| 'Superseded'
	| 'Failed'
	| 'Cancelled';

export type Trigger = {readonly triggerType: string; readonly triggerDetail?: string};

export type Execution = {
	readonly id: string;
	readonly number: number;
	readonly pipeline: Pipeline;
	/** The pipeline's version and mode when it started. */
	readonly version: number;
	readonly mode: ExecutionMode;
	readonly startedAt: number;
	readonly trigger: Trigger;
	/** The execution whose revisions and variables a rollback brings back into one stage. */
	readonly rollbackOf: Execution | undefined;
	readonly variables: readonly {readonly name: string; readonly resolvedValue: string}[];
	/** Revisions that are decided before the source action runs, by source action. */
	readonly pinned: ReadonlyMap<string, Commit>;
	status: ExecutionStatus;
	updatedAt: number;
	stop: {readonly reason: string | undefined; readonly abandon: boolean} | undefined;
	/** What its source actions found, by action, each from the moment the action succeeded. */
	readonly revisions: Map<string, Revision>;
	/** The stages it goes through: those of its version, or of the version under which it was retried. */
	stages: readonly Stage[];
	/** The index of the stage it is in, waits for, or was in last. */
	position: number;
	readonly stageRuns: StageRun[];
};

/** What a source action found. */
export type Revision = {
	readonly id: string;
	/** As AWS shows it: JSON in a string for connections, the message for CodeCommit, a version for S3. */
	readonly summary: string;
	readonly url: string | undefined;
	readonly commit: Commit;
	/** The source action's output artifacts. */
	readonly artifacts: readonly string[];
};

export type StageStatus =
	| 'InProgress'
	| 'Stopping'
	| 'Stopped'
	| 'Succeeded'
	| 'Failed'
	| 'Cancelled'
	| 'Skipped';

/** The conditions of a stage, as its declaration names them. */
export const conditionKinds = ['beforeEntry', 'onSuccess', 'onFailure'] as const;
export type ConditionKind = (typeof conditionKinds)[number];

export type ConditionStatus =
	| 'InProgress'
	| 'Succeeded'
	| 'Failed'
	| 'Cancelled'
	| 'Abandoned'
	| 'Overridden';

/** A condition of a stage that is or was checked. */
export type ConditionRun = {
	readonly declaration: Condition;
	readonly rules: readonly RuleRun[];
	status: ConditionStatus;
	updatedAt: number;
};

export type RuleRun = {
	readonly id: string;
	readonly sequence: number;
	readonly stageRun: StageRun;
	readonly kind: ConditionKind;
	/** 1 for the first time in this execution. */
	readonly attempt: number;
	readonly declaration: RuleDeclaration;
	/** With its variables put in. */
	readonly configuration: Readonly<Record<string, string>>;
	readonly startedAt: number;
	status: 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned';
	updatedAt: number;
	summary: string | undefined;
	error: {readonly code: string; readonly message: string} | undefined;
};

export type StageRun = {
	readonly execution: Execution;
	readonly stage: Stage;
	readonly enteredAt: number;
	/** When it was tried again last. */
	retriedAt: number | undefined;
	/** The stage as it was declared when the execution entered. */
	readonly declaration: StageDeclaration;
	/** The pipeline was edited meanwhile: what runs comes to its end, nothing more is started. */
	isOutdated: boolean;
	/** It has ended once, and was brought back by a retry or an override. */
	isResumed: boolean;
	status: StageStatus;
	/** How far it is while it is in progress: at its entry condition, at its actions, at what follows on them. */
	step: 'entry' | 'actions' | 'success' | 'failure';
	/** The newest check of each condition. */
	conditions: ReadonlyMap<ConditionKind, ConditionRun>;
	/** The newest run of each action in this execution; a retry takes those out that run again. */
	readonly latest: Map<string, ActionRun>;
	/** How often each action that was taken out has been started. */
	attempts: ReadonlyMap<string, number>;
	retries: number;
	/** How many of them nobody asked for. */
	automaticRetries: number;
	latestRetry: 'ManualStageRetry' | 'AutomatedStageRetry' | undefined;
	/** It is to run again by itself as soon as none of its actions runs any more. */
	retriesWhenIdle: boolean;
};

export type ActionStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned';

export type ActionRun = {
	readonly id: string;
	readonly sequence: number;
	readonly stageRun: StageRun;
	readonly declaration: ActionDeclaration;
	readonly start: ActionStart;
	readonly startedAt: number;
	/** Of an approval only. */
	readonly token: string | undefined;
	status: ActionStatus;
	updatedAt: number;
	updatedBy: string | undefined;
	summary: string | undefined;
	externalId: string | undefined;
	error: {readonly code: string; readonly message: string} | undefined;
	variables: Readonly<Record<string, string>>;
	/** Of a custom action's job, when its worker says so. */
	percentComplete: number | undefined;
	build: Build | undefined;
	job: Job | undefined;
};

export type JobStatus = 'Queued' | 'Dispatched' | 'InProgress' | 'TimedOut' | 'Succeeded' | 'Failed';

/** A custom action as the workers that poll for it see it. */
export type Job = {
	readonly id: string;
	readonly run: ActionRun;
	status: JobStatus;
	/** Counts how often it was offered anew. */
	nonce: number;
	continuationToken: string | undefined;
	readonly onEnd: (outcome: Outcome) => void;
};

/** How an action ended. */
export type Outcome = {
	readonly status: 'Succeeded' | 'Failed';
	readonly summary?: string | undefined;
	readonly updatedBy?: string | undefined;
	readonly error?: ActionRun['error'];
};

/** A deployment of CodeDeploy. */
export type Deployment = {
	readonly id: string;
	readonly application: string;
	readonly group: string;
	readonly description: string | undefined;
	/** As the caller gave it. */
	readonly revision: object | undefined;
	readonly createdAt: number;
	readonly endsAt: number;
	readonly failure: {readonly code: string; readonly message: string} | undefined;
};

export type PhaseStatus = 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'TIMED_OUT' | 'STOPPED';

export type BuildPhase = {
	readonly type: TimedPhase;
	readonly from: number;
	/** Infinity while nobody knows. */
	readonly to: number;
	readonly status: PhaseStatus;
	readonly context: {readonly statusCode: string; readonly message: string};
};

/** A build project of the account. */
export type Project = {
	readonly name: string;
	declaration: ProjectDeclaration;
	readonly created: number;
	lastModified: number;
};

/** A build that is acted out knows its course when it starts; what of it can be seen depends on the time it is looked at. */
export type Build = {
	readonly id: string;
	readonly uuid: string;
	/** Counts the builds of the account. */
	readonly sequence: number;
	/** Counts the builds of the project, from 1. */
	readonly number: number;
	readonly project: string;
	/** The project at the start, with what the caller replaced of it. */
	readonly settings: ProjectDeclaration;
	readonly initiator: string;
	/** The action that it runs for, if there is one. */
	readonly run: ActionRun | undefined;
	readonly plan: BuildPlan;
	/** The phases as they were planned; `phases` differ when it was stopped. */
	readonly course: readonly BuildPhase[];
	readonly startedAt: number;
	phases: readonly BuildPhase[];
	/** Infinity while nobody knows. */
	endsAt: number;
	/** What it ends with. */
	status: PhaseStatus;
	hasEnded: boolean;
	/** The variables that it exports when it succeeds. */
	exports: Readonly<Record<string, string>>;
	/** What its commands printed, when they are run for real. */
	output: LogEvent[] | undefined;
	/** Called once, when it ends. */
	onEnd: (build: Build) => void;
};

/** An event of a log stream; it can be read from `ingestionTime` on. */
export type LogEvent = {readonly timestamp: number; readonly ingestionTime: number; readonly message: string};

export type StoredStream = {
	readonly name: string;
	readonly createdAt: number;
	/** Events by time, or the build whose log is written when it is read. */
	readonly content: Build | LogEvent[];
	/** By time, what others wrote into the stream of a build. */
	added?: LogEvent[];
};

export type LogGroup = {
	readonly name: string;
	readonly createdAt: number;
	readonly streams: Map<string, StoredStream>;
};
