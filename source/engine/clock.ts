/** The only source of time: tests move it, nothing else sleeps. */
export interface Clock {
	/** Milliseconds since the epoch, UTC. */
	now(): number;
	/** Resolves after `ms`, or as soon as the signal aborts. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * The longest that one timer is trusted; ms. The timers of a machine that is put to sleep stand still meanwhile, its clock
 * does not: what is due when it wakes is seen to within this time.
 */
const longest = 5000;

export const systemClock: Clock = {
	now: () => Date.now(),
	async sleep(ms, signal) {
		// By the timers too: a clock that is set back must not prolong it.
		const [end, timed] = [Date.now() + ms, performance.now() + ms];
		let left = ms;
		do {
			await timer(Math.min(Math.max(left, 0), longest), signal);
			left = Math.min(end - Date.now(), timed - performance.now());
		} while (left > 0 && !signal.aborted);
	},
};

/** Resolves after `ms`, or as soon as the signal aborts. */
function timer(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		if (signal.aborted) return resolve();
		const done = () => {
			clearTimeout(timeout);
			signal.removeEventListener('abort', done);
			resolve();
		};
		const timeout = setTimeout(done, ms);
		signal.addEventListener('abort', done);
	});
}
