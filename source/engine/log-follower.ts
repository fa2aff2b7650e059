import type {Build} from '../domain/build.ts';
import type {LogGap} from '../domain/log.ts';
import {
	type LogCursor,
	type LogPage,
	type LogStream,
	ProviderError,
	type Urgency,
} from '../providers/provider.ts';
import type {Store} from '../store/store.ts';
import {pauseAfterFailure} from './cadence.ts';
import type {Clock} from './clock.ts';
import {gapAfter, isComplete, isFinished} from './log-end.ts';
import type {Scope} from './scope.ts';
import {isPassing} from './second-try.ts';
import {troubleOf} from './trouble.ts';

/** The shortest and the longest time between two looks at a log that is being written; ms. */
const [soonest, latest] = [1000, 5000];

/** Between two pages of what stands before there is time for keys: a page is work for some 30 ms. */
const breath = 100;

/** How far a log was read. */
interface Position {
	/** For what stands before; null: nothing does. */
	readonly back: string | null;
	/** For what is written later. */
	readonly forward: string | null;
	/** When its end was last looked at; ms. */
	readonly at: number;
	/** Whether that end was the last that there will be. */
	readonly through: boolean;
}

/**
 * Reads a build and its log while somebody looks at it: the end first, then what stands before it, and between two of these
 * pages what is still being written. Ends with the signal, or when there is nothing more to come.
 */
export async function followLog(
	scope: Scope,
	build: string,
	store: Store,
	clock: Clock,
	signal: AbortSignal,
): Promise<void> {
	await new LogFollower(scope, build, store, clock, signal).run();
}

class LogFollower {
	readonly #scope: Scope;
	readonly #id: string;
	readonly #store: Store;
	readonly #clock: Clock;
	readonly #signal: AbortSignal;
	readonly #pause: number;
	#position: Position | null = null;
	#failures = 0;
	#operation = '';

	constructor(scope: Scope, id: string, store: Store, clock: Clock, signal: AbortSignal) {
		this.#scope = scope;
		this.#id = id;
		this.#store = store;
		this.#clock = clock;
		this.#signal = signal;
		this.#pause = Math.min(Math.max(scope.interval, soonest), latest);
	}

	async run(): Promise<void> {
		while (!this.#signal.aborted) {
			const rest = await this.#step().catch((error: unknown) => this.#afterFailure(error));
			if (rest === 'ended') return;
			if (rest > 0) await this.#clock.sleep(rest, this.#signal);
		}
	}

	/** One look; resolves with how long to wait for the next one, ms. */
	async #step(): Promise<number | 'ended'> {
		const build = await this.#readBuild();
		if (build === null) return this.#miss({kind: 'forgotten'}, 'ended');
		if (build.log.kind !== 'stream') return this.#miss(build.log, isFinished(build) ? 'ended' : this.#pause);
		const rest = await this.#readPage(build.log, isComplete(build, this.#clock.now()));
		this.#failures = 0;
		return rest;
	}

	async #readPage(stream: LogStream, complete: boolean): Promise<number | 'ended'> {
		const position = this.#position;
		const now = this.#clock.now();
		if (position === null) {
			const page = await this.#page(stream, {from: 'end'}, 'now');
			this.#position = {back: page.back, forward: page.forward, at: now, through: complete && page.atEnd};
			this.#tell(page, 'before');
		} else if (position.back !== null && (position.through || now < position.at + this.#pause)) {
			const page = await this.#page(stream, {from: 'before', cursor: position.back}, 'background');
			this.#position = {...position, back: page.back};
			this.#tell(page, 'before');
		} else if (position.forward !== null && !position.through) {
			const page = await this.#page(stream, {from: 'after', cursor: position.forward}, 'now');
			const forward = page.forward ?? position.forward;
			this.#position = {...position, forward, at: now, through: complete && page.atEnd};
			this.#tell(page, 'after');
			if (!page.atEnd) return 0;
		}
		return this.#restAfter(complete);
	}

	/** Nothing is left, or pages before, or nothing but what may still be written. */
	#restAfter(complete: boolean): number | 'ended' {
		if (this.#position?.back != null) return breath;
		const over = this.#position?.through || (complete && this.#position?.forward === null);
		return over ? 'ended' : this.#pause;
	}

	async #readBuild(): Promise<Build | null> {
		const {id, provider} = this.#scope;
		const known = this.#known();
		if (known !== null && isFinished(known)) return known;
		this.#operation = 'BatchGetBuilds';
		const builds = (await provider.builds?.([this.#id], {urgency: 'now', signal: this.#signal})) ?? [];
		this.#store.dispatch({kind: 'builds-read', at: this.#clock.now(), scope: id, builds});
		return builds.find(build => build.id === this.#id) ?? null;
	}

	async #page(stream: LogStream, cursor: LogCursor, urgency: Urgency): Promise<LogPage> {
		const {provider} = this.#scope;
		if (provider.log === undefined) throw new ProviderError('not-found', 'NoLogs', 'It has no logs to read');
		this.#operation = 'GetLogEvents';
		return provider.log(stream, cursor, {urgency, signal: this.#signal});
	}

	#tell({lines}: LogPage, where: 'before' | 'after'): void {
		const {back, through} = this.#position ?? {back: null, through: false};
		const about = {at: this.#clock.now(), scope: this.#scope.id, build: this.#id};
		const ended = through && back === null;
		// That it can be read again is to be told too.
		const gap = this.#store.getState().scopes[this.#scope.id]?.logs[this.#id]?.gap ?? null;
		if (where === 'after' && lines.length === 0 && !ended && gap === null) return;
		this.#store.dispatch({...about, kind: 'log-read', lines, where, fromStart: back === null, ended});
	}

	#miss<T>(gap: LogGap, then: T): T {
		const about = {at: this.#clock.now(), scope: this.#scope.id, build: this.#id};
		this.#store.dispatch({...about, kind: 'log-missing', gap});
		return then;
	}

	#afterFailure(error: unknown): number | 'ended' {
		if (this.#signal.aborted) return 'ended';
		const now = this.#clock.now();
		const build = this.#known();
		const rest = pauseAfterFailure(this.#failures + 1, this.#pause);
		const trouble = troubleOf(error, this.#operation, now, now + rest);
		const gap = gapAfter(trouble, build !== null && isComplete(build, now));
		if (gap.kind === 'trouble') {
			this.#failures++;
			// A connection that broke just now may be whole again with the next try.
			const isNew = this.#failures === 1 && isPassing(trouble.kind);
			return isNew ? soonest : this.#miss(gap, rest);
		}
		return this.#miss(gap, gap.kind === 'gone' ? 'ended' : this.#pause);
	}

	#known(): Build | null {
		return this.#store.getState().scopes[this.#scope.id]?.builds[this.#id] ?? null;
	}
}
