import type {PipelineName} from '../domain/pipeline.ts';

/** Less than this out of sight is nothing to catch up with; ms, and intervals. */
const shortest = {time: 60_000, intervals: 3};

/** Knows since when a scope cannot be seen, and once it can again, what of it was not looked at since. */
export class Sight {
	readonly #enough: number;
	#lostSince: number | null = null;
	#unseen: Set<PipelineName> | null = null;

	/** `interval` in ms. */
	constructor(interval: number) {
		this.#enough = Math.max(shortest.time, shortest.intervals * interval);
	}

	/** How long out of sight is long; ms. */
	get enough(): number {
		return this.#enough;
	}

	/** Nothing can be seen, or could, since then; ms since the epoch. */
	lost(since: number): void {
		this.#lostSince ??= since;
	}

	/** Something was seen at `at`. Since when nothing was, if that was so for long: then all of `names` is to be looked at. */
	seen(at: number, names: Iterable<PipelineName>): number | null {
		const since = this.#lostSince;
		this.#lostSince = null;
		if (since === null || at - since < this.#enough) return null;
		this.#unseen = new Set(names);
		return since;
	}

	/** A pipeline was looked at, with success or without, or is gone. Whether that was the last one to catch up with. */
	tried(name: PipelineName): boolean {
		if (this.#unseen?.delete(name) !== true || this.#unseen.size > 0) return false;
		this.#unseen = null;
		return true;
	}
}
