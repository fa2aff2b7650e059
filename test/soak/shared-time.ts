/** What both threads see: the time, how many requests the simulator holds back, and until when the first of them. */
export type SharedTime = BigInt64Array<SharedArrayBuffer>;
const [timeAt, heldAt, wakeAt] = [0, 1, 2];
const never = 2n ** 62n;

export function createSharedTime(now: number): SharedTime {
	const shared = new BigInt64Array(new SharedArrayBuffer(24));
	setTime(shared, now);
	Atomics.store(shared, wakeAt, never);
	return shared;
}

/** ms since the epoch. */
export function nowOf(shared: SharedTime): number {
	return Number(Atomics.load(shared, timeAt));
}

export function setTime(shared: SharedTime, now: number): void {
	Atomics.store(shared, timeAt, BigInt(Math.round(now)));
}

/** How many requests are held back. */
export function heldIn(shared: SharedTime): number {
	return Number(Atomics.load(shared, heldAt));
}

/** When the first of those that are held back is to be answered; ms since the epoch, null: none is held. */
export function nextWake(shared: SharedTime): number | null {
	const time = Atomics.load(shared, wakeAt);
	return time === never ? null : Number(time);
}

/** Sleeps by the shared time, as often as it is told to look at it. */
export function createSharedSleep(shared: SharedTime) {
	const sleepers = new Map<() => void, number>();

	function note(): void {
		const times = [...sleepers.values()];
		Atomics.store(shared, wakeAt, times.length === 0 ? never : BigInt(Math.min(...times)));
		Atomics.store(shared, heldAt, BigInt(sleepers.size));
	}

	return {
		sleep(ms: number, signal: AbortSignal): Promise<void> {
			return new Promise(resolve => {
				const wake = () => {
					sleepers.delete(wake);
					note();
					resolve();
				};
				signal.addEventListener('abort', wake, {once: true});
				sleepers.set(wake, nowOf(shared) + ms);
				note();
			});
		},
		wake(): void {
			for (const [wake, at] of [...sleepers]) if (at <= nowOf(shared)) wake();
		},
	};
}
