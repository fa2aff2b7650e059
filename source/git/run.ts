import {execFile} from 'node:child_process';

/** What became of a program; `absent` when it could not be started. */
export type Outcome =
	| {readonly kind: 'ended'; readonly code: number; readonly stdout: string; readonly stderr: string}
	| {readonly kind: 'absent'}
	| {readonly kind: 'cut-off'};

export interface RunOptions {
	readonly cwd: string;
	readonly env: NodeJS.ProcessEnv;
	/** ms; then it is ended, and cut off. */
	readonly timeout: number;
}

/** Far more than the longest list that is asked for; a commit message has no limit of its own. */
const mostOutput = 16 * 1024 * 1024;

/** Runs a program to its end, without a shell and without input. Never rejects. */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
	// No program can be given a NUL, and Node throws for one.
	if (args.some(arg => arg.includes('\0'))) return Promise.resolve({kind: 'cut-off'});
	return new Promise(resolve => {
		const child = execFile(
			program,
			args,
			{...options, maxBuffer: mostOutput, windowsHide: true},
			(error, stdout, stderr) => {
				if (error === null) resolve({kind: 'ended', code: 0, stdout, stderr});
				else if (typeof error.code === 'number') resolve({kind: 'ended', code: error.code, stdout, stderr});
				else resolve({kind: error.syscall === undefined ? 'cut-off' : 'absent'});
			},
		);
		child.stdin?.end();
	});
}
