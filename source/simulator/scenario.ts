import type {ActionTypeId, PipelineDeclaration, RuleDeclaration} from './declaration.ts';
import type {Fault} from './faults.ts';
import type {Random} from './random.ts';

/**
 * What happens in a simulated account: data, and small functions over data.
 *
 * All times and durations of a scenario are **simulated ms** counted from the moment the simulator starts: 0 is that moment,
 * below 0 lies the recorded past. A simulator with speed 20 lets 20 simulated ms pass in one ms of the wall clock, in the
 * past too. The past is not written down but lived through: it runs through the same state machine before the first
 * request is answered, so that its records agree with each other as real ones do.
 *
 * A scenario gives the same course for the same seed as long as `begin` and `plan` depend on nothing but their arguments.
 */
export type Scenario = {
	readonly name: string;
	readonly account: {readonly id: string; readonly region: string};
	readonly seed: number;
	/** The simulated time at which the account's history begins (0 or below); `begin` is called at that time. */
	readonly beginsAt: number;
	/** Creates pipelines and writes the agenda with `director.at`. */
	readonly begin: (director: Director) => void;
	/** How an action that starts now will go. Undefined leaves it to the simulator: it succeeds (approvals wait). */
	readonly plan?: (start: ActionStart) => ActionPlan | undefined;
	/**
	 * How a rule of a stage condition that starts now will go. DeploymentWindow and VariableCheck are evaluated, nobody is asked
	 * about them; undefined lets any other rule succeed.
	 */
	readonly planRule?: (start: RuleStart) => RulePlan | undefined;
	/** When the account misbehaves, beside the faults that it was started with. */
	readonly faults?: readonly TimedFault[];
};

/** A fault that is in force from one simulated time until another. */
export type TimedFault = {readonly fault: Fault; readonly from: number; readonly until: number};

/** A commit on a branch of a repository that pipelines follow. */
export type Commit = {
	/** As in a source action's `FullRepositoryId` (or `RepositoryName`). */
	readonly repository: string;
	readonly branch: string;
	/** 40 hexadecimal digits. */
	readonly sha: string;
	/** Whole message; may have several lines. */
	readonly message: string;
	readonly author: string;
	/** What builds that are run for real find as their source: texts by path. */
	readonly files?: Readonly<Record<string, string>>;
};

/** The hand of the scenario in the account. Everything happens at the account's present simulated time. */
export type Director = {
	/** A stream for the scenario's own decisions. */
	readonly random: Random;
	/** The present simulated time in ms. */
	readonly now: () => number;
	/** Lets `act` happen at a simulated time; not before `now()`. */
	readonly at: (time: number, act: () => void) => void;
	/** Lets `act` happen `delay` simulated ms from now. */
	readonly after: (delay: number, act: () => void) => void;
	/** `start` false leaves out the execution that CreatePipeline starts on AWS. Its sources find the newest pushed commit. */
	readonly createPipeline: (declaration: PipelineDeclaration, options?: {readonly start?: boolean}) => void;
	/** Pushes a commit; every pipeline that follows the branch starts an execution. Returns the executions by pipeline. */
	readonly push: (commit: Commit) => ReadonlyMap<string, string>;
	/** Starts an execution by hand on the newest commit, as StartPipelineExecution does. Returns its id. */
	readonly start: (pipeline: string) => string;
	/** Answers the approval that is open in a stage; false when none is open (or not for `sha`, when given). */
	readonly answer: (answer: {
		readonly pipeline: string;
		readonly stage: string;
		readonly status: 'Approved' | 'Rejected';
		readonly summary: string;
		/** Answers only when this commit stands at the gate. */
		readonly sha?: string;
	}) => boolean;
	/** Closes the way into a stage. */
	readonly disableTransition: (pipeline: string, stage: string, reason: string) => void;
	readonly enableTransition: (pipeline: string, stage: string) => void;
	/** Stops an execution; false when it had ended. */
	readonly stop: (stop: {
		readonly pipeline: string;
		readonly executionId: string;
		readonly reason: string;
		readonly abandon?: boolean;
	}) => boolean;
	/** Runs a failed or stopped stage again under the same execution id; false when AWS would refuse. */
	readonly retry: (retry: {
		readonly pipeline: string;
		readonly stage: string;
		readonly executionId: string;
		/** FAILED_ACTIONS when left out. */
		readonly mode?: 'FAILED_ACTIONS' | 'ALL_ACTIONS';
	}) => boolean;
	/** Brings what an earlier execution ran in a stage back into it; false when AWS would refuse. */
	readonly rollback: (rollback: {
		readonly pipeline: string;
		readonly stage: string;
		/** The execution to go back to. */
		readonly executionId: string;
	}) => boolean;
	/** Lets an execution go on that failed a condition or waits at it; false when AWS would refuse. */
	readonly override: (override: {
		readonly pipeline: string;
		readonly stage: string;
		readonly executionId: string;
		readonly condition: 'beforeEntry' | 'onSuccess';
	}) => boolean;
	/** Saves a pipeline as it is, as UpdatePipeline does: a new version, and executions under way do not go on. */
	readonly edit: (pipeline: string) => void;
	/** The executions of a pipeline, newest first. */
	readonly executions: (pipeline: string) => readonly ExecutionGlance[];
	/** Who is in a stage: the execution that runs in it or stands at its gate. */
	readonly occupant: (pipeline: string, stage: string) => ExecutionGlance | undefined;
	/** Who entered a stage last, whether it has left or not; of PARALLEL pipelines nobody. */
	readonly latest: (pipeline: string, stage: string) => ExecutionGlance | undefined;
};

/** An execution as a scenario sees it. */
export type ExecutionGlance = {
	readonly id: string;
	/** Undefined for an execution whose source knows no commit. */
	readonly commit: Commit | undefined;
	/** AWS's word, such as `InProgress`. */
	readonly status: string;
	/** The stage it is in, waits for, or was in last. */
	readonly stage: string;
	/** True while an approval in that stage waits for an answer. */
	readonly atGate: boolean;
	/** Simulated ms. */
	readonly startedAt: number;
};

/** An action at the moment it starts. */
export type ActionStart = {
	readonly pipeline: string;
	readonly stage: string;
	readonly action: string;
	readonly type: ActionTypeId;
	readonly configuration: Readonly<Record<string, string>>;
	readonly executionId: string;
	readonly commit: Commit | undefined;
	/** 1 for the first time in this execution, 2 for the first retry, and so on. */
	readonly attempt: number;
	/** Simulated ms; below 0 in the recorded past. */
	readonly at: number;
	/** A stream of this start alone. */
	readonly random: Random;
};

/** A rule of a stage condition at the moment it starts. */
export type RuleStart = {
	readonly pipeline: string;
	readonly stage: string;
	readonly condition: 'beforeEntry' | 'onSuccess' | 'onFailure';
	readonly rule: string;
	readonly type: RuleDeclaration['ruleTypeId'];
	readonly configuration: Readonly<Record<string, string>>;
	readonly executionId: string;
	readonly commit: Commit | undefined;
	/** 1 for the first time in this execution, 2 for the first retry, and so on. */
	readonly attempt: number;
	/** Simulated ms; below 0 in the recorded past. */
	readonly at: number;
	/** A stream of this start alone. */
	readonly random: Random;
};

export type RulePlan = {
	/** Simulated ms. */
	readonly durationMs: number;
	/** What AWS says of it, such as `Alarm is in state ALARM`. */
	readonly summary?: string;
	readonly failure?: {readonly code: string; readonly message: string};
};

/** How an action will go; `kind` has to fit the action's provider (CodeBuild: build; Manual: approval; all others: job). */
export type ActionPlan = BuildPlan | ApprovalPlan | JobPlan;

/** The phases of a build that take time. */
export const timedPhases = [
	'SUBMITTED',
	'QUEUED',
	'PROVISIONING',
	'DOWNLOAD_SOURCE',
	'INSTALL',
	'PRE_BUILD',
	'BUILD',
	'POST_BUILD',
	'UPLOAD_ARTIFACTS',
	'FINALIZING',
] as const;
export type TimedPhase = (typeof timedPhases)[number];

export type BuildPlan = {
	readonly kind: 'build';
	/** Simulated ms of each phase; phases that are left out take their usual time. */
	readonly phases?: Partial<Readonly<Record<TimedPhase, number>>>;
	/**
	 * A phase that does not succeed. After a failed BUILD, POST_BUILD and UPLOAD_ARTIFACTS still run; after an earlier one
	 * the build goes straight to UPLOAD_ARTIFACTS (or to FINALIZING when there was no source yet), as on AWS.
	 */
	readonly failure?: BuildFailure;
	/** What the commands print; see `LogLine`. Called when the log is read, again and again: a pure function of the build. */
	readonly log?: (build: BuildGlance) => Iterable<LogLine>;
	/** The build's exported variables. */
	readonly exports?: Readonly<Record<string, string>>;
};

export type BuildFailure = {
	readonly phase: TimedPhase;
	/** FAILED when left out. */
	readonly status?: 'FAILED' | 'FAULT' | 'TIMED_OUT';
	/** Such as COMMAND_EXECUTION_ERROR. */
	readonly statusCode: string;
	/** Such as `Error while executing command: pulumi up --yes. Reason: exit status 255`. */
	readonly message: string;
};

export type ApprovalPlan = {
	readonly kind: 'approval';
	/** Simulated ms until somebody answers. */
	readonly durationMs: number;
	readonly status: 'Approved' | 'Rejected';
	/** The reviewer's comment. */
	readonly summary: string;
};

export type JobPlan = {
	readonly kind: 'job';
	/** Simulated ms. */
	readonly durationMs: number;
	readonly failure?: {readonly code: string; readonly message: string};
};

/**
 * A line of a build's log. The simulator writes the agent's own frame around the lines (`Phase is …`, `Entering phase …`,
 * `Phase complete: …`, the context lines); a scenario writes what stands between, in order.
 */
export type LogLine = {
	readonly phase: 'DOWNLOAD_SOURCE' | 'INSTALL' | 'PRE_BUILD' | 'BUILD' | 'POST_BUILD' | 'UPLOAD_ARTIFACTS';
	/** When in its phase: 0 the beginning, 1 the end. Does not fall from one line of a phase to the next. */
	readonly share: number;
	/** Without a line break at its end; several lines become several events; escape sequences are sent as they are. */
	readonly text: string;
	/** `agent` puts `[Container] 2026/11/20 20:04:02.123456 ` in front, as in `Running command …`. */
	readonly from?: 'agent' | 'command';
};

/** A build as the writer of its log sees it. */
export type BuildGlance = {
	readonly id: string;
	readonly number: number;
	readonly project: string;
	/** What the action knew when it started; `random` gives the same values each time the log is read. */
	readonly start: ActionStart;
	/** Simulated ms by phase, of those that the build goes through. */
	readonly phases: Partial<Readonly<Record<TimedPhase, number>>>;
	readonly failure: BuildFailure | undefined;
};

/** An account without pipelines, to be filled by any AWS client. */
export const emptyAccount: Scenario = {
	name: 'empty',
	account: {id: '123456789012', region: 'us-west-2'},
	seed: 1,
	beginsAt: 0,
	begin: () => undefined,
};
