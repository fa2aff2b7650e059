import {useState} from 'react';
import type {Place} from '../source/keymap/keymap.ts';
import type {Handlers} from './keyboard.ts';
import {useKeys} from './use-keys.ts';

/** Scrolls a text of `length` rows through a window of `height`; returns the first row seen. `more`: what other keys do there. */
export function useScroll(place: Place, length: number, height: number, more: Handlers = {}): number {
	const [top, setTop] = useState(0);
	const last = Math.max(0, length - height);
	const move = (by: number) => setTop(before => Math.max(0, Math.min(last, Math.min(before, last) + by)));
	const half = Math.max(1, Math.floor(height / 2));
	useKeys(place, {
		down: () => move(1),
		up: () => move(-1),
		top: () => setTop(0),
		bottom: () => setTop(last),
		'half-down': () => move(half),
		'half-up': () => move(-half),
		'page-down': () => move(height),
		'page-up': () => move(-height),
		'open-link': () => 'o opens a link in the list, the detail and the log',
		'copy-link': () => 'y copies a link in the list, the detail and the log',
		...more,
	});
	return Math.min(top, last);
}
