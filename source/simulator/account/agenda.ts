/** What will happen and when: a queue of acts by time, then by the order in which they were entered. Times in epoch ms. */
export type Agenda = {
	/** The present of the account: the time of the act that runs, or the time it was last advanced to. */
	readonly now: () => number;
	/** Enters an act; a time that has passed means now. */
	readonly at: (time: number, act: () => void) => void;
	/** Runs all acts up to `time`, each at its own time. A time that has passed does nothing. */
	readonly advanceTo: (time: number) => void;
};

type Entry = {readonly time: number; readonly order: number; readonly act: () => void};

const isBefore = (one: Entry, other: Entry) =>
	one.time < other.time || (one.time === other.time && one.order < other.order);

export function createAgenda(start: number): Agenda {
	const heap: Entry[] = [];
	let present = start;
	let entered = 0;

	/** Moves the entry up from a leaf until its parent is not later. */
	const push = (entry: Entry) => {
		let index = heap.push(entry) - 1;
		while (index > 0) {
			const parentIndex = (index - 1) >> 1;
			const parent = heap[parentIndex];
			if (!parent || !isBefore(entry, parent)) break;
			heap[index] = parent;
			index = parentIndex;
		}
		heap[index] = entry;
	};

	/** Takes the earliest entry; the last leaf sinks from the root to its place. */
	const pop = (): Entry | undefined => {
		const first = heap[0];
		const leaf = heap.pop();
		if (!first || !leaf || heap.length === 0) return first;
		let index = 0;
		for (;;) {
			const left = heap[2 * index + 1];
			const right = heap[2 * index + 2];
			if (!left) break;
			const [child, childIndex] =
				right && isBefore(right, left) ? [right, 2 * index + 2] : [left, 2 * index + 1];
			if (!isBefore(child, leaf)) break;
			heap[index] = child;
			index = childIndex;
		}
		heap[index] = leaf;
		return first;
	};

	return {
		now: () => present,
		at: (time, act) => push({time: Math.max(time, present), order: entered++, act}),
		advanceTo: time => {
			for (let next = heap[0]; next && next.time <= time; next = heap[0]) {
				pop();
				present = next.time;
				next.act();
			}
			present = Math.max(present, time);
		},
	};
}
