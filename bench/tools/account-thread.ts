import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads';
import type {Scenario} from '../../source/simulator/scenario.ts';
import {bigFleet} from '../../source/simulator/scenarios/big-fleet.ts';
import {scenarioOf} from '../../source/simulator/scenarios/file/scenario-of.ts';
import {startSimulator} from '../../source/simulator/server.ts';
import {type Lanes, lanes} from './lanes.ts';
import {countWire, type Wire} from './wire.ts';

/** A request that arrived; time in ms since the epoch. */
export interface Arrived {
	readonly operation: string;
	readonly time: number;
}

/** A gate that opened in the account; ms since the epoch. */
export interface OpenedGate {
	readonly pipeline: string;
	readonly at: number;
}

interface Seen {
	readonly calls: readonly Arrived[];
	readonly gates: readonly OpenedGate[];
	readonly wire: Wire;
}

export interface LocalAccount {
	readonly url: string;
	/** What has happened so far: the simulator's own record of calls, the gates that opened, the bytes on the wire. */
	seen(): Promise<Seen>;
	close(): Promise<void>;
}

type Job = Lanes | 'big-fleet';

/** A simulated account in a thread of its own, so that it does not hold up whoever measures. */
export async function openLocalAccount(job: Job): Promise<LocalAccount> {
	const worker = new Worker(new URL(import.meta.url), {workerData: job});
	const next = <T>() =>
		new Promise<T>((resolve, reject) => {
			worker.once('error', reject);
			worker.once('message', (said: T) => {
				worker.off('error', reject);
				resolve(said);
			});
		});
	return {
		url: await next<string>(),
		seen: () => {
			const answer = next<Seen>();
			worker.postMessage('seen');
			return answer;
		},
		close: async () => void (await worker.terminate()),
	};
}

async function serve(job: Job): Promise<void> {
	const opened: OpenedGate[] = [];
	const scenario: Scenario =
		job === 'big-fleet'
			? scenarioOf('big-fleet', bigFleet, undefined)
			: lanes(job, (pipeline, at) => opened.push({pipeline, at}));
	const simulator = await startSimulator({scenario, port: 0});
	const {zero} = simulator.account.world;
	const {url, wire} = await countWire(simulator.url);
	parentPort?.on('message', () => {
		const gates = opened.map(({pipeline, at}) => ({pipeline, at: zero + at}));
		parentPort?.postMessage({calls: [...simulator.calls], gates, wire: wire()} satisfies Seen);
	});
	parentPort?.postMessage(url);
}

// What a worker is given is what it was started with.
if (!isMainThread) await serve(workerData as Job);
