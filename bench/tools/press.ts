import type {Pane} from './pane.ts';

/** How long the screen may take to show a key before it counts as not shown; ms. */
const patience = 8000;

/** How long keys took until what came of them was on the screen (ms), by name; null: that never came. */
export type Times = Map<string, (number | null)[]>;

export interface Key {
	readonly name: string;
	readonly sends: string;
	/** How the screen tells that it was taken in, from the rows before and after. */
	readonly done: (before: readonly string[], after: readonly string[]) => boolean;
}

/** Presses a key and notes how long it took. Between two keys stands a pause of its own length, so that none keeps step with the screen. */
export async function press(pane: Pane, key: Key, times: Times): Promise<void> {
	// A key that does nothing at all is tried once: the table says so.
	if (times.get(key.name)?.[0] === null) return;
	await new Promise(resolve => setTimeout(resolve, 5 + Math.random() * 35));
	const before = pane.rows();
	const began = performance.now();
	pane.type(key.sends);
	const shown = await pane.until(rows => key.done(before, rows), patience);
	times.set(key.name, [...(times.get(key.name) ?? []), shown === null ? null : Math.max(0, shown - began)]);
}

/** The times that are none left out. */
export function timesShown(times: Times): readonly number[] {
	return [...times.values()].flat().filter(time => time !== null);
}
