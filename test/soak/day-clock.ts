import {MovedClock} from '../clock.ts';
import {createSharedTime, heldIn, nextWake, nowOf, type SharedTime, setTime} from './shared-time.ts';

/**
 * The one clock of a program and of the simulator that it asks. It moves only while nothing is under way: no request is
 * unanswered but those that the simulator holds back until a later time.
 */
export class DayClock extends MovedClock {
	readonly shared: SharedTime;
	/** How many requests are under way. */
	#under = 0;
	/** Tells the simulator to look at the time. */
	wake: () => void = () => {};
	#woken: number | null = null;

	constructor() {
		super();
		this.shared = createSharedTime(this.now());
	}

	/** Counts a request as under way until it is answered. */
	async during<T>(request: () => Promise<T>): Promise<T> {
		this.#under++;
		try {
			return await request();
		} finally {
			this.#under--;
		}
	}

	override async settle(): Promise<void> {
		const now = this.now();
		if (now !== nowOf(this.shared)) setTime(this.shared, now);
		const due = nextWake(this.shared);
		if (due !== null && due <= now) this.wake();
		// Who is to be woken counts as held until it is.
		while ((nextWake(this.shared) ?? Number.POSITIVE_INFINITY) <= now) await super.settle();
		do await super.settle();
		while (this.#under > heldIn(this.shared));
		const held = nextWake(this.shared);
		if (held === null || held === this.#woken) return;
		this.#woken = held;
		// Its end is a moment at which something happens.
		void this.sleep(held - now, new AbortController().signal);
	}
}
