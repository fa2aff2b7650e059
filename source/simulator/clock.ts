/** Where the simulator takes the time from; tests move their own. */
export type Clock = {
	/** Epoch ms. */
	readonly now: () => number;
	/** Resolves after `ms`, or as soon as the signal aborts; the wall clock's ms where it is left out. */
	readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
};

export const systemClock: Clock = {now: () => Date.now()};
