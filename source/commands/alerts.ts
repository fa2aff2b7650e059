import {type ChildProcess, spawn} from 'node:child_process';
import type {Clock} from '../engine/clock.ts';

export interface AlertProgram {
	/** The program and its arguments; no shell reads them. */
	readonly run: readonly [string, ...string[]];
	readonly env: NodeJS.ProcessEnv;
	/** Hears the first failure, in one sentence. */
	readonly complain: (sentence: string) => void;
	readonly clock: Clock;
}

/** Hands events to a program of the user's. */
export interface Alerts {
	/** Starts the program for this event; at once, or when one of those before it has ended. */
	tell(event: Readonly<Record<string, unknown>>): void;
	/** Resolves when every event told was handed over; what takes too long is ended. Nothing is told after it. */
	close(): Promise<void>;
}

/** How many programs run at once: a burst of failures must not become a burst of processes. */
const most = 3;
/** How long one may take, and how long closing waits for all; ms. */
const patience = 10_000;

/** Starts the program for each event, with the event as one line of JSON on stdin, and its output ignored. */
export function createAlerts({run: [program, ...args], env, complain, clock}: AlertProgram): Alerts {
	const queue: string[] = [];
	const over = new AbortController();
	let running = 0;
	let failed = false;
	let closed = false;
	let drained = () => {};

	function fail(sentence: string): void {
		if (failed) return;
		failed = true;
		complain(`alerts: ${sentence}`);
	}

	function next(): void {
		while (running < most && queue.length > 0) {
			running++;
			void hand(queue.shift() ?? '').then(() => {
				running--;
				next();
			});
		}
		if (running === 0) drained();
	}

	/** Never rejects. Below a shell of its own the program may start others: all of them end with it. */
	async function hand(line: string): Promise<void> {
		const ended = new AbortController();
		try {
			const child = spawn(program, args, {env, stdio: ['pipe', 'ignore', 'ignore'], detached: true});
			const outcome = outcomeOf(child).finally(() => ended.abort());
			// A program that does not listen is none of ours to complain about.
			child.stdin.on('error', () => {});
			child.stdin.end(`${line}\n`);
			const late = clock.sleep(patience, AbortSignal.any([ended.signal, over.signal]));
			void late.then(() => {
				if (!ended.signal.aborted) end(child);
			});
			const wrong = await outcome;
			if (wrong !== null) fail(`${program} ${wrong}`);
		} catch (error) {
			fail(`${program} ${reasonOf(error)}`);
		}
	}

	return {
		tell(event) {
			if (closed) return;
			queue.push(JSON.stringify(event));
			next();
		},
		async close() {
			closed = true;
			const done = new AbortController();
			const empty = new Promise<void>(resolve => {
				drained = resolve;
			}).then(() => done.abort());
			next();
			await clock.sleep(patience, done.signal);
			queue.length = 0;
			over.abort();
			await empty;
		},
	};
}

/** What went wrong, as the end of a sentence; null: nothing. */
function outcomeOf(child: ChildProcess): Promise<string | null> {
	return new Promise(resolve => {
		child.once('error', error => resolve(reasonOf(error)));
		child.once('exit', (code, signal) => {
			if (signal === 'SIGKILL') resolve('took too long and was ended: it has 10 s for an event');
			else if (signal !== null) resolve(`was ended by ${signal}`);
			else resolve(code === 0 ? null : `ended with code ${code}: try it in a shell, with an event on stdin`);
		});
	});
}

function reasonOf(error: unknown): string {
	switch ((error as NodeJS.ErrnoException).code) {
		case 'ENOENT':
			return 'was not found: install it, or name another program in [alerts] run';
		case 'EACCES':
			return 'may not be started: make it executable (chmod +x), or name another program in [alerts] run';
		default:
			return `could not be started: ${error instanceof Error ? error.message : String(error)}`;
	}
}

/** Ends a program with all that it started: it leads a group of its own. */
function end({pid}: ChildProcess): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// It has ended in the meantime.
	}
}
