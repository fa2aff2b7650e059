import type {Clock} from '../source/engine/clock.ts';

interface Sleeper {
	readonly at: number;
	readonly wake: () => void;
}

/** A clock that stands still until the test moves it. */
export class MovedClock implements Clock {
	#now: number;
	readonly #sleepers = new Set<Sleeper>();

	/** `now`: ms since the epoch. */
	constructor(now = Date.UTC(2026, 10, 20, 16)) {
		this.#now = now;
	}

	now(): number {
		return this.#now;
	}

	sleep(ms: number, signal: AbortSignal): Promise<void> {
		return new Promise(resolve => {
			if (signal.aborted) return resolve();
			const wake = () => {
				signal.removeEventListener('abort', wake);
				this.#sleepers.delete(sleeper);
				resolve();
			};
			const sleeper = {at: this.#now + Math.max(0, ms), wake};
			this.#sleepers.add(sleeper);
			signal.addEventListener('abort', wake);
		});
	}

	/** How many sleep. */
	get sleeping(): number {
		return this.#sleepers.size;
	}

	/** Lets everything go on that waits for nothing but its turn. */
	async settle(): Promise<void> {
		for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
	}

	/** Moves on by `ms`, waking every sleeper at its own time, in order. */
	async advance(ms: number): Promise<void> {
		const end = this.#now + ms;
		for (;;) {
			await this.settle();
			const [next] = [...this.#sleepers].sort((a, b) => a.at - b.at);
			if (next === undefined || next.at > end) break;
			this.#now = Math.max(this.#now, next.at);
			next.wake();
		}
		this.#now = end;
		await this.settle();
	}

	/** Sets the time without waking anybody, as when a system's clock is set back. */
	set(now: number): void {
		this.#now = now;
	}
}
