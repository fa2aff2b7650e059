/** Whether a look is told. `at`: when it ended, ms; `isTurn`: it is the first or the last one of a pipeline. */
export type Beats = (key: string, at: number, isTurn: boolean) => boolean;

/** Tells a look of each pipeline every so often; 0: none, null: all of them. ms. */
export function createBeats(every: number | null): Beats {
	if (every === null) return () => true;
	if (every === 0) return () => false;
	const due = new Map<string, number>();
	return (key, at, isTurn) => {
		const next = due.get(key) ?? at;
		if (at < next) return isTurn;
		due.set(key, Math.max(next + every, at));
		return true;
	};
}
