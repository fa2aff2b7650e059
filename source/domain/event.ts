import type {Build} from './build.ts';
import type {KnownCause} from './cause.ts';
import type {Commit, Containment} from './commit.ts';
import type {PastRun} from './comparison.ts';
import type {TrackedPlace} from './described.ts';
import type {Difference} from './difference.ts';
import type {Execution} from './execution.ts';
import type {GreenLog} from './green.ts';
import type {LogGap, LogLine} from './log.ts';
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
import type {Apart} from './record.ts';
import type {Remembered} from './remembered.ts';
import type {Trouble} from './trouble.ts';

interface InScope {
	/** When it was learned; ms since the epoch, UTC. */
	readonly at: number;
	readonly scope: ScopeId;
}
interface InPipeline extends InScope {
	readonly pipeline: PipelineName;
}

/** Everything that can change what the user sees, as facts in the past tense. */
export type Event =
	| (InScope & {
			readonly kind: 'scope-opened';
			readonly region: string;
			readonly interval: number;
			/** What an earlier session knew of it. */
			readonly remembered?: Remembered | null;
	  })
	| (InScope & {readonly kind: 'pipelines-listed'; readonly names: readonly PipelineName[]})
	| (InPipeline & {readonly kind: 'definition-read'; readonly definition: PipelineDefinition})
	| (InPipeline & {readonly kind: 'state-read'; readonly snapshot: PipelineSnapshot})
	| (InPipeline & {
			readonly kind: 'executions-read';
			readonly executions: readonly Execution[];
			/** Whether the page was the newest one, and the cursor of the page after it (null: none, the list is whole). */
			readonly newest: boolean;
			readonly next: string | null;
	  })
	| (InPipeline & {readonly kind: 'execution-read'; readonly execution: Execution})
	| (InPipeline & {
			readonly kind: 'actions-read';
			readonly execution: ExecutionId;
			readonly runs: readonly ActionRun[];
	  })
	| (InPipeline & {
			readonly kind: 'rules-read';
			readonly execution: ExecutionId;
			/** Newest first. */
			readonly runs: readonly RuleRun[];
	  })
	| (InPipeline & {readonly kind: 'runs-read'; readonly runs: readonly PastRun[]})
	| (InPipeline & {
			readonly kind: 'succeeded-read';
			readonly stage: string;
			/** Of the newest first; those that the state rules out are left out. */
			readonly executions: readonly Execution[];
	  })
	/** What a build's log has shown; null: no cause that is known. */
	| (InPipeline & {readonly kind: 'cause-known'; readonly build: string; readonly cause: KnownCause | null})
	| (InPipeline & {readonly kind: 'concern-known'; readonly sha: Sha; readonly apart: Apart | null})
	/** The look has ended; `refused`: what it had to do without. `every`: the time from it to the next one as planned; ms. */
	| (InPipeline & {readonly kind: 'looked'; readonly refused: Trouble | null; readonly every?: number})
	| (InPipeline & {readonly kind: 'given-up'; readonly sha: Sha})
	| (InPipeline & {readonly kind: 'pipeline-unread'; readonly trouble: Trouble})
	| (InScope & {readonly kind: 'scope-unread'; readonly trouble: Trouble})
	| (InScope & {readonly kind: 'scope-answered'})
	/** `every`: the time between two looks at what moves as the allowed requests carry it; ms. */
	| (InScope & {
			readonly kind: 'paced';
			readonly calls: number;
			readonly slowedBy: string | null;
			readonly every?: number;
	  })
	/** It can be seen again after a long time without a good answer, since `since`; until it is caught up, looks go through all of it. */
	| (InScope & {readonly kind: 'catching-up'; readonly since: number})
	| (InScope & {readonly kind: 'caught-up'})
	| (InScope & {readonly kind: 'builds-read'; readonly builds: readonly Build[]})
	| (InScope & {
			readonly kind: 'log-read';
			readonly build: string;
			readonly lines: readonly LogLine[];
			readonly where: 'before' | 'after';
			readonly fromStart: boolean;
			readonly ended: boolean;
	  })
	| (InScope & {readonly kind: 'green-read'; readonly green: GreenLog})
	| (InScope & {readonly kind: 'log-opened'; readonly build: string})
	| (InScope & {readonly kind: 'log-missing'; readonly build: string; readonly gap: LogGap})
	| {
			readonly kind: 'commit-tracked';
			readonly at: number;
			readonly commit: Commit;
			/** Alone where it is left out. */
			readonly place?: TrackedPlace;
	  }
	| {readonly kind: 'commit-described'; readonly at: number; readonly commit: Commit}
	| {
			readonly kind: 'ancestry-known';
			readonly at: number;
			readonly descendant: Sha;
			readonly ancestor: Sha;
			readonly answer: Containment;
	  }
	| {
			readonly kind: 'difference-known';
			readonly at: number;
			readonly from: Sha;
			readonly to: Sha;
			/** Null: version control does not know. */
			readonly difference: Difference | null;
	  }
	| {readonly kind: 'repository-known'; readonly at: number; readonly repository: string}
	| {readonly kind: 'history-listed'; readonly at: number; readonly commits: readonly Commit[]}
	| {readonly kind: 'clock-ticked'; readonly at: number};
