import {serialize, setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {usualWatch} from '../../source/command-line/parse.ts';
import {watch} from '../../source/commands/watch.ts';
import type {Commit, Containment} from '../../source/domain/commit.ts';
import {createEngine} from '../../source/engine/engine.ts';
import {createGateway} from '../../source/engine/gateway.ts';
import type {History} from '../../source/git/history.ts';
import {credentialsOf} from '../../source/providers/aws/credentials.ts';
import {createAwsProvider} from '../../source/providers/aws/provider.ts';
import type {Gateway} from '../../source/providers/provider.ts';
import {createStore} from '../../source/store/store.ts';
import {DayClock} from './day-clock.ts';
import {night, type Pushed, roughNights} from './nights.ts';
import {startThread, type Taken} from './simulator.ts';

/** How long every answer is on its way; ms. */
const latency = 60;
/** How long after its push a commit is asked for: who pushes looks for it then; ms. */
const afterPush = 20_000;
/** Requests per second to CodePipeline, as it is usual. */
export const rate = 1;

/** A commit and while it was followed; ms since the epoch. */
export interface Followed {
	readonly sha: string;
	readonly from: number;
	readonly until: number;
}

/** What was in the memory of the program; bytes. */
export interface Memory {
	readonly heap: number;
	/** The store's state, written down. */
	readonly state: number;
}

export interface Day extends Omit<Taken, 'kind'> {
	/** In the order in which they were pushed; each contains those before it. */
	readonly followed: readonly Followed[];
	/** Before anything was looked at, after the first tenth, and at the end. */
	readonly memory: {readonly before: Memory; readonly tenth: Memory; readonly end: Memory};
	/** How long it took, by the clock on the wall; ms. */
	readonly took: number;
}

export interface DayOptions {
	readonly hours: number;
	/** As `--fault` takes them. */
	readonly faults: readonly string[];
	/** The time between two looks; ms. */
	readonly interval?: number;
}

/** A day of rough nights: the program and the simulator it asks over HTTP, by one clock that jumps from moment to moment. */
export async function liveThrough({hours, faults, interval = 30_000}: DayOptions): Promise<Day> {
	const began = performance.now();
	const clock = new DayClock();
	const start = clock.now();
	const {file, commits} = roughNights(hours);
	const simulator = await startThread({shared: clock.shared, file, faults});
	clock.wake = simulator.wake;
	const {gateway, traffic} = createGateway({pipelines: rate, builds: rate, logs: rate * 2}, clock);
	const delayed: Gateway = (call, attempt) =>
		gateway(call, async () => {
			try {
				return await clock.during(attempt);
			} finally {
				await clock.sleep(latency, call.signal);
			}
		});
	const provider = createAwsProvider({
		region: 'us-west-2',
		credentials: credentialsOf('AKIASIMULATED', 'simulated'),
		endpoint: simulator.url,
		gateway: delayed,
		now: () => clock.now(),
	});
	const store = createStore();
	const scope = {id: 's', region: 'us-west-2', provider, interval, wanted: () => true, traffic};
	const engine = createEngine({
		scopes: [scope],
		store,
		clock,
		history: lineOf(commits, start),
		appear: 180_000,
	});
	const stop = new AbortController();
	const followed: Followed[] = [];
	const before = memoryOf(store.getState());
	const running = engine.run(stop.signal);
	const watching = watch({
		store,
		clock,
		link: () => '',
		flags: {...usualWatch, exitOn: 'settled', grace: Number.MAX_SAFE_INTEGER, quiet: true},
		reached: null,
		endless: true,
		look: () => engine.send({kind: 'look-now'}),
		print: said => simulator.keep({at: clock.now(), said}),
		signal: stop.signal,
	});
	let failure: unknown = null;
	running.catch((error: unknown) => {
		failure = error;
	});

	async function until(time: number): Promise<void> {
		await clock.advance(start + time - clock.now());
		if (failure !== null) throw failure;
	}

	async function memoryAt(time: number): Promise<Memory> {
		await until(time);
		return memoryOf(store.getState());
	}

	// That of a day, also of a shorter one: until then lists and caches fill.
	const tenth = Math.min(2.4, hours * 0.8) * night;
	let afterTenth: Memory | null = null;
	for (const {sha, at} of commits) {
		const isFirst = at % night === commits[0]?.at;
		if (at > tenth) afterTenth ??= await memoryAt(tenth);
		await until(at + afterPush);
		if (isFirst) simulator.note();
		const now = clock.now();
		if (isFirst) followed.splice(0, followed.length, ...followed.map(each => ended(each, now)));
		followed.push({sha, from: now, until: Number.POSITIVE_INFINITY});
		engine.send({kind: 'track', commit: commitOf(sha), place: isFirst ? 'alone' : 'last'});
	}
	afterTenth ??= await memoryAt(tenth);
	await until(hours * night);
	const end = memoryOf(store.getState());
	const now = clock.now();
	const {events, calls, told} = await simulator.take();
	stop.abort(new Error('the day is over'));
	await Promise.all([running, watching]);
	await simulator.close();
	return {
		told,
		events,
		calls,
		followed: followed.map(each => ended(each, now)),
		memory: {before, tenth: afterTenth, end},
		took: performance.now() - began,
	};
}

function ended(followed: Followed, now: number): Followed {
	return {...followed, until: Math.min(followed.until, now)};
}

function commitOf(sha: string): Commit {
	return {sha, subject: null, author: null, at: null, mine: false};
}

/** Commits in one line, each on top of the one before. */
function lineOf(commits: readonly Pushed[], start: number): History {
	const places = new Map(commits.map(({sha}, index) => [sha, index]));
	const none = async () => null;
	return {
		repository: 'harbor/night',
		async describe(sha) {
			const pushed = commits[places.get(sha) ?? -1];
			return pushed === undefined ? null : {...commitOf(sha), at: start + pushed.at};
		},
		async contains(descendant, ancestor): Promise<Containment> {
			const [later, earlier] = [places.get(descendant), places.get(ancestor)];
			// What is in no line is of the recorded past.
			if (later === undefined) return 'lacks';
			return earlier === undefined || earlier <= later ? 'contains' : 'lacks';
		},
		revertOf: none,
		paths: none,
		between: none,
		recent: async () => [],
	};
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is left in the memory once everything that nobody holds is gone. */
function memoryOf(state: object): Memory {
	collect();
	collect();
	return {heap: process.memoryUsage().heapUsed, state: serialize(state).length};
}
