import {createHash} from 'node:crypto';

/** A stream of pseudo-random values. The same seed and label give the same values, whatever other streams did. */
export type Random = {
	/** From 0 to below 1. */
	readonly next: () => number;
	/** From `low` to below `high`. */
	readonly between: (low: number, high: number) => number;
	/** A whole number from `low` to `high`, both included. */
	readonly integer: (low: number, high: number) => number;
	/** One member of a list that is not empty. */
	readonly pick: <Item>(items: readonly [Item, ...Item[]] | readonly Item[]) => Item;
	/** Lower-case hexadecimal digits. */
	readonly hex: (digits: number) => string;
	/** A lower-case UUID, version 4 by its form. */
	readonly uuid: () => string;
	/** A stream of its own: what it gives does not depend on what was taken from this one. */
	readonly fork: (label: string) => Random;
};

/** A stream of its own for every seed (mulberry32 on a hash of the seed). */
export function createRandom(seed: number | string): Random {
	let state = createHash('sha256').update(String(seed)).digest().readUInt32LE(0);

	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	const hex = (digits: number) => Array.from({length: digits}, () => integer(0, 15).toString(16)).join('');

	return {
		next,
		between: (low, high) => low + next() * (high - low),
		integer,
		pick: items => {
			const item = items[integer(0, items.length - 1)];
			if (item === undefined) throw new RangeError('nothing to pick from');
			return item;
		},
		hex,
		uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${integer(8, 11).toString(16)}${hex(3)}-${hex(12)}`,
		fork: label => createRandom(`${seed}/${label}`),
	};
}
