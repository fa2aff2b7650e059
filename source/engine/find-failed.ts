import type {PastRun} from '../domain/comparison.ts';
import type {Execution} from '../domain/execution.ts';
import {newestOfEach} from '../domain/failed.ts';
import type {ActionRun, ExecutionId, PipelineName} from '../domain/pipeline.ts';
import {isMoving} from '../domain/status.ts';
import type {Trouble} from '../domain/trouble.ts';
import {type Page, type Provider, ProviderError} from '../providers/provider.ts';
import type {Asker} from './patience.ts';

/** The execution to look at, with what was read on the way. */
export interface Found {
	readonly kind: 'found';
	/** Null: none of those that were looked through failed. */
	readonly execution: Execution | null;
	/** Its runs, retries too. */
	readonly own: readonly PastRun[];
	/** The newest runs of all executions; whether there are no others. */
	readonly runs: readonly PastRun[];
	readonly whole: boolean;
	/** The newest executions. */
	readonly executions: readonly Execution[];
	readonly troubles: readonly Trouble[];
}

/** Why there is no such execution. */
export type Missing =
	| {readonly kind: 'no-execution'}
	/** The digits begin the ids of several. */
	| {readonly kind: 'ambiguous'; readonly several: readonly ExecutionId[]};

/** How many pages of executions are looked through, of 50 each. */
const [mostPages, mostPagesForDigits] = [4, 10];
/** Of how many executions that still run it is asked whether something in them failed. */
const mostMoving = 3;

/**
 * Finds the execution that `wanted` names, whole or by its first digits; null: the newest that failed, or in which something has
 * failed while the rest still runs. Rejects with the ProviderError, or with the signal's reason.
 */
export async function findFailed(
	provider: Provider,
	asker: Asker,
	pipeline: PipelineName,
	wanted: ExecutionId | null,
): Promise<Found | Missing> {
	return new Finder(provider, asker, pipeline).find(wanted);
}

class Finder {
	readonly #provider: Provider;
	readonly #asker: Asker;
	readonly #pipeline: PipelineName;
	readonly #executions: Execution[] = [];
	readonly #troubles: Trouble[] = [];
	/** What was asked about single executions. */
	readonly #records = new Map<ExecutionId, Promise<readonly PastRun[]>>();
	#lately: Page<PastRun> | null = null;
	#next: string | null = null;
	#pages = 0;

	constructor(provider: Provider, asker: Asker, pipeline: PipelineName) {
		this.#provider = provider;
		this.#asker = asker;
		this.#pipeline = pipeline;
	}

	async find(wanted: ExecutionId | null): Promise<Found | Missing> {
		const lately = this.#readLately();
		// Where the executions may not be read, nobody asks for these.
		lately.catch(() => {});
		await this.#readExecutions();
		await lately;
		const found = wanted === null ? await this.#newestFailed() : await this.#named(wanted);
		if (found !== null && 'kind' in found) return found;
		return {
			kind: 'found',
			execution: found,
			own: found === null ? [] : await this.#record(found.id),
			runs: this.#lately?.items ?? [],
			whole: this.#lately?.next === null,
			executions: this.#executions,
			troubles: this.#troubles,
		};
	}

	async #readLately(): Promise<void> {
		const {runs} = this.#provider;
		if (runs === undefined) return;
		const read = await this.#asker.may('ListActionExecutions', asking => runs(this.#pipeline, null, asking));
		if ('answer' in read) this.#lately = read.answer;
		else this.#troubles.push(read.trouble);
	}

	async #readExecutions(): Promise<void> {
		const page = await this.#asker.must(asking =>
			this.#provider.executions(this.#pipeline, this.#next, asking),
		);
		this.#executions.push(...page.items);
		this.#next = page.next;
		this.#pages++;
	}

	async #newestFailed(): Promise<Execution | null> {
		let asked = 0;
		for (let at = 0; ; at++) {
			if (at >= this.#executions.length) {
				if (this.#next === null || this.#pages >= mostPages) return null;
				await this.#readExecutions();
			}
			const execution = this.#executions[at];
			if (execution === undefined) continue;
			if (execution.status === 'Failed') return execution;
			if (!isMoving(execution.status)) continue;
			const known = this.#runsOf(execution);
			if (known === null && asked++ >= mostMoving) continue;
			if (hasFailed(known ?? (await this.#record(execution.id)))) return execution;
		}
	}

	/** The runs of an execution, where the newest ones of all hold them. */
	#runsOf({id, startedAt}: Execution): readonly PastRun[] | null {
		if (this.#lately === null || startedAt === null) return null;
		const {items, next} = this.#lately;
		const reaches = next === null || items.some(run => run.startedAt !== null && run.startedAt < startedAt);
		return reaches ? items.filter(({execution}) => execution === id) : null;
	}

	async #named(wanted: ExecutionId): Promise<Execution | Missing> {
		const isWhole = wanted.length === 36;
		for (;;) {
			const several = this.#executions.filter(({id}) => id.startsWith(wanted));
			if (several.length > 1) return {kind: 'ambiguous', several: several.map(({id}) => id)};
			if (several[0] !== undefined) return several[0];
			if (isWhole || this.#next === null || this.#pages >= mostPagesForDigits) break;
			await this.#readExecutions();
		}
		if (!isWhole) return {kind: 'no-execution'};
		try {
			return await this.#asker.must(asking => this.#provider.execution(this.#pipeline, wanted, asking));
		} catch (error) {
			if (error instanceof ProviderError && error.kind === 'not-found') return {kind: 'no-execution'};
			throw error;
		}
	}

	#record(id: ExecutionId): Promise<readonly PastRun[]> {
		const known = this.#records.get(id);
		if (known !== undefined) return known;
		const reading = this.#readRecord(id);
		this.#records.set(id, reading);
		return reading;
	}

	/** Where the execution's own record may not be read, the state tells of the stages that it holds. */
	async #readRecord(id: ExecutionId): Promise<readonly PastRun[]> {
		const ofThis = (run: ActionRun): PastRun => ({...run, execution: id});
		try {
			const runs = await this.#asker.must(asking => this.#provider.actions(this.#pipeline, id, asking));
			return runs.map(ofThis);
		} catch (error) {
			if (!(error instanceof ProviderError) || error.kind !== 'denied') throw error;
			const read = await this.#asker.may('GetPipelineState', asking =>
				this.#provider.state(this.#pipeline, asking),
			);
			if ('trouble' in read) throw error;
			const held = read.answer.stages.filter(({latest}) => latest?.execution === id);
			return held.flatMap(({rows}) => rows.flatMap(({run}) => (run === null ? [] : ofThis(run))));
		}
	}
}

function hasFailed(runs: readonly PastRun[]): boolean {
	return newestOfEach(runs).some(({status}) => status === 'Failed');
}
