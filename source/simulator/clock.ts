/** Where the simulator takes the time from; tests move their own. */
export type Clock = {
	/** Epoch ms. */
	readonly now: () => number;
};

export const systemClock: Clock = {now: () => Date.now()};
