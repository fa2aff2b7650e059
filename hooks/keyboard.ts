import {type Command, isTyping, type Place, type Press, resolve, whyNot} from '../source/keymap/keymap.ts';
import type {Say} from './note.ts';
import {letterOf} from './presses.ts';

/**
 * What a command does. It may run several times before the screen is drawn again (`jjj` arrives as one), so it changes
 * state by functions of the state. A sentence that it returns is shown in the footer: why it cannot, or what came of it.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler that has nothing to say need not return anything
export type Handler = () => string | undefined | void | Promise<string | undefined | void>;
export type Handlers = Partial<Record<Command, Handler>>;

/** Who has the keys. */
export interface Listener {
	readonly place: Place;
	readonly handlers: Handlers;
	readonly text?: ((letter: string) => void) | undefined;
}

export interface KeyboardOptions {
	/** What commands do wherever nobody handles them otherwise. */
	readonly common: () => Handlers;
	/** Shows a sentence in the footer: what answers a key passes. */
	readonly say: Say;
	/** Called in the same moment as what a key commands: its changes and those are taken in together. */
	readonly acted: () => void;
	/** Resolves when what was called last was taken in: the next key may belong to somebody else by then. */
	readonly settled: () => Promise<void>;
	/** ms since the epoch. */
	readonly now: () => number;
}

/** Hands each key to whoever has the keys at that moment, one after the other. */
export interface Keyboard {
	/** The newest listener has the keys until it ends; returns what ends it. */
	listen(listener: {readonly current: Listener}): () => void;
	press(presses: readonly Press[]): Promise<void>;
	/** Shows a sentence in the footer until the next key. */
	say(sentence: string): void;
	/** When the last key was pressed; ms since the epoch, null: none yet. */
	pressedAt(): number | null;
}

export function createKeyboard({common, say, acted, settled, now}: KeyboardOptions): Keyboard {
	let listeners: readonly {readonly current: Listener}[] = [];
	let before: Press | null = null;
	let queue: Promise<void> = Promise.resolve();
	let waiting = 0;
	let pressedAt: number | null = null;

	function handle(press: Press): void {
		const listener = listeners.at(-1)?.current;
		if (listener === undefined) return;
		const {place, handlers, text} = listener;
		const letter = isTyping(place) ? letterOf(press) : null;
		say(null);
		if (letter !== null) {
			text?.(letter);
			return;
		}
		const command = resolve(place, press);
		const handler = command === null ? undefined : (handlers[command] ?? common()[command]);
		const answer = handler === undefined && !isTyping(place) ? whyNot(place, press) : handler?.();
		if (answer instanceof Promise) {
			answer
				.then(sentence => say(sentence ?? null, 'passes'))
				.catch(error => say(sentenceOf(error), 'passes'));
		} else if (typeof answer === 'string') say(answer, 'passes');
	}

	async function next(press: Press): Promise<void> {
		if (before !== null && !mayFollow(before, press)) await settled();
		before = press;
		handle(press);
		acted();
		waiting--;
	}

	/** Moving on and typing on need not wait until the screen has taken in the last key; any other key may be somebody else's by then. */
	function mayFollow(last: Press, press: Press): boolean {
		const place = listeners.at(-1)?.current.place;
		if (place === undefined) return true;
		if (isTyping(place)) return letterOf(last) !== null && letterOf(press) !== null;
		return last === press && moves.has(resolve(place, press));
	}

	return {
		listen(listener) {
			listeners = [...listeners, listener];
			return () => {
				listeners = listeners.filter(each => each !== listener);
			};
		},
		say: sentence => say(sentence),
		pressedAt: () => pressedAt,
		press(presses) {
			pressedAt = now();
			for (const press of presses) {
				if (waiting++ === 0) {
					queue = next(press);
				} else queue = queue.then(() => next(press));
			}
			return queue;
		},
	};
}

const moves: ReadonlySet<Command | null> = new Set(['down', 'up', 'scroll-left', 'scroll-right']);

function sentenceOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
