import {spawn} from 'node:child_process';
import {environment, type Options, program} from './terminal.ts';

/** A program without a terminal, read through pipes. */
export interface Piped {
	/** Everything that was written to stdout and to stderr so far. */
	out(): string;
	err(): string;
	lines(): readonly string[];
	/** Waits until a line satisfies, and gives it; rejects with all of them when none ever does. */
	line(pattern: RegExp): Promise<string>;
	kill(signal: NodeJS.Signals): void;
	/** The exit code; null when a signal ended it. */
	readonly ended: Promise<number | null>;
	/** Ends it if it still runs. */
	close(): Promise<void>;
}

/** The built program with its output in pipes, and nothing to read. */
export function piped(
	args: readonly string[],
	{env, cwd, patience = 20_000}: Omit<Options, 'columns' | 'rows'> = {},
): Piped {
	const child = spawn(process.execPath, [program, ...args], {
		cwd,
		env: environment(env),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let [out, err] = ['', ''];
	let over = false;
	const waiting = new Set<() => void>();
	const check = () => {
		for (const each of waiting) each();
	};
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		out += text;
		check();
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		err += text;
	});
	const ended = new Promise<number | null>(resolve => {
		child.once('close', code => {
			over = true;
			check();
			resolve(code);
		});
	});
	const lines = () => out.split('\n').slice(0, -1);
	return {
		out: () => out,
		err: () => err,
		lines,
		line: pattern =>
			new Promise((resolve, reject) => {
				const late = AbortSignal.timeout(patience);
				const done = (outcome: () => void) => {
					waiting.delete(attempt);
					late.removeEventListener('abort', giveUp);
					outcome();
				};
				const giveUp = () => done(() => reject(new Error(`never: ${pattern}\n${out}\n${err}`)));
				const attempt = () => {
					const found = lines().find(line => pattern.test(line));
					if (found !== undefined) done(() => resolve(found));
					else if (over) giveUp();
				};
				waiting.add(attempt);
				late.addEventListener('abort', giveUp);
				attempt();
			}),
		kill: signal => void child.kill(signal),
		ended,
		async close() {
			if (!over) child.kill('SIGKILL');
			await ended;
		},
	};
}
