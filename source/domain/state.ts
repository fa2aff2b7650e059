import type {Build} from './build.ts';
import type {Commit, Containment} from './commit.ts';
import type {Execution} from './execution.ts';
import type {Logs} from './log.ts';
import type {Notice} from './notice.ts';
import type {
	ActionRun,
	ExecutionId,
	PipelineDefinition,
	PipelineName,
	PipelineSnapshot,
	ScopeId,
	Sha,
} from './pipeline.ts';
import type {Trouble} from './trouble.ts';

/** What is known of the actions of one execution: its own record, and rows of the state proven to be its. */
export interface ExecutionRecord {
	/** When the record was read; ms since the epoch. Null: not yet. */
	readonly readAt: number | null;
	/** Every run of every action, retries too. */
	readonly runs: readonly ActionRun[];
	/** Rows seen in its stages that are not its, by id: leftovers of executions before it. */
	readonly foreign: readonly string[];
	/** Whether the last state shows rows that only the record can settle. */
	readonly open: boolean;
}

/** Everything known of one pipeline. Times are ms since the epoch, UTC. */
export interface PipelineRecord {
	readonly scope: ScopeId;
	readonly name: PipelineName;
	readonly definition: PipelineDefinition | null;
	readonly snapshot: PipelineSnapshot | null;
	readonly snapshotAt: number | null;
	/** Newest first. */
	readonly executions: readonly Execution[];
	readonly executionsAt: number | null;
	/** Where the list goes on, for those who search further back; null: no page is left, undefined: none was read. */
	readonly older: string | null | undefined;
	readonly records: Readonly<Record<ExecutionId, ExecutionRecord>>;
	/** When the last look ended well. */
	readonly lookedAt: number | null;
	readonly firstLookedAt: number | null;
	/** Commits that were awaited in vain. */
	readonly givenUp: readonly Sha[];
	readonly trouble: Trouble | null;
}

export interface ScopeRecord {
	readonly id: ScopeId;
	readonly region: string;
	readonly account: string | null;
	/** Asked-for time between two looks; ms. */
	readonly interval: number;
	/** Null until the first listing. */
	readonly names: readonly PipelineName[] | null;
	readonly pipelines: Readonly<Record<PipelineName, PipelineRecord>>;
	/** Trouble common to the whole scope. */
	readonly trouble: Trouble | null;
	readonly lookedAt: number | null;
	/** Calls of the last minute, and why looks come slower than asked for (null: they do not). */
	readonly calls: number;
	readonly slowedBy: string | null;
	readonly builds: Readonly<Record<string, Build>>;
	readonly logs: Logs;
}

export interface State {
	/** The newest time that any event told; elapsed times are counted to it. */
	readonly now: number;
	readonly scopes: Readonly<Record<ScopeId, ScopeRecord>>;
	/** The commits followed, in the order in which they were asked for. */
	readonly tracked: readonly Commit[];
	/** `owner/name` of the repository whose commits are followed; null: not known. */
	readonly repository: string | null;
	/** What is known of any commit, by full SHA. */
	readonly commits: Readonly<Record<Sha, Commit>>;
	/** Newest commits of the branch that the pipelines follow. */
	readonly history: readonly Commit[];
	readonly ancestry: Readonly<Record<string, Containment>>;
	/** What became true, oldest first. */
	readonly happened: readonly Notice[];
	/** Keys of the notices given, so that each is given once. */
	readonly announced: Readonly<Record<string, true>>;
}

export const emptyState: State = {
	now: 0,
	scopes: {},
	tracked: [],
	repository: null,
	commits: {},
	history: [],
	ancestry: {},
	happened: [],
	announced: {},
};

/** A pipeline of which only the name is known. */
export function emptyPipeline(scope: ScopeId, name: PipelineName): PipelineRecord {
	return {
		scope,
		name,
		definition: null,
		snapshot: null,
		snapshotAt: null,
		executions: [],
		executionsAt: null,
		older: undefined,
		records: {},
		lookedAt: null,
		firstLookedAt: null,
		givenUp: [],
		trouble: null,
	};
}

/** A scope of which nothing is known yet. */
export function emptyScope(id: ScopeId, region: string, interval: number): ScopeRecord {
	return {
		id,
		region,
		account: null,
		interval,
		names: null,
		pipelines: {},
		trouble: null,
		lookedAt: null,
		calls: 0,
		slowedBy: null,
		builds: {},
		logs: {},
	};
}
