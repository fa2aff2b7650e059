/** Work goes on for so long before keys and frames have their turn; ms. */
const slice = 5;
/** How often it is told how far work has come: each time costs a frame; ms. */
const tellEvery = 120;

export interface Slices {
	/** Does a little of the work, well below a slice; whether there is more. */
	step(): boolean;
	/** Tells how far it has come: now and then, and at the end. */
	tell(): void;
}

/** Does work in slices between which everything else has its turn. Returns what ends it. */
export function inSlices({step, tell}: Slices): () => void {
	let told = performance.now();
	let over = false;
	let next = setImmediate(go);

	function go(): void {
		const began = performance.now();
		let more = true;
		while (more && performance.now() - began < slice) more = step();
		if (over) return;
		const due = !more || performance.now() - told >= tellEvery;
		if (due) {
			told = performance.now();
			tell();
		}
		if (more && !over) next = setImmediate(go);
	}

	return () => {
		over = true;
		clearImmediate(next);
	};
}
