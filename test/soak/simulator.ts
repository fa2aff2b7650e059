import {Worker} from 'node:worker_threads';
import type {Said} from '../../source/commands/facts.ts';
import type {Call} from '../../source/simulator/protocol/dispatch.ts';
import type {ScenarioFile} from '../../source/simulator/scenarios/file/schema.ts';
import type {SharedTime} from './shared-time.ts';

export interface SimulatorData {
	readonly shared: SharedTime;
	readonly file: ScenarioFile;
	readonly seed: number;
}

/** An event of the simulator, cut down to what is compared. Times: ms since the epoch; `at` is in whole seconds. */
export type Happened = {
	readonly at: number;
	readonly pipeline: string;
	readonly execution: string;
	/** EventBridge's own word. */
	readonly state: string;
	/** When what the event is about began. */
	readonly startedAt: number;
} & (
	| {readonly level: 'execution'; readonly commit: string | null}
	| {readonly level: 'source' | 'failure'}
	| {readonly level: 'approval'; readonly stage: string; readonly action: string}
);

/** `note` keeps what happened and was asked since; `keep` keeps lines for the end, as the program's own heap must not hold them. */
export type ToSimulator = 'wake' | 'note' | 'take' | 'close' | {readonly keep: Told};
export type FromSimulator = {readonly kind: 'listening'; readonly url: string} | Taken;

/** What the program told, and when; ms since the epoch. */
export interface Told {
	readonly at: number;
	readonly said: Said;
}

export interface Taken {
	readonly kind: 'taken';
	readonly events: readonly Happened[];
	readonly calls: readonly Call[];
	readonly told: readonly Told[];
}

/** Starts the simulator in its thread. */
export async function startThread(workerData: SimulatorData) {
	const worker = new Worker(new URL('./simulator-thread.ts', import.meta.url), {workerData});
	const tell = (message: ToSimulator) => worker.postMessage(message);
	const next = () =>
		new Promise<FromSimulator>((resolve, reject) => {
			worker.once('error', reject);
			worker.once('message', (message: FromSimulator) => {
				worker.off('error', reject);
				resolve(message);
			});
		});
	const first = await next();
	if (first.kind !== 'listening') throw new Error('the simulator does not listen');
	return {
		url: first.url,
		/** Has it look at the time. */
		wake: () => tell('wake'),
		/** Has it note what was asked: the simulator remembers its newest calls only. */
		note: () => tell('note'),
		/** Has it keep a line. */
		keep: (told: Told) => tell({keep: told}),
		/** All that has happened, was asked and was kept. */
		async take(): Promise<Taken> {
			const answer = next();
			tell('take');
			const taken = await answer;
			if (taken.kind !== 'taken') throw new Error('the simulator has nothing to tell');
			return taken;
		},
		async close() {
			const over = new Promise(resolve => worker.once('exit', resolve));
			tell('close');
			await over;
		},
	};
}
export type SimulatorThread = Awaited<ReturnType<typeof startThread>>;
