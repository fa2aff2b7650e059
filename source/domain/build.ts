/** What a build or one of its phases says of itself (StatusType in CodeBuild's API). */
export const buildStatuses = [
	'InProgress',
	'Succeeded',
	'Failed',
	'Fault',
	'TimedOut',
	'Stopped',
	'Unknown',
] as const;
export type BuildStatus = (typeof buildStatuses)[number];

export interface BuildPhase {
	/** `PRE_BUILD`, `BUILD`, … */
	readonly name: string;
	/** Null while the phase runs, and for COMPLETED, which has none. */
	readonly status: BuildStatus | null;
	readonly startedAt: number | null;
	readonly endedAt: number | null;
	/** What the phase says of its end; empty for one that went well. */
	readonly messages: readonly {readonly code: string | null; readonly message: string}[];
}

/** Where a build's log is, or why there is none to read. */
export type LogPlace =
	| {readonly kind: 'stream'; readonly group: string; readonly stream: string}
	| {readonly kind: 'not-yet'}
	| {readonly kind: 'disabled'}
	| {readonly kind: 'elsewhere'; readonly place: string};

/** A build (BatchGetBuilds). Times are ms since the epoch, UTC. Its environment is not kept: it may hold secrets. */
export interface Build {
	/** `project:uuid`. */
	readonly id: string;
	readonly project: string;
	readonly status: BuildStatus;
	readonly phases: readonly BuildPhase[];
	readonly startedAt: number | null;
	readonly endedAt: number | null;
	readonly log: LogPlace;
	/** The console's page of the log, as the provider gives it. */
	readonly url: string | null;
}

/** The first phase that did not go well: later failures are its consequences (CodeBuild runs POST_BUILD all the same). */
export function failedPhase(build: Build): BuildPhase | null {
	return build.phases.find(({status}) => status !== null && isBad(status)) ?? null;
}

/** Whether a status is an end that is not a success. */
export function isBad(status: BuildStatus): boolean {
	return status === 'Failed' || status === 'Fault' || status === 'TimedOut' || status === 'Stopped';
}
