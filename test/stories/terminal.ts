import {spawn} from '@lydell/node-pty';
import headless from '@xterm/headless';

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

export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** A program in a real pseudo-terminal, read through a terminal emulator. */
export interface Terminal {
	/** The screen as text, without blanks at the ends of rows. */
	rows(): readonly string[];
	/** The whole screen; what is broken over rows stands together in `joined`. */
	text(): string;
	joined(): string;
	/** Waits until the screen satisfies; rejects with the screen when it never does. */
	until(what: string, satisfied: (text: string) => boolean): Promise<void>;
	/** Waits until this text stands on the screen. */
	see(text: string | RegExp): Promise<void>;
	press(...names: readonly (keyof typeof keys | (string & {}))[]): void;
	resize(size: Size): void;
	signal(name: string): void;
	readonly pid: number;
	/** Whether the program is on the alternate screen. */
	alternate(): boolean;
	/** Everything that was written so far. */
	written(): string;
	/** How many times the bell rang. */
	bells(): number;
	/** How it ended. */
	readonly ended: Promise<{readonly code: number; readonly signal: number}>;
	/** Ends it if it still runs, by its own process id. */
	close(): Promise<void>;
}

export interface Options extends Size {
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
	/** How long `until` waits; ms. */
	readonly patience?: number;
}

export function start(command: string, args: readonly string[], options: Options): Terminal {
	const {columns, rows, patience = 25_000} = options;
	const emulator = new headless.Terminal({cols: columns, rows, allowProposedApi: true});
	const program = spawn(command, [...args], {
		name: 'xterm-256color',
		cols: columns,
		rows,
		cwd: options.cwd ?? process.cwd(),
		env: defined({
			...process.env,
			CI: 'false',
			TMUX: undefined,
			NO_COLOR: undefined,
			TERM: 'xterm-256color',
			...options.env,
		}),
	});
	let written = '';
	let bells = 0;
	let over = false;
	const waiting = new Set<() => void>();
	const check = () => {
		for (const each of waiting) each();
	};
	emulator.onBell(() => {
		bells++;
	});
	program.onData(data => {
		written += data;
		emulator.write(data, check);
	});
	const ended = new Promise<{code: number; signal: number}>(resolve => {
		program.onExit(({exitCode, signal}) => {
			over = true;
			emulator.write('', () => {
				check();
				resolve({code: exitCode, signal: signal ?? 0});
			});
		});
	});

	const terminal: Terminal = {
		rows() {
			const {active} = emulator.buffer;
			return Array.from(
				{length: emulator.rows},
				(_, y) => active.getLine(active.viewportY + y)?.translateToString(true) ?? '',
			);
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
				const giveUp = () => done(() => reject(new Error(`never: ${what}\n${terminal.text()}`)));
				const attempt = () => {
					if (satisfied(terminal.text())) done(resolve);
					else if (over) giveUp();
				};
				waiting.add(attempt);
				late.addEventListener('abort', giveUp);
				attempt();
			}),
		see: text =>
			terminal.until(`see ${text}`, screen =>
				typeof text === 'string' ? screen.includes(text) : text.test(screen),
			),
		press(...names) {
			for (const name of names)
				program.write(Object.hasOwn(keys, name) ? keys[name as keyof typeof keys] : name);
		},
		resize(size) {
			emulator.resize(size.columns, size.rows);
			program.resize(size.columns, size.rows);
		},
		signal: name => process.kill(program.pid, name),
		pid: program.pid,
		alternate: () => emulator.buffer.active.type === 'alternate',
		written: () => written,
		bells: () => bells,
		ended,
		async close() {
			if (!over) program.kill('SIGKILL');
			await ended;
			emulator.dispose();
		},
	};
	return terminal;
}

/** The built program, as `npm start` runs it. */
export function sluice(args: readonly string[], options: Options): Terminal {
	return start(process.execPath, ['dist/sluice.js', ...args], options);
}

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
	);
}
