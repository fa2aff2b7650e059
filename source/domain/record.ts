import type {Execution} from './execution.ts';
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
