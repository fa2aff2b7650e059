import type {Commit} from '../domain/commit.ts';
import {ancestryKey} from '../domain/commit.ts';
import type {History} from '../git/history.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';
import type {Intent, Send} from './intent.ts';
import {followLog} from './log-follower.ts';
import {Poller} from './poller.ts';
import {questionsOf} from './questions.ts';
import type {Scope} from './scope.ts';
import {troubleOf} from './trouble.ts';

/** How long an answer that version control could not give is left alone; ms. */
const askAgain = 60_000;
/** How many commits the picker offers. */
const historyLength = 200;

export interface EngineOptions {
	readonly scopes: readonly Scope[];
	readonly store: Store;
	readonly clock: Clock;
	readonly history: History;
	/** How long an execution may take to appear; ms. */
	readonly appear: number;
}

/** Everything that acts: it looks, asks and reads, and tells the store what it learned. */
export interface Engine {
	readonly send: Send;
	/** Works until the signal aborts. Rejects only for a fault of ours. */
	run(signal: AbortSignal): Promise<void>;
}

export function createEngine({scopes, store, clock, history, appear}: EngineOptions): Engine {
	const asked = new Map<string, number>();
	const stop = new AbortController();
	let log = new AbortController();
	let asking: Promise<void> | null = null;
	const faults: unknown[] = [];
	const pollers = scopes.map(scope => new Poller({scope, store, clock, appear, onLook: ask}));

	/** Runs work of which nobody waits; a fault in it ends the engine, which says so. */
	function background(work: Promise<void>): void {
		work.catch((error: unknown) => {
			if (stop.signal.aborted) return;
			faults.push(error);
			stop.abort(error);
		});
	}

	function ask(): void {
		asking ??= answerQuestions().finally(() => {
			asking = null;
		});
		background(asking);
	}

	async function answerQuestions(): Promise<void> {
		for (const {descendant, ancestor} of questionsOf(store.getState())) {
			const key = ancestryKey(descendant, ancestor);
			if ((asked.get(key) ?? -askAgain) + askAgain > clock.now()) continue;
			asked.set(key, clock.now());
			const answer = await history.contains(descendant, ancestor);
			store.dispatch({kind: 'ancestry-known', at: clock.now(), descendant, ancestor, answer});
		}
	}

	async function track(commit: Commit): Promise<void> {
		store.dispatch({kind: 'commit-tracked', at: clock.now(), commit});
		const described = await history.describe(commit.sha);
		if (described !== null) store.dispatch({kind: 'commit-described', at: clock.now(), commit: described});
		for (const poller of pollers) poller.wake();
	}

	async function listHistory(): Promise<void> {
		const commits = await history.recent(historyLength);
		store.dispatch({kind: 'history-listed', at: clock.now(), commits});
	}

	async function readExecution({
		scope: id,
		pipeline,
		execution,
	}: Extract<Intent, {kind: 'read-execution'}>): Promise<void> {
		const scope = scopes.find(each => each.id === id);
		if (scope === undefined) return;
		try {
			const runs = await scope.provider.actions(pipeline, execution, {urgency: 'now', signal: stop.signal});
			store.dispatch({kind: 'actions-read', at: clock.now(), scope: id, pipeline, execution, runs});
		} catch (error) {
			if (stop.signal.aborted) return;
			const trouble = troubleOf(error, 'ListActionExecutions', clock.now(), null);
			store.dispatch({kind: 'pipeline-unread', at: clock.now(), scope: id, pipeline, trouble});
		}
	}

	function watchBuild({scope: id, build}: Extract<Intent, {kind: 'watch-build'}>): void {
		log.abort();
		log = new AbortController();
		const scope = scopes.find(each => each.id === id);
		if (scope === undefined) return;
		const known = store.getState().scopes[id]?.logs[build];
		if (known?.ended === true) return;
		store.dispatch({kind: 'log-opened', at: clock.now(), scope: id, build});
		background(followLog(scope, build, store, clock, AbortSignal.any([stop.signal, log.signal])));
	}

	return {
		send(intent) {
			switch (intent.kind) {
				case 'look-now':
					for (const poller of pollers) poller.wake();
					return;
				case 'focus':
					if (intent.focused) for (const poller of pollers) poller.wake();
					return;
				case 'track':
					return background(track(intent.commit));
				case 'list-history':
					return background(listHistory());
				case 'read-execution':
					return background(readExecution(intent));
				case 'watch-build':
					return watchBuild(intent);
				case 'unwatch-build':
					return log.abort();
			}
		},
		async run(signal) {
			signal.addEventListener('abort', () => stop.abort(signal.reason), {once: true});
			if (signal.aborted) stop.abort(signal.reason);
			for (const {id, region, interval} of scopes) {
				store.dispatch({kind: 'scope-opened', at: clock.now(), scope: id, region, interval});
			}
			if (history.repository !== null) {
				store.dispatch({kind: 'repository-known', at: clock.now(), repository: history.repository});
			}
			await Promise.all(
				pollers.map(poller =>
					poller.run(stop.signal).catch((error: unknown) => {
						stop.abort(error);
						throw error;
					}),
				),
			);
			for (const {provider} of scopes) provider.close();
			const [fault] = faults;
			if (fault !== undefined) throw fault;
		},
	};
}
