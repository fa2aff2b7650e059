import {spawn} from '@lydell/node-pty';
import headless from '@xterm/headless';

/** A program in a pseudo-terminal, with the time at which what stands on the screen was written. */
export interface Pane {
	readonly pid: number;
	/** The rows of the screen without blanks at their ends. */
	rows(): readonly string[];
	/** Bytes that the program has written so far. */
	bytes(): number;
	/** Frames that it has drawn so far: synchronised updates that ended. */
	frames(): number;
	/** Types something. */
	type(text: string): void;
	/** Resolves with when the bytes arrived after which `test` holds of a whole screen (ms, performance.now()); null: in time they never did. */
	until(test: (rows: readonly string[]) => boolean, patience?: number): Promise<number | null>;
	close(): Promise<void>;
}

export interface Size {
	readonly columns: number;
	readonly rows: number;
}

export interface PaneOptions extends Size {
	/** What node is given: a file, and what the file is given. */
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly cwd: string;
}

const endOfUpdate = '\x1b[?2026l';

export function openPane({args, env, cwd, columns, rows: height}: PaneOptions): Pane {
	const emulator = new headless.Terminal({cols: columns, rows: height, allowProposedApi: true});
	const child = spawn(process.execPath, [...args], {
		name: 'xterm-256color',
		cols: columns,
		rows: height,
		cwd,
		env,
	});
	let bytes = 0;
	let frames = 0;
	const waiting = new Set<(arrived: number) => void>();
	emulator.onData(answer => child.write(answer));
	child.onData(data => {
		const arrived = performance.now();
		bytes += Buffer.byteLength(data);
		frames += data.split(endOfUpdate).length - 1;
		emulator.write(data, () => {
			for (const each of waiting) each(arrived);
		});
	});
	const ended = new Promise<void>(resolve => child.onExit(() => resolve()));
	const rows = () => {
		const {active} = emulator.buffer;
		return Array.from(
			{length: height},
			(_, y) => active.getLine(active.viewportY + y)?.translateToString(true) ?? '',
		);
	};
	return {
		pid: child.pid,
		rows,
		bytes: () => bytes,
		frames: () => frames,
		type: text => child.write(text),
		until: (test, patience = 60_000) =>
			new Promise(resolve => {
				const end = (when: number | null) => {
					waiting.delete(look);
					clearTimeout(timer);
					resolve(when);
				};
				const look = (arrived: number) => {
					if (!emulator.modes.synchronizedOutputMode && test(rows())) end(arrived);
				};
				const timer = setTimeout(() => end(null), patience);
				waiting.add(look);
				look(performance.now());
			}),
		async close() {
			child.kill('SIGTERM');
			await ended;
			emulator.dispose();
		},
	};
}
