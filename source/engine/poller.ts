import type {Event} from '../domain/event.ts';
import {own} from '../domain/own.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import type {ActionProgress} from '../domain/progress.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {isOthers, searchedFor} from '../domain/search.ts';
import {followOf, repositoryOf} from '../domain/select.ts';
import type {ScopeRecord} from '../domain/state.ts';
import {isCommon, isSilence, type Trouble} from '../domain/trouble.ts';
import {usualLength} from '../domain/usual.ts';
import {aligned, pauseAfter, pauseAfterFailure, pauseUnfollowed, realInterval} from './cadence.ts';
import {createDue, type Due, hasten, plan, spareNothing, untilDue} from './due.ts';
import type {PipelineKey} from './intent.ts';
import {createLengths, type Lengths} from './lengths.ts';
import {LookFailed, type LookOptions, look} from './look.ts';
import {isHopeless} from './patience.ts';
import {isPassing, pauseBefore, withSecondTry} from './second-try.ts';
import {Sight} from './sight.ts';
import {troubleOf} from './trouble.ts';

/** How often the names of the pipelines are asked for again; ms. */
const relist = 600_000;

export interface PollerOptions extends Omit<LookOptions, 'answered' | 'failed' | 'secondTry'> {
	/** How long an execution may take to appear before its pipeline is called not triggered; ms. */
	readonly appear: number;
}

/** The loop that looks at the pipelines of one scope, each when something can have changed. Nothing that goes wrong ends it. */
export class Poller {
	readonly #options: PollerOptions;
	readonly #due = new Map<PipelineName, Due>();
	readonly #listing = createDue();
	readonly #running = new Set<Promise<void>>();
	readonly #sight: Sight;
	readonly #lengths: Lengths;
	/** When a call was last answered (ms since the epoch, null: none was yet), and how many were. */
	#answeredAt: number | null = null;
	#answers = 0;
	/** While nobody is reached: when one pipeline was tried for all of them, and how long after that the next one is; ms. */
	#probing = {since: 0, pause: 0};
	/** From when the common moments of the looks are counted; ms since the epoch. */
	#origin = 0;
	/** When each tracked commit was first looked for; ms since the epoch. */
	#awaited = new Map<string, number>();
	#nap = new AbortController();

	constructor(options: PollerOptions) {
		this.#options = options;
		this.#sight = new Sight(options.scope.interval);
		this.#lengths = createLengths({
			...options,
			denied: name => this.#due.get(name)?.denied.has('actions') ?? false,
		});
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
			const since = clock.now();
			const rest = this.#untilNext(since);
			await clock.sleep(rest, this.#nap.signal);
			// So late because the machine slept: nobody has looked meanwhile.
			if (clock.now() - since > rest + this.#sight.enough) this.#sight.lost(since);
		}
		signal.removeEventListener('abort', abort);
		await Promise.all(this.#running);
		if (faults.length > 0) throw faults[0];
	}

	/** Looks at all pipelines that are known again as soon as the budget allows. */
	lookAgain(): void {
		this.#probing.pause = 0;
		this.#origin = this.#options.clock.now();
		for (const due of this.#due.values()) hasten(due);
		this.#nap.abort();
	}

	/** Lists and looks at everything again as soon as the budget allows. */
	wake(): void {
		this.#probing.pause = 0;
		this.#origin = this.#options.clock.now();
		for (const due of this.#all()) hasten(due);
		// A listing that is under way is as good as one that begins now.
		this.#listing.again = false;
		this.#nap.abort();
	}

	/** Looks at one pipeline again as soon as the budget allows; nothing happens where it is another scope's. */
	wakeOne({scope, name}: PipelineKey): void {
		const due = scope === this.#options.scope.id ? this.#due.get(name) : undefined;
		if (due === undefined) return;
		this.#probing.pause = 0;
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
		if (this.#isOutOfReach()) return this.#probe(now, signal);
		const isDue = (due: Due) => !due.busy && untilDue(due, now) === 0;
		const looks = [...this.#due].filter(([, due]) => isDue(due));
		return [
			...(isDue(this.#listing) ? [this.#list(signal)] : []),
			...looks.map(([name, due]) => this.#look(name, due, signal)),
			...this.#measuring(signal),
		];
	}

	/** While nobody is reached one pipeline is looked at now and then, in turn: its answer tells that all can be. */
	#probe(now: number, signal: AbortSignal): Promise<void>[] {
		const looks = [...this.#due].toSorted(([, a], [, b]) => a.since - b.since);
		const [next] = looks;
		if (next === undefined || untilDue(this.#probing, now) > 0 || looks.some(([, {busy}]) => busy)) return [];
		return [this.#look(...next, signal)];
	}

	/** Once there is a first picture of all, in the background: how long things take. */
	#measuring(signal: AbortSignal): Promise<void>[] {
		const looks = [...this.#due.values()];
		const seen = looks.length > 0 && looks.every(({every, failures}) => every !== null || failures > 0);
		const work = seen ? this.#lengths.next(signal) : null;
		return work === null ? [] : [work];
	}

	#untilNext(now: number): number {
		if (this.#isOutOfReach()) {
			const isBusy = [...this.#due.values()].some(({busy}) => busy);
			return isBusy ? relist : untilDue(this.#probing, now);
		}
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
			const ask = () => scope.provider.listPipelines({urgency, signal});
			const trying = {clock, pause: pauseBefore(scope), signal, failed: () => this.#tellPace()};
			const all = await (due.failures > 0 ? ask() : withSecondTry(ask, trying));
			this.#see(due);
			const names = all.filter(scope.wanted);
			this.#tell({kind: 'pipelines-listed', at: clock.now(), scope: scope.id, names});
			for (const name of this.#due.keys()) if (!names.includes(name)) this.#forget(name);
			if (this.#due.size === 0) this.#origin = clock.now();
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
			const secondTry = !this.#isOutOfReach() && (due.failures === 0 || this.#areOthersSeen());
			const options = {
				...this.#options,
				secondTry,
				answered: () => this.#see(due),
				failed: () => {
					due.illAfter ??= this.#answers;
					this.#tellPace();
				},
			};
			const refused = this.#shared(await look(options, name, due, signal));
			const about = {at: clock.now(), scope: scope.id, pipeline: name};
			this.#giveUp(name, about.at);
			due.every = this.#pause(name);
			this.#tell({...about, kind: 'looked', refused, every: due.every});
			// One that had to wait for longer than that, in the queue or while the machine slept, counts from its end.
			const from = about.at - since > scope.interval ? about.at : since;
			plan(due, from, aligned(from + due.every, this.#origin, scope.interval) - from);
			this.#answered(due);
		} catch (error) {
			if (!(error instanceof LookFailed)) throw error;
			this.#failed(due, since, error.trouble, name, error.minor);
		} finally {
			due.busy = false;
		}
		this.#tellPace();
		this.#tried(name);
	}

	#tellPace(): void {
		const {scope, clock} = this.#options;
		const {calls, slowedBy, allowed} = scope.traffic();
		const loads = [...this.#due.values()].map(({every}) => scope.interval / (every ?? scope.interval));
		const load = loads.reduce((sum, each) => sum + each, 0);
		const every = realInterval(scope.interval, load, allowed);
		this.#tell({kind: 'paced', at: clock.now(), scope: scope.id, calls, slowedBy, every});
	}

	/** After a long time without a good answer all is looked at once. */
	#see(answered: Due): void {
		const {scope, clock} = this.#options;
		const at = clock.now();
		this.#seeOthers(answered);
		this.#answeredAt = at;
		this.#answers++;
		if (answered.failures === 0) answered.illAfter = null;
		const unseen = [...this.#due].filter(
			([name]) => (this.#pipeline(name)?.lookedAt ?? 0) < at - scope.interval,
		);
		const since = this.#sight.seen(
			at,
			unseen.map(([name]) => name),
		);
		if (since === null || [...this.#due.values()].every(({every}) => every === null)) return;
		this.#tell({kind: 'catching-up', at, scope: scope.id, since});
		for (const [, due] of unseen) if (!due.busy) due.pause = 0;
		this.#nap.abort();
	}

	/** Who failed while nobody was answered is tried again at once: only now can it be told whose trouble it is. */
	#seeOthers(answered: Due): void {
		const isBlind = this.#isBlind();
		for (const [name, due] of this.#due) {
			if (due === answered || due.trouble === null || due.trouble === 'throttled') continue;
			const isNew = due.failures === 1 && due.failedAfter === this.#answers;
			if (!isBlind && !isNew) continue;
			// Another try would tell nothing else.
			if (isHopeless(due.trouble) && isNew && !isBlind) this.#tellOwn(name);
			else if (!due.busy) due.pause = 0;
			this.#nap.abort();
		}
		if (!this.#isOutOfReach()) return;
		for (const due of this.#due.values())
			if (!due.busy) due.pause = Math.min(due.pause, this.#options.scope.interval);
		this.#nap.abort();
	}

	/** Trouble as long as the whole scope is in some: whether it outlasts that is to be seen. */
	#shared<T extends Trouble | null>(trouble: T): T {
		return trouble === null || this.#scope()?.trouble == null ? trouble : {...trouble, shared: true};
	}

	/** That trouble turned out to be of one pipeline. */
	#tellOwn(pipeline: PipelineName): void {
		const {scope, clock} = this.#options;
		const trouble = this.#pipeline(pipeline)?.trouble ?? null;
		if (trouble === null) return;
		const {shared: _, ...own} = trouble;
		this.#tell({kind: 'pipeline-unread', at: clock.now(), scope: scope.id, pipeline, trouble: own});
	}

	#tried(name: PipelineName): void {
		const {scope, clock} = this.#options;
		if (this.#sight.tried(name)) this.#tell({kind: 'caught-up', at: clock.now(), scope: scope.id});
	}

	#forget(name: PipelineName): void {
		this.#due.delete(name);
		this.#tried(name);
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
		const {scope, clock, closely} = this.#options;
		const {interval} = scope;
		if (pipeline === undefined || closely(name)) return interval;
		if (state.tracked.length === 0) return pauseUnfollowed(pipeline, interval);
		const tempo = {
			interval,
			now: clock.now(),
			usual: (action: ActionProgress) => usualLength(pipeline, {stage: action.stage, action: action.name}),
		};
		return Math.min(...state.tracked.map(commit => pauseAfter(followOf(state, pipeline, commit), tempo)));
	}

	/** After a good answer: the scope is well again when nothing else of it is left in trouble that concerns it all. */
	#answered(due: Due): void {
		const {scope, clock} = this.#options;
		due.failures = 0;
		due.trouble = null;
		due.illAfter = null;
		const ill = this.#all().filter(each => this.#isCommon(each));
		if (ill.length === 0) {
			if (this.#scope()?.trouble != null) for (const each of this.#all()) spareNothing(each);
			this.#tell({kind: 'scope-answered', at: clock.now(), scope: scope.id});
		}
		// Who could not get through at all can again; who was throttled waits until its time comes, and who is trying gets there.
		for (const each of ill) if (each.trouble !== 'throttled' && !each.busy) hasten(each);
	}

	/** After a failed try: the next one comes later each time. `name`: of the pipeline; null for the listing. `minor`: of a call that the next look does without. */
	#failed(due: Due, since: number, met: Trouble, name: PipelineName | null, minor = false): void {
		const {scope, clock} = this.#options;
		due.failures++;
		due.trouble = met.kind;
		due.illAfter ??= this.#answers;
		// What else was asked before it was answered.
		due.failedAfter = minor ? -1 : this.#answers;
		spareNothing(due);
		const at = clock.now();
		const common = this.#isCommon(due);
		const retry = scope.retry ?? scope.interval;
		// Nobody is bothered by one try at a time of what is not reached, and what is broken is mended at any moment.
		const isSoon = this.#areOthersSeen() || met.kind === 'broken';
		const pause = common && isSilence(met.kind) ? retry : pauseAfterFailure(due.failures, retry, isSoon);
		plan(due, since, Math.max(at + pause, met.retryAt ?? 0) - since);
		if (this.#isOutOfReach()) this.#probing = {since: at, pause: retry};
		if (common) this.#sight.lost(this.#answeredAt ?? at);
		const trouble = {...met, retryAt: due.since + due.pause};
		// What is everybody's is told as that, and not of each pipeline again.
		if (common) this.#tell({kind: 'scope-unread', at, scope: scope.id, trouble});
		if (name === null) return;
		const isOwn = !common && !minor && this.#answers > due.illAfter;
		const about = {at, scope: scope.id, pipeline: name};
		const told = isOwn ? this.#shared(trouble) : {...trouble, shared: true as const};
		this.#tell({...about, kind: 'pipeline-unread', trouble: told});
		if (!common && !isOwn && due.failures === 1) this.#askAnother(due);
	}

	/** Whether others are answered tells whose trouble it is. */
	#askAnother(than: Due): void {
		const others = [...this.#due.values()].filter(due => due !== than);
		if (others.some(({busy}) => busy)) return;
		const [next] = others.toSorted((a, b) => a.failures - b.failures || a.since - b.since);
		if (next !== undefined) next.pause = 0;
	}

	/** Whether others than those in trouble are answered. */
	#areOthersSeen(): boolean {
		if (this.#isBlind()) return false;
		return [...this.#due.values()].some(({failures, every}) => failures === 0 && every !== null);
	}

	/** Whether a failure is the whole scope's: by its kind, or because nothing of the scope answers. */
	#isCommon({trouble}: Due): boolean {
		if (trouble === null) return false;
		const looks = [...this.#due.values()];
		if (isCommon(trouble) || looks.length === 0) return true;
		return isPassing(trouble) ? this.#isBlind() : looks.every(each => each.trouble !== null);
	}

	/** The looks that failed since anything was answered, of what may pass: that something is denied is an answer too. */
	#failing(): readonly Due[] {
		return [...this.#due.values()].filter(
			({trouble, failedAfter}) => trouble !== null && isPassing(trouble) && failedAfter === this.#answers,
		);
	}

	/** Whether nothing answers: not the one, and not the other that was asked after it. */
	#isBlind(): boolean {
		return this.#due.size > 0 && this.#failing().length >= Math.min(2, this.#due.size);
	}

	/** Whether nobody can be reached at all. */
	#isOutOfReach(): boolean {
		return this.#isBlind() && this.#failing().every(({trouble}) => trouble !== null && isSilence(trouble));
	}

	#all(): readonly Due[] {
		return [this.#listing, ...this.#due.values()];
	}

	#tell(event: Event): void {
		this.#options.store.dispatch(event);
	}

	#pipeline(name: PipelineName): PipelineRecord | undefined {
		return own(this.#scope()?.pipelines ?? {}, name);
	}

	#scope(): ScopeRecord | undefined {
		return this.#options.store.getState().scopes[this.#options.scope.id];
	}
}
