import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {emptyPlace, program} from './sluice.ts';

/** A line that `sluice watch` wrote; ms since the epoch. */
export interface Heard {
	readonly line: string;
	readonly at: number;
}

export interface LinesRun {
	readonly pid: number;
	/** All lines so far. */
	readonly heard: readonly Heard[];
	close(): Promise<void>;
}

/** Runs `sluice watch` in a place of its own, and notes when it wrote each line. */
export function runLines(args: readonly string[]): LinesRun {
	const place = emptyPlace();
	const child = spawn(process.execPath, [program, 'watch', ...args], {
		cwd: place.cwd,
		env: place.env,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const heard: Heard[] = [];
	createInterface(child.stdout).on('line', line => heard.push({line, at: Date.now()}));
	const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
	return {
		pid: child.pid ?? 0,
		heard,
		async close() {
			child.kill('SIGTERM');
			await ended;
			place.leave();
		},
	};
}
