/** A look at a pipeline that has ended. */
interface Look {
	readonly key: string;
	/** When it ended; ms. */
	readonly at: number;
	/** The time between two looks; ms. */
	readonly interval: number;
	/** Whether it is the first or the last one of its pipeline. */
	readonly isTurn: boolean;
}

/** Decides which looks are told: of each pipeline one every so often; 0: none, null: all of them. ms. */
export function createBeats(every: number | null): (look: Look) => boolean {
	if (every === null) return () => true;
	if (every === 0) return () => false;
	const due = new Map<string, number>();
	return ({key, at, interval, isTurn}) => {
		// What is to come as often as the looks comes with each of them: they are never quite on time.
		if (every <= interval) return true;
		const next = due.get(key) ?? at;
		if (at < next) return isTurn;
		due.set(key, Math.max(next + every, at));
		return true;
	};
}
