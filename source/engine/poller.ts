import type {Event} from '../domain/event.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {isOthers, searchedFor} from '../domain/search.ts';
import {followOf, repositoryOf} from '../domain/select.ts';
import type {ScopeRecord} from '../domain/state.ts';
import {isCommon, type Trouble} from '../domain/trouble.ts';
import {pauseAfter, pauseAfterFailure} from './cadence.ts';
import {createDue, type Due, hasten, plan, untilDue} from './due.ts';
import type {PipelineKey} from './intent.ts';
import {LookFailed, type LookOptions, look} from './look.ts';
import {troubleOf} from './trouble.ts';

/** How often the names of the pipelines are asked for again; ms. */
const relist = 600_000;

export interface PollerOptions extends LookOptions {
	/** How long an execution may take to appear before its pipeline is called not triggered; ms. */
	readonly appear: number;
}

/** The loop that looks at the pipelines of one scope, each when something can have changed. Nothing that goes wrong ends it. */
export class Poller {
	readonly #options: PollerOptions;
	readonly #due = new Map<PipelineName, Due>();
	readonly #listing = createDue();
	readonly #running = new Set<Promise<void>>();
	/** When each tracked commit was first looked for; ms since the epoch. */
	#awaited = new Map<string, number>();
	#nap = new AbortController();

	constructor(options: PollerOptions) {
		this.#options = options;
	}

	/** Looks until the signal aborts. Rejects only for a fault of ours. */
	async run(signal: AbortSignal): Promise<void> {
		const {clock} = this.#options;
		const stop = new AbortController();
		const abort = () => {
			stop.abort(signal.reason);
			this.#nap.abort();
		};
		signal.addEventListener('abort', abort, {once: true});
		if (signal.aborted) abort();
		const faults: unknown[] = [];
		while (!stop.signal.aborted) {
			for (const work of this.#dueWork(stop.signal)) {
				const running: Promise<void> = work
					.catch((error: unknown) => {
						if (stop.signal.aborted) return;
						faults.push(error);
						stop.abort(error);
					})
					.finally(() => {
						this.#running.delete(running);
						this.#nap.abort();
					});
				this.#running.add(running);
			}
			this.#nap = new AbortController();
			await clock.sleep(this.#untilNext(clock.now()), this.#nap.signal);
		}
		signal.removeEventListener('abort', abort);
		await Promise.all(this.#running);
		if (faults.length > 0) throw faults[0];
	}

	/** Looks at all pipelines that are known again as soon as the budget allows. */
	lookAgain(): void {
		for (const due of this.#due.values()) hasten(due);
		this.#nap.abort();
	}

	/** Lists and looks at everything again as soon as the budget allows. */
	wake(): void {
		for (const due of this.#all()) hasten(due);
		// A listing that is under way is as good as one that begins now.
		this.#listing.again = false;
		this.#nap.abort();
	}

	/** Looks at one pipeline again as soon as the budget allows; nothing happens where it is another scope's. */
	wakeOne({scope, name}: PipelineKey): void {
		const due = scope === this.#options.scope.id ? this.#due.get(name) : undefined;
		if (due === undefined) return;
		hasten(due);
		this.#nap.abort();
	}

	/** Looks again at what was not looked at for an interval: what is settled is otherwise left alone for longer. */
	refresh(): void {
		for (const due of this.#due.values()) due.pause = Math.min(due.pause, this.#options.scope.interval);
		this.#nap.abort();
	}

	#dueWork(signal: AbortSignal): Promise<void>[] {
		const now = this.#options.clock.now();
		const isDue = (due: Due) => !due.busy && untilDue(due, now) === 0;
		const looks = [...this.#due].filter(([, due]) => isDue(due));
		return [
			...(isDue(this.#listing) ? [this.#list(signal)] : []),
			...looks.map(([name, due]) => this.#look(name, due, signal)),
		];
	}

	#untilNext(now: number): number {
		const waiting = this.#all().filter(({busy}) => !busy);
		return Math.min(relist, ...waiting.map(due => untilDue(due, now)));
	}

	async #list(signal: AbortSignal): Promise<void> {
		const {scope, clock} = this.#options;
		const due = this.#listing;
		const since = clock.now();
		const urgency = this.#due.size === 0 ? 'now' : 'background';
		due.busy = true;
		try {
			const all = await scope.provider.listPipelines({urgency, signal});
			const names = all.filter(scope.wanted);
			this.#tell({kind: 'pipelines-listed', at: clock.now(), scope: scope.id, names});
			for (const name of this.#due.keys()) if (!names.includes(name)) this.#due.delete(name);
			for (const name of names) if (!this.#due.has(name)) this.#due.set(name, createDue());
			plan(due, since, relist);
			this.#answered(due);
		} catch (error) {
			signal.throwIfAborted();
			this.#failed(due, since, troubleOf(error, 'ListPipelines', clock.now(), null), null);
		} finally {
			due.busy = false;
		}
	}

	async #look(name: PipelineName, due: Due, signal: AbortSignal): Promise<void> {
		const {scope, clock} = this.#options;
		const since = clock.now();
		due.busy = true;
		try {
			const refused = await look(this.#options, name, due, signal);
			const about = {at: clock.now(), scope: scope.id, pipeline: name};
			this.#giveUp(name, about.at);
			this.#tell({...about, kind: 'looked', refused});
			plan(due, since, this.#pause(name));
			this.#answered(due);
		} catch (error) {
			if (!(error instanceof LookFailed)) throw error;
			this.#failed(due, since, error.trouble, name);
		} finally {
			due.busy = false;
		}
		this.#tell({kind: 'paced', at: clock.now(), scope: scope.id, ...scope.traffic()});
	}

	/** An execution that does not come within the time is awaited no longer; it is still found if it comes later. */
	#giveUp(pipeline: PipelineName, at: number): void {
		const {scope, store, appear} = this.#options;
		const state = store.getState();
		const record = this.#pipeline(pipeline);
		if (record === undefined) return;
		this.#awaited = new Map(state.tracked.map(({sha}) => [sha, this.#awaited.get(sha) ?? at]));
		for (const commit of state.tracked) {
			const since = Math.max(record.firstLookedAt ?? at, this.#awaited.get(commit.sha) ?? at);
			const missing = followOf(state, record, commit).own === null && searchedFor(record, commit);
			if (!missing || at - since < appear) continue;
			if (isOthers(record, repositoryOf(state, commit.sha))) continue;
			this.#tell({kind: 'given-up', at, scope: scope.id, pipeline, sha: commit.sha});
		}
	}

	#pause(name: PipelineName): number {
		const state = this.#options.store.getState();
		const pipeline = this.#pipeline(name);
		const {interval} = this.#options.scope;
		if (pipeline === undefined) return interval;
		const pauses = state.tracked.map(commit => pauseAfter(followOf(state, pipeline, commit), interval));
		return pauses.length === 0 ? interval : Math.min(...pauses);
	}

	/** After a good answer: the scope is well again when nothing else of it is left in trouble that concerns it all. */
	#answered(due: Due): void {
		const {scope, clock} = this.#options;
		due.failures = 0;
		due.trouble = null;
		const ill = this.#all().filter(each => this.#isCommon(each));
		if (ill.length === 0) this.#tell({kind: 'scope-answered', at: clock.now(), scope: scope.id});
		// Who could not get through at all can again; who was throttled waits until its time comes.
		for (const each of ill) if (each.trouble !== 'throttled') hasten(each);
	}

	/** After a failed try: the next one comes later each time. `name`: of the pipeline; null for the listing. */
	#failed(due: Due, since: number, met: Trouble, name: PipelineName | null): void {
		const {scope, clock} = this.#options;
		due.failures++;
		due.trouble = met.kind;
		const at = clock.now();
		plan(due, since, at - since + pauseAfterFailure(due.failures, scope.retry ?? scope.interval));
		const trouble = {...met, retryAt: due.since + due.pause};
		// What is everybody's is told as that, and not of each pipeline again.
		if (this.#isCommon(due)) this.#tell({kind: 'scope-unread', at, scope: scope.id, trouble});
		if (name !== null) this.#tell({kind: 'pipeline-unread', at, scope: scope.id, pipeline: name, trouble});
	}

	/** Whether a failure is the whole scope's: by its kind, or because nothing of the scope answers. */
	#isCommon({trouble}: Due): boolean {
		if (trouble === null) return false;
		const looks = [...this.#due.values()];
		return isCommon(trouble) || looks.every(each => each.trouble !== null);
	}

	#all(): readonly Due[] {
		return [this.#listing, ...this.#due.values()];
	}

	#tell(event: Event): void {
		this.#options.store.dispatch(event);
	}

	#pipeline(name: PipelineName): PipelineRecord | undefined {
		return this.#scope()?.pipelines[name];
	}

	#scope(): ScopeRecord | undefined {
		return this.#options.store.getState().scopes[this.#options.scope.id];
	}
}
