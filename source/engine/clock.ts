/** The only source of time: tests move it, nothing else sleeps. */
export interface Clock {
	/** Milliseconds since the epoch, UTC. */
	now(): number;
	/** Resolves after `ms`, or as soon as the signal aborts. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The longest that a timer of Node's can wait; ms. */
const longest = 2 ** 31 - 1;

export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise(resolve => {
			if (signal.aborted) return resolve();
			const done = () => {
				clearTimeout(timer);
				signal.removeEventListener('abort', done);
				resolve();
			};
			const timer = setTimeout(done, Math.min(Math.max(ms, 0), longest));
			signal.addEventListener('abort', done);
		}),
};
