import type {Commit} from '../domain/commit.ts';
import type {TrackedPlace} from '../domain/described.ts';
import {own} from '../domain/own.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {isUntold} from '../domain/refusal.ts';
import type {StagesOfInterest} from '../domain/stage-run.ts';
import type {History} from '../git/history.ts';
import type {Store} from '../store/store.ts';
import {createAncestry} from './ancestry.ts';
import {createAuthors} from './authors.ts';
import type {Clock} from './clock.ts';
import {createComparisons, type Digest} from './comparing.ts';
import {createConcern, type PathRules} from './concern.ts';
import {createDifferences} from './differences.ts';
import type {Intent, PipelineKey, Send} from './intent.ts';
import {followLog} from './log-follower.ts';
import {Poller} from './poller.ts';
import {perform} from './read.ts';
import type {Scope} from './scope.ts';
import {troubleOf} from './trouble.ts';
import {readUsualBuilds} from './usual-builds.ts';

/** How long what is known of a commit is waited for before the pipelines are asked about it: gh takes its time; ms. */
const descriptionRest = 1000;
/** How many commits the picker offers: listing them takes git some tenths of a second, and nobody scrolls further. */
const historyLength = 10_000;

export interface EngineOptions {
	readonly scopes: readonly Scope[];
	readonly store: Store;
	readonly clock: Clock;
	readonly history: History;
	/** How long an execution may take to appear; ms. */
	readonly appear: number;
	/** Of which stages it must be known what they run. */
	readonly interest?: StagesOfInterest;
	/** Pipelines that are left out unless a commit touches their paths. */
	readonly paths?: PathRules;
	/** Whether each new merge of the user's is followed as it starts. */
	readonly mine?: boolean;
	/** Makes green logs to compare failed ones with; none are read where it is left out. */
	readonly digest?: Digest;
}

/** Everything that acts: it looks, asks and reads, and tells the store what it learned. */
export interface Engine {
	readonly send: Send;
	/** Works until the signal aborts. Rejects only for a fault of ours. */
	run(signal: AbortSignal): Promise<void>;
}

export function createEngine({
	scopes,
	store,
	clock,
	history,
	appear,
	interest = 'last',
	paths = [],
	mine = false,
	digest,
}: EngineOptions): Engine {
	const stop = new AbortController();
	let log = new AbortController();
	const faults: unknown[] = [];
	const ask = createAncestry(store, clock, history, interest);
	const concern = createConcern(store, clock, history, paths);
	const ofAuthors = createAuthors({
		store,
		clock,
		history,
		follow: mine ? commit => background(track(commit, 'last')) : null,
	});
	const authors = (pipeline: PipelineRecord) => ofAuthors(pipeline).forEach(background);
	const readDifference = createDifferences(store, clock, history);
	const comparisons = createComparisons({store, clock, digest: digest ?? null, stop: stop.signal});
	let inspected: PipelineKey | null = null;
	const pollers = scopes.map(scope => {
		const closely = (name: PipelineName) => inspected?.scope === scope.id && inspected.name === name;
		return new Poller({scope, store, clock, appear, ask, concern, authors, interest, closely});
	});

	/** A fault of ours ends the engine, which says so. */
	function fail(error: unknown): void {
		if (stop.signal.aborted) return;
		faults.push(error);
		stop.abort(error);
	}

	/** Runs work of which nobody waits. */
	function background(work: Promise<void>): void {
		work.catch(fail);
	}

	function open(): void {
		const at = clock.now();
		for (const {id, region, interval, remembered, wanted} of scopes) {
			const known = remembered && {
				...remembered,
				pipelines: remembered.pipelines.filter(({name}) => wanted(name)),
			};
			store.dispatch({
				kind: 'scope-opened',
				at,
				scope: id,
				region,
				interval,
				...(known ? {remembered: known} : {}),
			});
		}
		const {repository} = history;
		if (repository !== null) store.dispatch({kind: 'repository-known', at, repository});
	}

	async function track(commit: Commit, place: TrackedPlace): Promise<void> {
		store.dispatch({kind: 'commit-tracked', at: clock.now(), commit, place});
		const telling = history.describe(commit.sha).then(told => {
			if (told !== null) store.dispatch({kind: 'commit-described', at: clock.now(), commit: told});
		});
		const rest = new AbortController();
		await Promise.race([telling, clock.sleep(descriptionRest, rest.signal)]);
		rest.abort();
		for (const poller of pollers) poller.lookAgain();
		await telling;
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
		const asking = {urgency: 'now', signal: stop.signal} as const;
		try {
			store.dispatch(await perform(scope, pipeline, {kind: 'actions', execution}, clock, asking));
			const record = own(store.getState().scopes[id]?.pipelines ?? {}, pipeline);
			if (record !== undefined && isUntold(record, execution))
				store.dispatch(await perform(scope, pipeline, {kind: 'rules', execution}, clock, asking));
		} catch (error) {
			if (stop.signal.aborted) return;
			const trouble = troubleOf(error, 'ListActionExecutions', clock.now(), null);
			// A record that somebody wants to see is not needed for a look.
			const optional = {...trouble, optional: true} as const;
			store.dispatch({kind: 'pipeline-unread', at: clock.now(), scope: id, pipeline, trouble: optional});
		}
	}

	async function readRuns(intent: Extract<Intent, {kind: 'read-runs'}>): Promise<void> {
		const scope = scopes.find(each => each.id === intent.scope);
		if (scope !== undefined) await comparisons.readRuns(scope, intent);
	}

	function inspect(pipeline: PipelineKey | null): void {
		inspected = pipeline;
		if (pipeline !== null) for (const poller of pollers) poller.wakeOne(pipeline);
	}

	function watchBuild({scope: id, build}: Extract<Intent, {kind: 'watch-build'}>): void {
		log.abort();
		log = new AbortController();
		const scope = scopes.find(each => each.id === id);
		if (scope === undefined) return;
		const signal = AbortSignal.any([stop.signal, log.signal]);
		background(comparisons.watch(scope, build, signal));
		background(readUsualBuilds(scope, build, {store, clock, readRuns: comparisons.readRuns}, signal));
		const known = store.getState().scopes[id]?.logs[build];
		if (known?.ended === true) return;
		store.dispatch({kind: 'log-opened', at: clock.now(), scope: id, build});
		background(followLog(scope, build, store, clock, signal));
	}

	open();
	return {
		send(intent) {
			switch (intent.kind) {
				case 'look-now':
					for (const poller of pollers) poller.wake();
					return;
				case 'look-around':
					for (const poller of pollers) poller.refresh();
					return;
				case 'focus':
					if (intent.focused) for (const poller of pollers) poller.refresh();
					return;
				case 'track':
					return background(track(intent.commit, intent.place ?? 'alone'));
				case 'list-history':
					return background(listHistory());
				case 'read-execution':
					return background(readExecution(intent));
				case 'read-runs':
					return background(readRuns(intent));
				case 'keep-cause':
					return store.dispatch({...intent, kind: 'cause-known', at: clock.now()});
				case 'read-difference':
					return background(readDifference(intent));
				case 'inspect':
					return inspect(intent.pipeline);
				case 'watch-build':
					return watchBuild(intent);
				case 'unwatch-build':
					return log.abort();
			}
		},
		async run(signal) {
			const abort = () => stop.abort(signal.reason);
			signal.addEventListener('abort', abort, {once: true});
			if (signal.aborted) abort();
			const runs = pollers.map(poller => poller.run(stop.signal).catch(fail));
			await Promise.all(runs);
			signal.removeEventListener('abort', abort);
			for (const {provider} of scopes) provider.close();
			if (faults.length > 0) throw faults[0];
		},
	};
}
