import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import headless, {type IBufferLine} from '@xterm/headless';

/** The names of keys that are more than one character, as a terminal sends them. */
const keys = {
	enter: '\r',
	escape: '\x1b',
	tab: '\t',
	backspace: '\x7f',
	up: '\x1b[A',
	down: '\x1b[B',
	right: '\x1b[C',
	left: '\x1b[D',
	pageUp: '\x1b[5~',
	pageDown: '\x1b[6~',
	ctrlC: '\x03',
	ctrlD: '\x04',
	ctrlZ: '\x1a',
} as const;

const modes = {cursor: 25, focusReports: 1004, bracketedPaste: 2004, mouse: 1000} as const;

export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** How a program ended: by itself with a code, or by a signal (0: by none). */
export interface End {
	readonly code: number;
	readonly signal: number;
}

/** A program in a real pseudo-terminal, read through a terminal emulator. */
export interface Terminal {
	/** The screen as text, without blanks at the ends of rows. */
	rows(): readonly string[];
	/** The same as cells with their colours. */
	lines(): readonly IBufferLine[];
	/** The whole screen; what is broken over rows stands together in `joined`. */
	text(): string;
	joined(): string;
	/** Waits for a whole screen that satisfies, and gives it as text; rejects with the screen when there never is one. */
	until(what: string, satisfied: (text: string) => boolean): Promise<string>;
	/** Waits until this stands on the screen, or no longer stands there. */
	see(text: string | RegExp): Promise<string>;
	lose(text: string | RegExp): Promise<string>;
	press(...names: readonly (keyof typeof keys | (string & {}))[]): void;
	resize(size: Size): void;
	/** Goes away, as when its window is closed. */
	hangUp(): void;
	/** The process that the terminal started. */
	readonly pid: number;
	/** Whether the program is on the alternate screen. */
	alternate(): boolean;
	/** Whether a mode of the terminal is switched on. */
	has(mode: keyof typeof modes): boolean;
	/** Whether a row of the screen goes on in the next one because it was too long for the terminal. */
	overflows(): boolean;
	/** Everything that was written so far. */
	written(): string;
	/** How many times the bell rang. */
	bells(): number;
	/** What the program called its window. */
	title(): string;
	/** How it ended. */
	readonly ended: Promise<End>;
	/** Ends it if it still runs, by its own process id. */
	close(): Promise<void>;
}

export interface Options extends Size {
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
	/** The colour that the terminal tells as its background (`ffff/ffff/ffff`); without it, it does not know the question. */
	readonly background?: string;
	/** How long its answers are on their way, as over a slow line; ms. */
	readonly answersAfter?: number;
	/** How long `until` waits; ms. */
	readonly patience?: number;
}

/** What the program is started with: nothing that the machine at hand says about its terminal. */
export function environment(more: Options['env'] = {}): Record<string, string> {
	const silent = [
		'TMUX',
		'STY',
		'SSH_CONNECTION',
		'SSH_TTY',
		'NO_COLOR',
		'FORCE_COLOR',
		'COLORTERM',
		'LC_ALL',
		'CI',
	];
	const all = {
		...process.env,
		...Object.fromEntries(silent.map(name => [name, undefined])),
		LANG: 'C.UTF-8',
		TERM: 'xterm-256color',
		...more,
	};
	return Object.fromEntries(
		Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
	);
}

/** The built program. */
export const program = fileURLToPath(new URL('../../dist/sluice.js', import.meta.url));

export function start(command: string, args: readonly string[], options: Options): Terminal {
	const {columns, rows, patience = 20_000, background, answersAfter = 0} = options;
	const emulator = new headless.Terminal({cols: columns, rows, allowProposedApi: true});
	const env = environment(options.env);
	const child = spawn(command, [...args], {
		// It becomes TERM, whatever the environment says.
		name: env.TERM ?? 'xterm-256color',
		cols: columns,
		rows,
		cwd: options.cwd ?? process.cwd(),
		env,
	});
	let written = '';
	let bells = 0;
	let title = '';
	let over = false;
	const waiting = new Set<() => void>();
	const check = () => {
		for (const each of waiting) each();
	};
	emulator.onBell(() => {
		bells++;
	});
	emulator.onTitleChange(text => {
		title = text;
	});
	// A terminal answers when it is asked what it is.
	const answer = (bytes: string) => {
		if (answersAfter === 0) child.write(bytes);
		else setTimeout(() => over || child.write(bytes), answersAfter);
	};
	emulator.onData(answer);
	emulator.parser.registerOscHandler(11, question => {
		if (question === '?' && background !== undefined) answer(`\x1b]11;rgb:${background}\x1b\\`);
		return true;
	});
	// What was written counts once it stands on the screen: who waits for the one then reads the other.
	child.onData(data => {
		emulator.write(data, () => {
			written += data;
			check();
		});
	});
	const ended = new Promise<End>(resolve => {
		child.onExit(({exitCode, signal}) => {
			emulator.write('', () => {
				over = true;
				check();
				resolve({code: exitCode, signal: signal ?? 0});
			});
		});
	});
	const holds = (text: string | RegExp) => (screen: string) =>
		typeof text === 'string' ? screen.includes(text) : text.test(screen);

	const terminal: Terminal = {
		rows: () => terminal.lines().map(line => line.translateToString(true)),
		lines() {
			const {active} = emulator.buffer;
			return Array.from({length: emulator.rows}, (_, y) => active.getLine(active.viewportY + y) ?? []).flat();
		},
		text: () => terminal.rows().join('\n'),
		joined: () => terminal.rows().join(''),
		until: (what, satisfied) =>
			new Promise((resolve, reject) => {
				const late = AbortSignal.timeout(patience);
				const done = (outcome: () => void) => {
					waiting.delete(attempt);
					late.removeEventListener('abort', giveUp);
					outcome();
				};
				const giveUp = () =>
					done(() => reject(new Error(`never: ${what}${over ? ' (it has ended)' : ''}\n${terminal.text()}`)));
				const attempt = () => {
					const text = terminal.text();
					// Between the two ends of a synchronised update the screen is half an old and half a new one.
					if (!emulator.modes.synchronizedOutputMode && satisfied(text)) done(() => resolve(text));
					else if (over) giveUp();
				};
				waiting.add(attempt);
				late.addEventListener('abort', giveUp);
				attempt();
			}),
		see: text => terminal.until(`see ${text}`, holds(text)),
		lose: text => terminal.until(`lose ${text}`, screen => !holds(text)(screen)),
		press(...names) {
			for (const name of names)
				child.write(Object.hasOwn(keys, name) ? keys[name as keyof typeof keys] : name);
		},
		resize(size) {
			emulator.resize(size.columns, size.rows);
			child.resize(size.columns, size.rows);
		},
		hangUp() {
			// What closes the terminal's own side is missing from the types.
			if ('destroy' in child && typeof child.destroy === 'function') child.destroy();
		},
		pid: child.pid,
		alternate: () => emulator.buffer.active.type === 'alternate',
		has(mode) {
			const [on, off] = ['h', 'l'].map(end => written.lastIndexOf(`\x1b[?${modes[mode]}${end}`));
			return on === off ? mode === 'cursor' : (on ?? -1) > (off ?? -1);
		},
		overflows: () => terminal.lines().some(line => line.isWrapped),
		written: () => written,
		bells: () => bells,
		title: () => title,
		ended,
		async close() {
			if (!over) child.kill('SIGKILL');
			await ended;
			emulator.dispose();
		},
	};
	return terminal;
}
