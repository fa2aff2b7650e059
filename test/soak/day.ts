import {serialize, setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {usualWatch} from '../../source/command-line/parse.ts';
import {watch} from '../../source/commands/watch.ts';
import type {Commit, Containment} from '../../source/domain/commit.ts';
import type {Notice} from '../../source/domain/notice.ts';
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
import {eventOf, type Stretch, stretchesOf} from './stretches.ts';

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
	/** Some of it is out of sight in them; ms since the epoch. */
	readonly stretches: readonly Stretch[];
	/** What was told in one after a time out of sight. */
	readonly meanwhile: readonly Meanwhile[];
	/** Before anything was looked at, in one of the first hours, and in the last one, at the same moments of both. */
	readonly memory: {
		readonly before: Memory;
		readonly early: readonly Memory[];
		readonly late: readonly Memory[];
	};
	/** How long it took, by the clock on the wall; ms. */
	readonly took: number;
}

export interface DayOptions {
	readonly hours: number;
	/** As `--fault` takes them. */
	readonly faults: readonly string[];
	/** Decides what meets a fault, and which stretches of the day are like what. */
	readonly seed: number;
	/** The time between two looks; ms. */
	readonly interval?: number;
}

type Meanwhile = Extract<Notice, {kind: 'meanwhile'}>;

/** The hour that memory is compared with, after that of a day's first tenth or the one before the last; from 0. */
export const earlyHour = (hours: number) => Math.max(0, Math.min(2, hours - 2));
/** When in an hour memory is measured: after its third commit, which is the last. */
const measured = [24, 30, 36, 42, 48, 54, 59].map(minutes => minutes * 60_000);

/** A day of rough nights: the program and the simulator it asks over HTTP, by one clock that jumps from moment to moment. */
export async function liveThrough({hours, faults, seed, interval = 30_000}: DayOptions): Promise<Day> {
	const began = performance.now();
	const clock = new DayClock();
	const start = clock.now();
	const stretches = stretchesOf(hours, seed);
	const {file, commits} = roughNights(hours, [
		// Of the faults in force the first one that is drawn is met.
		...stretches.map(eventOf),
		{at: '0s', faults: [...faults], for: `${hours + 1}h`},
	]);
	const simulator = await startThread({shared: clock.shared, file, seed});
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
	const meanwhile = new Map<string, Meanwhile>();
	store.subscribe(({happened}) => {
		for (const notice of happened.slice(-30))
			if (notice.kind === 'meanwhile') meanwhile.set(notice.key, notice);
	});
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

	async function moveTo(time: number): Promise<void> {
		await clock.advance(start + time - clock.now());
		if (failure !== null) throw failure;
	}

	const memories: Memory[] = [];
	const measuring = [earlyHour(hours), hours - 1].flatMap(hour => measured.map(at => hour * night + at));

	async function until(time: number): Promise<void> {
		for (let next = measuring[0]; next !== undefined && next <= time; next = measuring[0]) {
			await moveTo(next);
			memories.push(memoryOf(store.getState()));
			measuring.shift();
		}
		await moveTo(time);
	}

	for (const {sha, at} of commits) {
		const isFirst = at % night === commits[0]?.at;
		await until(at + afterPush);
		if (isFirst) simulator.note();
		const now = clock.now();
		if (isFirst) followed.splice(0, followed.length, ...followed.map(each => ended(each, now)));
		followed.push({sha, from: now, until: Number.POSITIVE_INFINITY});
		engine.send({kind: 'track', commit: commitOf(sha), place: isFirst ? 'alone' : 'last'});
	}
	await until(hours * night);
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
		stretches: stretches.map(({kind, from, until}) => ({kind, from: start + from, until: start + until})),
		meanwhile: [...meanwhile.values()],
		memory: {before, early: memories.slice(0, measured.length), late: memories.slice(measured.length)},
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
