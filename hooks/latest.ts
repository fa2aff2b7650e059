import {type RefObject, useRef} from 'react';

/**
 * Holds what was rendered last, for whoever asks later. It is written while rendering: an effect, even one that changes
 * nothing on the screen, makes Ink lay out and compare all of it. Ink's renders are never begun and thrown away.
 */
export function useLatest<T>(value: T): RefObject<T> {
	const latest = useRef(value);
	latest.current = value;
	return latest;
}
