import type {PastRun} from './comparison.ts';
import type {Execution} from './execution.ts';
import type {
	ActionRun,
	ExecutionId,
	PipelineDefinition,
	PipelineName,
	PipelineSnapshot,
	RuleRun,
	ScopeId,
	Sha,
} from './pipeline.ts';
import type {ShownCauses} from './shown-causes.ts';
import type {Trouble} from './trouble.ts';
import type {UsualLength} from './usual.ts';

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

/** The newest execution that succeeded in a stage (null: none did), and which one was in the stage at the time of asking. */
export interface SucceededInStage {
	readonly newest: Execution | null;
	readonly while: ExecutionId | null;
}

/** Why a commit is none of a pipeline's business: the paths of the settings, or the file filters of its triggers. */
export type Apart = 'paths' | 'file-filter';

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
	/** What was read of the rules of stage conditions, by execution; `readAt`: ms since the epoch. */
	readonly rules: Readonly<Record<ExecutionId, {readonly readAt: number; readonly runs: readonly RuleRun[]}>>;
	/** Runs of its actions in all executions, as far back as was asked for; null: nobody asked. */
	readonly pastRuns: readonly PastRun[] | null;
	/** How long its actions usually took by what an earlier session had read of them; empty: none is remembered. */
	readonly usual: readonly UsualLength[];
	/** When past runs were last read, by this session or an earlier one; ms since the epoch, null: never. */
	readonly measuredAt: number | null;
	/** Why its builds failed, as far as somebody has opened their logs. */
	readonly causes: ShownCauses;
	/** What was asked about stages, by their names: the newest execution that succeeded there. */
	readonly succeeded: Readonly<Record<string, SucceededInStage>>;
	/** Commits that do not concern the pipeline, by SHA, with the reason. */
	readonly apart: Readonly<Record<Sha, Apart>>;
	/** When the last look ended well. */
	readonly lookedAt: number | null;
	readonly firstLookedAt: number | null;
	/** The time from the last look to the next one as planned; ms, null: not told. */
	readonly every: number | null;
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
		rules: {},
		pastRuns: null,
		usual: [],
		measuredAt: null,
		causes: {},
		lookedAt: null,
		firstLookedAt: null,
		every: null,
		givenUp: [],
		succeeded: {},
		apart: {},
		trouble: null,
	};
}
