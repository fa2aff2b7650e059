import {setTimeout as pause} from 'node:timers/promises';
import {askBackground, type Ground, hearReplies} from '../source/terminal/background.ts';

/** How long after the question the terminal may answer before nobody waits for it any more; ms. */
const patience = 300;

type Input = NodeJS.ReadableStream & {setRawMode?: (raw: boolean) => unknown};

/** A terminal's input whose replies are taken out of what is typed. */
export interface Asking<T extends Input> {
	readonly stdin: T;
	/** Reads an answer that is still on its way, so that it does not get to the shell. To be called when nobody reads keys any more. */
	drain(): Promise<void>;
}

/**
 * Asks the terminal for its background once its input is raw, as it would show the answer before, and tells `tell`
 * whenever it comes. `write` writes to the terminal.
 */
export function askTerminal<T extends Input>(
	stdin: T,
	write: (bytes: string) => void,
	tell: (ground: Ground) => void,
): Asking<T> {
	let answered = () => {};
	const answer = new Promise<void>(resolve => {
		answered = resolve;
	});
	const replies = hearReplies(tell, () => answered());
	let askedAt: number | null = null;
	const ask = () => {
		if (askedAt !== null) return;
		askedAt = performance.now();
		replies.asked();
		write(askBackground);
	};
	const heard = (chunk: unknown) => {
		if (typeof chunk !== 'string' && !Buffer.isBuffer(chunk)) return chunk;
		const text = chunk.toString();
		// A character may be cut in two by the reads: bytes without a reply are left as they are.
		return text.includes('\x1b') || replies.outstanding ? replies.withoutReplies(text) : chunk;
	};
	const proxy = new Proxy(stdin, {
		get(stream, key) {
			const value: unknown = Reflect.get(stream, key, stream);
			if (typeof value !== 'function') return value;
			if (key === 'read') return (size?: number) => heard(stream.read(size));
			if (key !== 'setRawMode') return value.bind(stream);
			return (raw: boolean) => {
				stream.setRawMode?.(raw);
				if (raw) ask();
				return proxy;
			};
		},
	});
	return {
		stdin: proxy,
		async drain() {
			if (!replies.outstanding || askedAt === null) return;
			const listen = (chunk: unknown) => void heard(chunk);
			stdin.setRawMode?.(true);
			stdin.on('data', listen);
			stdin.resume();
			const over = new AbortController();
			const late = pause(Math.max(0, askedAt + patience - performance.now()), undefined, {
				signal: over.signal,
			});
			await Promise.race([answer, late.catch(() => {})]);
			over.abort();
			stdin.pause();
			stdin.off('data', listen);
			stdin.setRawMode?.(false);
		},
	};
}
