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
	return new Stream(String(seed));
}

/** There are hundreds of thousands of streams, most of which nobody ever draws from: they share their methods, and hash late. */
class Stream implements Random {
	readonly #seed: string;
	#state: number | undefined;

	constructor(seed: string) {
		this.#seed = seed;
	}

	next(): number {
		const state = this.#state ?? createHash('sha256').update(this.#seed).digest().readUInt32LE(0);
		const stepped = (state + 0x6d2b79f5) | 0;
		this.#state = stepped;
		let mixed = Math.imul(stepped ^ (stepped >>> 15), 1 | stepped);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	between(low: number, high: number): number {
		return low + this.next() * (high - low);
	}

	integer(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
		const item = items[this.integer(0, items.length - 1)];
		if (item === undefined) throw new RangeError('nothing to pick from');
		return item;
	}

	hex(digits: number): string {
		const parts: string[] = [];
		for (let left = digits; left > 0; left -= 8) {
			const length = Math.min(left, 8);
			let value = 0;
			for (let digit = 0; digit < length; digit++) value = value * 16 + this.integer(0, 15);
			parts.push(value.toString(16).padStart(length, '0'));
		}
		return parts.join('');
	}

	uuid(): string {
		const start = [this.hex(8), this.hex(4), `4${this.hex(3)}`];
		const variant = this.integer(8, 11).toString(16);
		// Joined, it is one string; a template would keep all its parts for as long as the id lives.
		return [...start, variant + this.hex(3), this.hex(12)].join('-');
	}

	fork(label: string): Random {
		// Joined for the same reason as an id.
		return new Stream([this.#seed, label].join('/'));
	}
}
