import type {Build} from '../domain/build.ts';
import {comparisonIn} from '../domain/compare.ts';
import type {PastRun} from '../domain/comparison.ts';
import type {Execution} from '../domain/execution.ts';
import {failedOf, type Lately} from '../domain/failed.ts';
import type {LogGap, LogLine} from '../domain/log.ts';
import type {ExecutionId, PipelineDefinition, PipelineName, RuleRun} from '../domain/pipeline.ts';
import {brokenRules} from '../domain/rules.ts';
import type {Trouble} from '../domain/trouble.ts';
import type {Provider} from '../providers/provider.ts';
import type {Clock} from './clock.ts';
import {type Found, findFailed, type Missing} from './find-failed.ts';
import type {Answer, Asker} from './patience.ts';
import {type LogReach, type LogRead, readLog} from './read-log.ts';

/** One failed action, as far as it was read. */
export interface ReadFailure {
	readonly run: PastRun;
	/** Null: none did the work, or it could not be read. */
	readonly build: Build | null;
	/** Null: the action has no build, or its log was left out. */
	readonly log: LogRead | null;
	/** The log of its last green run; null: there is none, or it was not read. */
	readonly green: {readonly build: string; readonly log: LogRead} | null;
}

/** What was read of one execution's failures. */
export interface ReadFailures extends Lately {
	readonly kind: 'read';
	/** Null: none of the executions that were looked through failed. */
	readonly execution: Execution | null;
	readonly definition: PipelineDefinition | null;
	/** The runs of the execution, retries too. */
	readonly own: readonly PastRun[];
	readonly failures: readonly ReadFailure[];
	/** The stage that failed without an action of it having failed: a condition of it did not hold. Null: none. */
	readonly condition: string | null;
	/** The newest run of each rule of that stage that did not hold; empty: none is known. */
	readonly rules: readonly RuleRun[];
	/** What could not be seen and does not matter to whether anything failed. */
	readonly troubles: readonly Trouble[];
	/** How many logs, and how many green ones, were left out so that nobody waits for them. */
	readonly left: {readonly logs: number; readonly greens: number};
}

/** What is needed to read. */
export interface Reading {
	readonly provider: Provider;
	readonly asker: Asker;
	readonly clock: Clock;
	/** Whether the last lines of a failed build's log hold all that tells why. */
	readonly isEnough: (lines: readonly LogLine[], build: Build) => boolean;
	/** How many pages of logs can be read without much of a wait for their turn. */
	readonly cheapPages: number;
}

/** How many questions one failed action may cost, and each further one; what only compares is left out beyond them. */
const most = {first: 8, further: 3};
/** Of how many failed actions logs are read, and of how many the green ones too. */
const [mostLogs, mostGreens] = [12, 4];
/** Pages of a log of some thousand lines: its end, and what tells that nothing stands before. */
const usualPages = 2;
/** How long logs are read for the sake of numbers alone; ms. */
const soon = 1200;
/** Of a green log as long as the failed one, so many pages from its end. */
const greenPages = 3;

/**
 * Reads what failed in one execution of a pipeline: the one that `wanted` names, whole or by its first digits, or where that is
 * null the newest that failed. Rejects with the ProviderError of what nothing can be told without, or with the signal's reason.
 */
export async function readFailures(
	reading: Reading,
	pipeline: PipelineName,
	wanted: ExecutionId | null,
): Promise<ReadFailures | Missing> {
	const {provider, asker} = reading;
	const defining = asker.may('GetPipeline', asking => provider.definition(pipeline, asking));
	// Where the executions may not be read, nobody asks for it.
	defining.catch(() => {});
	const found = await findFailed(provider, asker, pipeline, wanted);
	const defined = await defining;
	return found.kind === 'found' ? new Reader(reading, pipeline, found, defined).read() : found;
}

class Reader {
	readonly #reading: Reading;
	readonly #pipeline: PipelineName;
	readonly #found: Found;
	readonly #definition: PipelineDefinition | null;
	readonly #failed: readonly PastRun[];
	/** The builds of their last green runs. */
	readonly #greens: readonly (string | null)[];
	readonly #troubles: Trouble[];
	/** When the first log was asked for; ms. */
	#logsSince: number | null = null;
	#greensLeft = 0;
	#longPages = 0;

	constructor(reading: Reading, pipeline: PipelineName, found: Found, defined: Answer<PipelineDefinition>) {
		this.#reading = reading;
		this.#pipeline = pipeline;
		this.#found = found;
		this.#definition = 'answer' in defined ? defined.answer : null;
		this.#troubles = [...found.troubles, ...('trouble' in defined ? [defined.trouble] : [])];
		this.#failed = failedOf(found.own, this.#definition?.stages ?? []);
		const {runs, executions} = found;
		this.#greens = this.#failed.map(failed => {
			const compared = {pipeline, runs, executions, failed, sameReason: () => false};
			return failed.build === null ? null : (comparisonIn(compared).lastGreen?.build ?? null);
		});
	}

	async read(): Promise<ReadFailures> {
		const {execution, own, runs, whole, executions} = this.#found;
		const condition = await this.#readCondition();
		const rules = condition === null ? [] : await this.#readRules(condition);
		const builds = await this.#readBuilds();
		const failures = await Promise.all(
			this.#failed.map((run, index) => this.#readFailure(run, index, builds)),
		);
		return {
			kind: 'read',
			execution,
			own,
			runs,
			whole,
			executions,
			mode: this.#definition?.mode ?? null,
			definition: this.#definition,
			failures,
			condition,
			rules,
			troubles: this.#troubles,
			left: {logs: Math.max(0, this.#failed.length - mostLogs), greens: this.#greensLeft},
		};
	}

	/** An execution that failed without a failed action was ended by its stage. */
	async #readCondition(): Promise<string | null> {
		const {execution} = this.#found;
		if (execution?.status !== 'Failed' || this.#failed.length > 0) return null;
		const {provider, asker} = this.#reading;
		const read = await asker.may('GetPipelineState', asking => provider.state(this.#pipeline, asking));
		if ('trouble' in read) {
			this.#troubles.push(read.trouble);
			return null;
		}
		const ended = read.answer.stages.find(
			({latest}) => latest?.execution === execution.id && latest.status === 'Failed',
		);
		return ended?.name ?? null;
	}

	/** Which rules of the stage did not hold. Few may read them: without them the rest is told as ever. */
	async #readRules(stage: string): Promise<readonly RuleRun[]> {
		const {execution} = this.#found;
		const {provider, asker} = this.#reading;
		if (execution === null || provider.rules === undefined) return [];
		const ask = provider.rules.bind(provider, this.#pipeline, execution.id);
		const read = await asker.may('ListRuleExecutions', ask);
		if ('answer' in read) return brokenRules(read.answer, stage);
		if (read.trouble.kind !== 'denied') this.#troubles.push(read.trouble);
		return [];
	}

	/** Those that failed and those that they are compared with, in one call. */
	async #readBuilds(): Promise<Answer<ReadonlyMap<string, Build>>> {
		const ids = [...this.#failed.map(({build}) => build), ...this.#greens.slice(0, mostGreens)];
		const asked = [...new Set(ids.flatMap(id => id ?? []))];
		if (asked.length === 0) return {answer: new Map()};
		const {provider, asker} = this.#reading;
		const read = await asker.may('BatchGetBuilds', async asking => provider.builds?.(asked, asking) ?? []);
		if ('trouble' in read) {
			this.#troubles.push(read.trouble);
			return read;
		}
		return {answer: new Map(read.answer.map(build => [build.id, build]))};
	}

	async #readFailure(
		run: PastRun,
		index: number,
		builds: Answer<ReadonlyMap<string, Build>>,
	): Promise<ReadFailure> {
		const without = (gap: LogGap | null): ReadFailure => {
			return {run, build: null, log: gap && {lines: [], fromStart: false, gap, pages: 0}, green: null};
		};
		if (run.build === null) return without(null);
		if ('trouble' in builds) return without({kind: 'trouble', trouble: builds.trouble});
		const build = builds.answer.get(run.build);
		if (build === undefined) return without({kind: 'forgotten'});
		if (index >= mostLogs) return {...without(null), build};
		const isEnough = (lines: readonly LogLine[]) => this.#reading.isEnough(lines, build);
		const log = await this.#readLog(build, {isEnough, isCheap: pages => this.#isCheap(pages)});
		const green = builds.answer.get(this.#greens[index] ?? '');
		const isLong = log.pages > usualPages;
		return {
			run,
			build,
			log,
			green: log.lines.length === 0 ? null : await this.#readGreen(green, index, isLong),
		};
	}

	async #readGreen(build: Build | undefined, index: number, isLong: boolean): Promise<ReadFailure['green']> {
		if (this.#greens[index] == null) return null;
		if (build === undefined || this.#callsLeft() <= 0) {
			this.#greensLeft++;
			return null;
		}
		const most = isLong ? greenPages : Math.min(usualPages, this.#callsLeft());
		return {
			build: build.id,
			log: await this.#readLog(build, {isEnough: () => false, isCheap: () => true, most}),
		};
	}

	async #readLog(build: Build, reach: LogReach): Promise<LogRead> {
		const {provider, asker, clock} = this.#reading;
		this.#logsSince ??= clock.now();
		const log = await readLog(provider, asker, build, clock.now(), reach);
		this.#longPages += Math.max(0, log.pages - usualPages);
		if (log.gap?.kind === 'trouble') this.#troubles.push(log.gap.trouble);
		return log;
	}

	/** Several failed actions share the pages; where the machine has other things to do, the answer comes before the numbers. */
	#isCheap(pages: number): boolean {
		const {cheapPages, clock} = this.#reading;
		return pages * this.#failed.length < cheapPages && clock.now() < (this.#logsSince ?? 0) + soon;
	}

	/** What a long log costs in pages does not count. */
	#callsLeft(): number {
		const further = Math.max(0, this.#failed.length - 1);
		return most.first + most.further * further - (this.#reading.asker.asked() - this.#longPages);
	}
}
