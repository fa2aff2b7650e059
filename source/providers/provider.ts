import type {Build} from '../domain/build.ts';
import type {PastRun} from '../domain/comparison.ts';
import type {Execution} from '../domain/execution.ts';
import type {LogLine} from '../domain/log.ts';
import type {
	ActionRun,
	ExecutionId,
	PipelineDefinition,
	PipelineName,
	PipelineSnapshot,
	RuleRun,
} from '../domain/pipeline.ts';
import type {TroubleKind} from '../domain/trouble.ts';

/**
 * What one call is for; the budget serves what is looked at before what can wait. Now: somebody looks at it. Finding: the
 * first look at a pipeline. Settled: nothing happens there on its own. Background: only where nobody else waits.
 */
export const urgencies = ['now', 'moving', 'finding', 'settled', 'background'] as const;
export type Urgency = (typeof urgencies)[number];

/** The services that are paced apart from each other. */
export type Service = 'pipelines' | 'builds' | 'logs';

export interface Call {
	readonly service: Service;
	/** The API's name of the operation (`GetPipelineState`). */
	readonly operation: string;
	/** Read at each turn of the queue: a call that waits may become more urgent. */
	readonly urgency: Urgency;
	readonly signal: AbortSignal;
}

/**
 * Every request of a provider passes through one of these, one attempt at a time: it waits for the budget, runs, and
 * is counted. Rejects with the ProviderError of the attempt, or with the signal's reason.
 */
export type Gateway = <T>(call: Call, attempt: () => Promise<T>) => Promise<T>;

/** How a caller wants its question answered. */
export interface Asking {
	/** As for a call: it may change while the question waits. */
	readonly urgency: Urgency;
	readonly signal: AbortSignal;
}

/** A page of a list, newest first; `next` asks for the page after it. */
export interface Page<T> {
	readonly items: readonly T[];
	readonly next: string | null;
}

/** A page of a log in the log's order. A cursor stays good for what is written later. */
export interface LogPage {
	readonly lines: readonly LogLine[];
	/** For the lines before these; null at the log's beginning. */
	readonly back: string | null;
	/** For the lines after these; asked again it gives what has been written since. */
	readonly forward: string | null;
	/** Whether no line stood after these at the time. */
	readonly atEnd: boolean;
}

/** Where in a log to read: its last page, before or after a cursor. */
export type LogCursor = {readonly from: 'end'} | {readonly from: 'before' | 'after'; readonly cursor: string};

export interface LogStream {
	readonly group: string;
	readonly stream: string;
}

/** Whose keys these are; `serverTime` is what the service's clock said with its answer: ms since the epoch, to the second. */
export interface Identity {
	readonly account: string;
	readonly arn: string;
	readonly serverTime: number | null;
}

/**
 * The port that every CI system implements. It only reads. Every method rejects with a ProviderError and with nothing else
 * (but the signal's reason). A system that lacks something leaves the optional method out.
 */
export interface Provider {
	/** The names of all pipelines, sorted. */
	listPipelines(asking: Asking): Promise<readonly PipelineName[]>;
	definition(pipeline: PipelineName, asking: Asking): Promise<PipelineDefinition>;
	state(pipeline: PipelineName, asking: Asking): Promise<PipelineSnapshot>;
	/** A page of executions, newest first; `next` is a former page's. */
	executions(pipeline: PipelineName, next: string | null, asking: Asking): Promise<Page<Execution>>;
	/** One execution by its id. It has neither times nor a stop reason (GetPipelineExecution): null there. */
	execution(pipeline: PipelineName, id: ExecutionId, asking: Asking): Promise<Execution>;
	/** The newest executions that succeeded in a stage, the newest first. */
	succeededIn?(pipeline: PipelineName, stage: string, asking: Asking): Promise<readonly Execution[]>;
	/** The execution's own record: every run of every action in it, retries too, newest first. */
	actions(pipeline: PipelineName, execution: ExecutionId, asking: Asking): Promise<readonly ActionRun[]>;
	/** Every run of every rule of the execution's stage conditions, newest first. */
	rules?(pipeline: PipelineName, execution: ExecutionId, asking: Asking): Promise<readonly RuleRun[]>;
	/** The runs of all actions in all executions, newest first; a retried one once for each try. `next` is a former page's. */
	runs?(pipeline: PipelineName, next: string | null, asking: Asking): Promise<Page<PastRun>>;
	/** The builds among `ids` that exist, in any order; any number of ids. */
	builds?(ids: readonly string[], asking: Asking): Promise<readonly Build[]>;
	log?(stream: LogStream, cursor: LogCursor, asking: Asking): Promise<LogPage>;
	/** Who the provider takes us for. */
	identity?(asking: Asking): Promise<Identity>;
	/** The console's page of a pipeline (of one execution when PARALLEL, whose pipeline page is empty). */
	link(pipeline: PipelineName, parallel: {readonly execution: ExecutionId} | null): string;
	close(): void;
}

/** What a provider rejects with: classified once, at the edge; everything above switches on `kind`, never on text. */
export class ProviderError extends Error {
	readonly kind: TroubleKind;
	/** The provider's own name of the error. */
	readonly errorName: string;
	/** What the reader can do about it. */
	readonly hint: string | null;
	/** How long the service asked to be left alone; ms. */
	readonly retryAfter: number | null;
	/** What the service's clock said when it refused; ms since the epoch. Null where no service answered. */
	readonly serverTime: number | null;
	/** The permission that is missing, as the provider spells it; null: it is not that. */
	readonly permission: string | null;

	constructor(
		kind: TroubleKind,
		errorName: string,
		message: string,
		more: {
			readonly hint?: string | null;
			readonly retryAfter?: number | null;
			readonly serverTime?: number | null;
			readonly permission?: string | null;
			readonly cause?: unknown;
		} = {},
	) {
		super(message, {cause: more.cause});
		this.name = 'ProviderError';
		this.kind = kind;
		this.errorName = errorName;
		this.hint = more.hint ?? null;
		this.retryAfter = more.retryAfter ?? null;
		this.serverTime = more.serverTime ?? null;
		this.permission = more.permission ?? null;
	}
}
