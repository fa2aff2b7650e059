import type {Said} from './facts.ts';

/** Lines that wait until it is known that the question makes sense. */
export interface Held {
	print(said: Said): void;
	/** Prints what waits, and from now on everything at once. */
	release(): void;
}

/** What cannot be seen is told at once: it may be why nothing else is known. `isSure` is asked before each line. */
export function createHeld(isSure: () => boolean, write: (said: Said) => void): Held {
	const waiting: Said[] = [];
	let released = false;
	function release(): void {
		released = true;
		for (const said of waiting.splice(0)) write(said);
	}
	return {
		print(said) {
			if (!released && isSure()) release();
			if (released || said.event === 'trouble' || said.event === 'recovered') write(said);
			else waiting.push(said);
		},
		release,
	};
}
