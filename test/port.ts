import type {Build} from '../source/domain/build.ts';
import type {LogLine} from '../source/domain/log.ts';
import type {RuleRun} from '../source/domain/pipeline.ts';
import type {Clock} from '../source/engine/clock.ts';
import {
	type Asking,
	type Gateway,
	type LogCursor,
	type LogPage,
	type Provider,
	ProviderError,
	type Service,
} from '../source/providers/provider.ts';
import type {PipelineModel} from './pipeline-model.ts';

/** A call that was made: the operation, its pipeline (null: none), and when. */
export interface Made {
	readonly operation: string;
	readonly pipeline: string | null;
	readonly at: number;
}

interface Fault {
	readonly operation: string | null;
	readonly pipeline: string | null;
	readonly error: ProviderError;
	left: number;
}

/** A provider whose account is in memory: the test moves its pipelines, and says what goes wrong. */
export class InMemoryPort implements Provider {
	readonly made: Made[] = [];
	readonly buildRecords = new Map<string, Build>();
	readonly logs = new Map<string, LogLine[]>();
	/** The runs of rules of conditions, by execution. */
	readonly ruleRuns = new Map<string, readonly RuleRun[]>();
	pageSize = 100;
	closed = false;
	readonly #clock: Clock;
	readonly #gateway: Gateway;
	readonly #models: PipelineModel[];
	readonly #faults: Fault[] = [];

	constructor(
		clock: Clock,
		models: readonly PipelineModel[],
		gateway: Gateway = (_call, attempt) => attempt(),
	) {
		this.#clock = clock;
		this.#models = [...models];
		this.#gateway = gateway;
	}

	/** The next `times` calls fail: of an operation (null: any), of a pipeline (null: any). */
	fail(
		error: ProviderError,
		{
			operation = null,
			pipeline = null,
			times = Number.POSITIVE_INFINITY,
		}: {operation?: string | null; pipeline?: string | null; times?: number} = {},
	): void {
		this.#faults.push({operation, pipeline, error, left: times});
	}

	heal(): void {
		this.#faults.length = 0;
	}

	add(model: PipelineModel): void {
		this.#models.push(model);
	}

	/** How many calls were made since a time, of an operation (null: any), about a pipeline (null: any). */
	count(operation: string | null = null, pipeline: string | null = null, since = 0): number {
		return this.made.filter(
			each =>
				each.at >= since &&
				(operation === null || each.operation === operation) &&
				(pipeline === null || each.pipeline === pipeline),
		).length;
	}

	#call<T>(
		service: Service,
		operation: string,
		pipeline: string | null,
		asking: Asking,
		answer: () => T,
	): Promise<T> {
		const {signal} = asking;
		const call = {
			service,
			operation,
			signal,
			get urgency() {
				return asking.urgency;
			},
		};
		return this.#gateway(call, async () => {
			signal.throwIfAborted();
			this.made.push({operation, pipeline, at: this.#clock.now()});
			const fault = this.#faults.find(
				each =>
					each.left > 0 &&
					(each.operation ?? operation) === operation &&
					(each.pipeline ?? pipeline) === pipeline,
			);
			if (fault === undefined) return answer();
			fault.left--;
			throw fault.error;
		});
	}

	#model(name: string): PipelineModel {
		const model = this.#models.find(({definition}) => definition.name === name);
		if (model === undefined)
			throw new ProviderError('not-found', 'PipelineNotFoundException', 'no such pipeline');
		return model;
	}

	listPipelines(asking: Asking) {
		return this.#call('pipelines', 'ListPipelines', null, asking, () =>
			this.#models.map(({definition}) => definition.name).sort(),
		);
	}

	definition(pipeline: string, asking: Asking) {
		return this.#call('pipelines', 'GetPipeline', pipeline, asking, () =>
			structuredClone(this.#model(pipeline).definition),
		);
	}

	state(pipeline: string, asking: Asking) {
		return this.#call('pipelines', 'GetPipelineState', pipeline, asking, () =>
			structuredClone(this.#model(pipeline).snapshot()),
		);
	}

	executions(pipeline: string, next: string | null, asking: Asking) {
		return this.#call('pipelines', 'ListPipelineExecutions', pipeline, asking, () => {
			const all = this.#model(pipeline).list();
			const start = Number(next ?? 0);
			const end = start + this.pageSize;
			return {
				items: structuredClone(all.slice(start, end)),
				next: end < all.length ? String(end) : null,
			};
		});
	}

	execution(pipeline: string, id: string, asking: Asking) {
		return this.#call('pipelines', 'GetPipelineExecution', pipeline, asking, () => {
			const execution = this.#model(pipeline)
				.list()
				.find(each => each.id === id);
			if (execution === undefined)
				throw new ProviderError('not-found', 'PipelineExecutionNotFoundException', 'no such execution');
			return {...execution, startedAt: null, updatedAt: null, stopReason: null};
		});
	}

	succeededIn(pipeline: string, stage: string, asking: Asking) {
		return this.#call('pipelines', 'ListPipelineExecutions', pipeline, asking, () =>
			structuredClone(this.#model(pipeline).succeededIn(stage)),
		);
	}

	actions(pipeline: string, execution: string, asking: Asking) {
		return this.#call('pipelines', 'ListActionExecutions', pipeline, asking, () =>
			structuredClone(this.#model(pipeline).record(execution)),
		);
	}

	rules(pipeline: string, execution: string, asking: Asking) {
		return this.#call('pipelines', 'ListRuleExecutions', pipeline, asking, () =>
			structuredClone(this.ruleRuns.get(execution) ?? this.#model(pipeline).rules(execution)),
		);
	}

	runs(pipeline: string, next: string | null, asking: Asking) {
		return this.#call('pipelines', 'ListActionExecutions', pipeline, asking, () => {
			const all = this.#model(pipeline).allRuns();
			const start = Number(next ?? 0);
			const end = start + this.pageSize;
			return {
				items: structuredClone(all.slice(start, end)),
				next: end < all.length ? String(end) : null,
			};
		});
	}

	builds(ids: readonly string[], asking: Asking) {
		return this.#call('builds', 'BatchGetBuilds', null, asking, () =>
			ids.flatMap(id => this.buildRecords.get(id) ?? []),
		);
	}

	/** Cursors are numbers of lines: a page is `pageSize` lines long. */
	log({stream}: {readonly stream: string}, cursor: LogCursor, asking: Asking): Promise<LogPage> {
		return this.#call('logs', 'GetLogEvents', null, asking, () => {
			const lines = this.logs.get(stream);
			if (lines === undefined)
				throw new ProviderError('not-found', 'ResourceNotFoundException', 'no such log stream');
			const at = cursor.from === 'end' ? lines.length : Number(cursor.cursor);
			const start = cursor.from === 'after' ? at : Math.max(0, at - this.pageSize);
			const end = cursor.from === 'after' ? Math.min(lines.length, at + this.pageSize) : at;
			return {
				lines: lines.slice(start, end),
				back: start > 0 ? String(start) : null,
				forward: String(end),
				atEnd: end === lines.length,
			};
		});
	}

	link(pipeline: string): string {
		return `https://console.example/${pipeline}`;
	}

	close(): void {
		this.closed = true;
	}
}
