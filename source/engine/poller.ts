import type {Commit} from '../domain/commit.ts';
import type {Execution} from '../domain/execution.ts';
import {searchedFor} from '../domain/follow.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import {followOf, repositoryOf} from '../domain/select.ts';
import type {PipelineRecord, ScopeRecord} from '../domain/state.ts';
import {isCommon, type Trouble} from '../domain/trouble.ts';
import {ProviderError, type Urgency} from '../providers/provider.ts';
import type {Store} from '../store/store.ts';
import {pauseAfter, pauseAfterFailure} from './cadence.ts';
import type {Clock} from './clock.ts';
import {nextRead, type Read} from './plan.ts';
import type {Scope} from './scope.ts';
import {troubleOf} from './trouble.ts';

/** How often the names of the pipelines are asked for again; ms. */
const relist = 600_000;
/** More calls than any look needs: a plan that asks without end is a fault, and must not become a flood. */
const mostReads = 1000;

interface Due {
	at: number;
	failures: number;
	/** A look is under way. */
	busy: boolean;
}

export interface PollerOptions {
	readonly scope: Scope;
	readonly store: Store;
	readonly clock: Clock;
	/** How long an execution may take to appear before its pipeline is called not triggered; ms. */
	readonly appear: number;
	/** Called after each look, when new questions may stand open. */
	readonly onLook: () => void;
}

/** The loop that looks at the pipelines of one scope, each when something can have changed. Nothing that goes wrong ends it. */
export class Poller {
	readonly #options: PollerOptions;
	readonly #due = new Map<PipelineName, Due>();
	readonly #listing: Due = {at: 0, failures: 0, busy: false};
	readonly #running = new Set<Promise<void>>();
	#nap = new AbortController();

	constructor(options: PollerOptions) {
		this.#options = options;
	}

	/** Looks until the signal aborts. Rejects only for a fault of ours. */
	async run(signal: AbortSignal): Promise<void> {
		const {clock} = this.#options;
		signal.addEventListener('abort', () => this.#nap.abort(), {once: true});
		let fault: unknown = null;
		while (!signal.aborted && fault === null) {
			const now = clock.now();
			for (const work of this.#dueWork(now, signal)) {
				const tracked: Promise<void> = work
					.catch((error: unknown) => {
						if (!signal.aborted) fault = error;
					})
					.finally(() => {
						this.#running.delete(tracked);
						this.#nap.abort();
					});
				this.#running.add(tracked);
			}
			this.#nap = new AbortController();
			if (signal.aborted) break;
			await clock.sleep(this.#untilNext(clock.now()), this.#nap.signal);
		}
		await Promise.allSettled(this.#running);
		if (fault !== null) throw fault;
	}

	/** Looks at everything again as soon as the budget allows. */
	wake(): void {
		for (const due of this.#due.values()) due.at = 0;
		this.#listing.at = 0;
		this.#nap.abort();
	}

	#dueWork(now: number, signal: AbortSignal): Promise<void>[] {
		const work: Promise<void>[] = [];
		if (!this.#listing.busy && this.#listing.at <= now) work.push(this.#list(signal));
		for (const [name, due] of this.#due)
			if (!due.busy && due.at <= now) work.push(this.#look(name, due, signal));
		return work;
	}

	#untilNext(now: number): number {
		const times = [this.#listing, ...this.#due.values()].filter(({busy}) => !busy).map(({at}) => at);
		return Math.max(0, Math.min(...times, now + relist) - now);
	}

	async #list(signal: AbortSignal): Promise<void> {
		const {scope, store, clock} = this.#options;
		this.#listing.busy = true;
		try {
			const all = await scope.provider.listPipelines({
				urgency: this.#due.size === 0 ? 'now' : 'background',
				signal,
			});
			const names = all.filter(scope.wanted);
			store.dispatch({kind: 'pipelines-listed', at: clock.now(), scope: scope.id, names});
			this.#answered();
			for (const name of names)
				if (!this.#due.has(name)) this.#due.set(name, {at: 0, failures: 0, busy: false});
			for (const name of this.#due.keys()) if (!names.includes(name)) this.#due.delete(name);
			this.#listing.failures = 0;
			this.#listing.at = clock.now() + relist;
		} catch (error) {
			signal.throwIfAborted();
			this.#listing.failures++;
			this.#listing.at = clock.now() + pauseAfterFailure(this.#listing.failures, scope.interval);
			const trouble = troubleOf(error, 'ListPipelines', clock.now(), this.#listing.at);
			store.dispatch({kind: 'scope-unread', at: clock.now(), scope: scope.id, trouble});
		} finally {
			this.#listing.busy = false;
		}
	}

	async #look(name: PipelineName, due: Due, signal: AbortSignal): Promise<void> {
		const {scope, store, clock, onLook} = this.#options;
		const since = clock.now();
		due.busy = true;
		let operation = '';
		try {
			for (let reads = 0; ; reads++) {
				const read = this.#next(name, since);
				if (read === null) break;
				if (reads > mostReads) throw new Error(`a look at ${name} does not end: ${JSON.stringify(read)}`);
				operation = operationOf(read);
				await this.#perform(name, read, signal);
			}
			const at = clock.now();
			store.dispatch({kind: 'looked', at, scope: scope.id, pipeline: name});
			this.#answered();
			this.#giveUp(name, at);
			due.failures = 0;
			due.at = since + this.#pause(name);
		} catch (error) {
			signal.throwIfAborted();
			due.failures++;
			due.at = clock.now() + pauseAfterFailure(due.failures, scope.interval);
			this.#unread(name, troubleOf(error, operation, clock.now(), due.at));
		} finally {
			due.busy = false;
			store.dispatch({kind: 'paced', at: clock.now(), scope: scope.id, ...scope.traffic()});
			onLook();
		}
	}

	/** The next call of a look, over all tracked commits. */
	#next(name: PipelineName, since: number): Read | null {
		const state = this.#options.store.getState();
		const pipeline = this.#pipeline(name);
		if (pipeline === undefined) return null;
		const commits: readonly (Commit | null)[] = state.tracked.length === 0 ? [null] : state.tracked;
		for (const commit of commits) {
			const follow = commit === null ? null : followOf(state, pipeline, commit);
			const repository = commit === null ? null : repositoryOf(state, commit.sha);
			const read = nextRead(pipeline, {since, commit, follow, repository});
			if (read !== null) return read;
		}
		return null;
	}

	async #perform(name: PipelineName, read: Read, signal: AbortSignal): Promise<void> {
		const {scope, store, clock} = this.#options;
		const asking = {urgency: urgencyOf(read), signal};
		const about = () => ({at: clock.now(), scope: scope.id, pipeline: name});
		switch (read.kind) {
			case 'executions': {
				const page = await scope.provider.executions(name, read.next, asking);
				store.dispatch({
					...about(),
					kind: 'executions-read',
					executions: page.items,
					newest: read.next === null,
					next: page.next,
				});
				return;
			}
			case 'definition': {
				const definition = await scope.provider.definition(name, asking);
				store.dispatch({...about(), kind: 'definition-read', definition});
				return;
			}
			case 'state': {
				const snapshot = await scope.provider.state(name, asking);
				store.dispatch({...about(), kind: 'state-read', snapshot});
				return;
			}
			case 'actions': {
				const runs = await scope.provider.actions(name, read.execution, asking);
				store.dispatch({...about(), kind: 'actions-read', execution: read.execution, runs});
				return;
			}
			case 'execution': {
				const execution = await scope.provider
					.execution(name, read.execution, asking)
					.catch(nameless(read.execution));
				store.dispatch({...about(), kind: 'execution-read', execution});
				return;
			}
		}
	}

	/** An execution that does not come within the time is awaited no longer; it is still found if it comes later. */
	#giveUp(name: PipelineName, at: number): void {
		const {scope, store, appear} = this.#options;
		const state = store.getState();
		const pipeline = this.#pipeline(name);
		if (pipeline === undefined) return;
		for (const commit of state.tracked) {
			const {standing} = followOf(state, pipeline, commit);
			const waited = at - Math.max(pipeline.firstLookedAt ?? at, this.#trackedSince(commit));
			if (standing.kind === 'Awaited' && searchedFor(pipeline, commit) && waited >= appear) {
				store.dispatch({kind: 'given-up', at, scope: scope.id, pipeline: name, sha: commit.sha});
			}
		}
	}

	readonly #since = new Map<string, number>();
	#trackedSince({sha}: Commit): number {
		const since = this.#since.get(sha) ?? this.#options.clock.now();
		this.#since.set(sha, since);
		return since;
	}

	#pause(name: PipelineName): number {
		const state = this.#options.store.getState();
		const pipeline = this.#pipeline(name);
		const {interval} = this.#options.scope;
		if (pipeline === undefined) return interval;
		const pauses = state.tracked.map(commit => pauseAfter(followOf(state, pipeline, commit), interval));
		return pauses.length === 0 ? pauseAfter(null, interval) : Math.min(...pauses);
	}

	#pipeline(name: PipelineName): PipelineRecord | undefined {
		return this.#scope()?.pipelines[name];
	}

	#scope(): ScopeRecord | undefined {
		return this.#options.store.getState().scopes[this.#options.scope.id];
	}

	#answered(): void {
		const {scope, store, clock} = this.#options;
		store.dispatch({kind: 'scope-answered', at: clock.now(), scope: scope.id});
	}

	#unread(name: PipelineName, trouble: Trouble): void {
		const {scope, store, clock} = this.#options;
		const about = {at: clock.now(), scope: scope.id, trouble};
		store.dispatch({...about, kind: 'pipeline-unread', pipeline: name});
		if (isCommon(trouble.kind)) store.dispatch({...about, kind: 'scope-unread'});
	}
}

function urgencyOf(read: Read): Urgency {
	switch (read.kind) {
		case 'state':
		case 'actions':
			return 'moving';
		case 'executions':
			return read.next === null ? 'moving' : 'finding';
		case 'definition':
		case 'execution':
			return 'finding';
	}
}

function operationOf(read: Read): string {
	return {
		executions: 'ListPipelineExecutions',
		definition: 'GetPipeline',
		state: 'GetPipelineState',
		actions: 'ListActionExecutions',
		execution: 'GetPipelineExecution',
	}[read.kind];
}

/** An execution that no longer exists is one of which nothing is known; asking again would tell no more. */
function nameless(id: string): (error: unknown) => Execution {
	return error => {
		if (!(error instanceof ProviderError) || error.kind !== 'not-found') throw error;
		return {
			id,
			status: 'Unknown',
			said: '',
			startedAt: null,
			updatedAt: null,
			revisions: [],
			rollback: false,
			stopReason: null,
		};
	};
}
