import {useInput} from 'ink';
import {createContext, useContext, useLayoutEffect} from 'react';
import type {Place} from '../source/keymap/keymap.ts';
import type {Handlers, Keyboard, Listener} from './keyboard.ts';
import {useLatest} from './latest.ts';
import {pressesOf} from './presses.ts';
import {useSeen} from './seen.ts';

const KeyboardContext = createContext<Keyboard | null>(null);
export const KeyboardProvider = KeyboardContext.Provider;

/** Feeds what is typed to the keyboard. Used once, at the root of the screen. */
export function useTypist(keyboard: Keyboard): void {
	useInput((input, key) => {
		void keyboard.press(pressesOf(input, key));
	});
}

/** The keyboard that is listened to; throws outside of one. */
export function useKeyboard(): Keyboard {
	const keyboard = useContext(KeyboardContext);
	if (keyboard === null) throw new Error('keys were asked for outside of a keyboard');
	return keyboard;
}

export interface KeyOptions {
	/** Takes the letters where letters are text (`picker`, `find`, `filter`). */
	readonly text?: (letter: string) => void;
}

/**
 * Lets a component have the keys of a place. What it does not handle falls to the commands common to all screens (quit,
 * back, help, look now, …), else the footer says where the key works. A sentence returned by a handler, or by its
 * promise, is shown in the footer. Needs a `KeyboardProvider` above.
 */
export function useKeys(place: Place, handlers: Handlers, {text}: KeyOptions = {}): void {
	const keyboard = useKeyboard();
	const seen = useSeen();
	const current = useLatest<Listener>({place, handlers, text});
	useLayoutEffect(() => (seen ? keyboard.listen(current) : undefined), [keyboard, seen, current]);
}
