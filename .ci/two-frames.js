let current = new Map();

/** Begins a frame: what is worked out in it, and knows what the frame before it worked out or used. What no frame asks for is forgotten. */
export function nextFrame() {
	const before = current;
	const frame = new Map();
	current = frame;
	return {
		get(key) {
			const known = frame.get(key) ?? before.get(key);
			if (known !== undefined) frame.set(key, known);
			return known;
		},
		set: (key, value) => void frame.set(key, value),
	};
}
