import {PassThrough, Writable} from 'node:stream';
import xterm from '@xterm/headless';
import {render} from 'ink';
import type {ReactNode} from 'react';

interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** A terminal of our own in this process: what is drawn is read from a real terminal emulator. */
export interface Screen {
	/** The rows as they stand on the screen, without trailing blanks. */
	rows(): readonly string[];
	text(): string;
	/** Types bytes as they arrive from a terminal, and waits until the screen shows what came of them. */
	press(...keys: readonly string[]): Promise<void>;
	resize(size: Size): Promise<void>;
	/** Waits for what was drawn so far. */
	settle(): Promise<void>;
	/** Waits for a frame of which `test` holds: for what comes later than a key, such as Escape, which Ink holds back. */
	until(test: (text: string) => boolean): Promise<void>;
	/** Everything that was written to the terminal. */
	written(): string;
	/** Resolves once the program has ended of itself. */
	ended(): Promise<unknown>;
	close(): Promise<void>;
}

export const keys = {
	enter: '\r',
	esc: '\x1b',
	tab: '\t',
	up: '\x1b[A',
	down: '\x1b[B',
	left: '\x1b[D',
	right: '\x1b[C',
	backspace: '\x7f',
	pageDown: '\x1b[6~',
	ctrl: (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 96),
};

/** A terminal and the two streams of it, to be given to Ink. */
export function createTerminal({columns, rows}: Size) {
	const terminal = new xterm.Terminal({cols: columns, rows, convertEol: true, allowProposedApi: true});
	const frames = new Set<() => void>();
	let written = '';
	const stdout = Object.assign(
		new Writable({
			write(chunk, _encoding, done) {
				written += String(chunk);
				terminal.write(String(chunk), () => {
					done();
					for (const frame of frames) frame();
				});
			},
		}),
		{isTTY: true as const, columns, rows},
	);
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true as const,
		setRawMode: () => stdin,
		ref: () => stdin,
		unref: () => stdin,
	});
	const read = () =>
		Array.from({length: terminal.rows}, (_, row) => {
			const {active} = terminal.buffer;
			return active.getLine(active.viewportY + row)?.translateToString(true) ?? '';
		});
	return {
		stdin,
		stdout,
		rows: read,
		written: () => written,
		resize(size: Size) {
			terminal.resize(size.columns, size.rows);
			Object.assign(stdout, size);
			stdout.emit('resize');
		},
		drawn: () => new Promise<void>(resolve => terminal.write('', resolve)),
		/** Resolves at the first frame of which `test` holds. */
		until: (test: (text: string) => boolean) =>
			new Promise<void>(resolve => {
				const look = () => {
					if (!test(read().join('\n'))) return;
					frames.delete(look);
					resolve();
				};
				frames.add(look);
				look();
			}),
	};
}

/** Draws a part of the screen in a terminal of our own. */
export async function openScreen(node: ReactNode, size: Size): Promise<Screen> {
	const terminal = createTerminal(size);
	const app = render(node, {
		stdout: terminal.stdout,
		stdin: terminal.stdin,
		interactive: true,
		alternateScreen: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		maxFps: 1000,
	});
	const settle = async () => {
		await app.waitUntilRenderFlush();
		await terminal.drawn();
	};
	await settle();
	return {
		rows: terminal.rows,
		text: () => terminal.rows().join('\n'),
		written: terminal.written,
		until: terminal.until,
		settle,
		async press(...typed) {
			for (const key of typed) {
				terminal.stdin.write(key);
				// Of keys that arrive together, each is handled only after the screen has taken in the one before.
				for (const _ of key) await settle();
			}
		},
		async resize(next) {
			terminal.resize(next);
			await settle();
		},
		ended: () => app.waitUntilExit(),
		async close() {
			app.unmount();
			await app.waitUntilExit();
		},
	};
}
