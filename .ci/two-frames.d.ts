/** What is worked out in a frame, by what it was worked out from. */
export interface Frame<Key, Value> {
	get(key: Key): Value | undefined;
	set(key: Key, value: Value): void;
}

/** Begins a frame, which knows what the frame before it worked out or asked for. What no frame asks for is forgotten. */
export function nextFrame<Key, Value>(): Frame<Key, Value>;
