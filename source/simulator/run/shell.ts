import {type ChildProcess, spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Readable, Writable} from 'node:stream';

/** What runs command after command: in one shell, so that what one sets the next one finds, or each in a shell of its own. */
export type Shell = {
	/** Resolves with the exit status; `onLine` takes each line that is printed until then. */
	readonly run: (command: string, onLine: (line: string) => void) => Promise<number>;
	/** Ends the shell and all that it started. */
	readonly kill: () => void;
};

/** How long the output of a shell that has ended is waited for, in ms: what it left running may hold it open. */
const drainMs = 300;

/** The exit status of what was ended by force. */
const killed = 137;

/** Sources the files that it is told, and marks the end of each in the output itself, so that no line comes late. */
const driver = (mark: string) => `exec 2>&1 5>&1
while IFS= read -r sluice_file <&4; do
	. "$sluice_file" 4<&- 5>&-
	printf '%s%s\\n' '${mark}' "$?" >&5
done
`;

/**
 * Opens a shell in a process group of its own; `folder` takes its scripts. A shell that is not shared begins anew for each
 * command, with what `environment` holds by then. Throws nothing: a shell that cannot start fails its commands.
 */
export function openShell({
	name,
	directory,
	folder,
	environment,
	isShared,
}: {
	readonly name: 'sh' | 'bash';
	readonly directory: string;
	readonly folder: string;
	readonly environment: Readonly<Record<string, string>>;
	readonly isShared: boolean;
}): Shell {
	const mark = `\u0001${randomUUID()} `;
	let child: ChildProcess | undefined;
	const groups: number[] = [];
	let count = 0;
	let isKilled = false;

	const start = async (): Promise<ChildProcess> => {
		const script = join(folder, 'driver.sh');
		await writeFile(script, driver(mark));
		const started = spawn(name, [script], {
			cwd: directory,
			env: environment,
			detached: true,
			stdio: ['ignore', 'pipe', 'ignore', 'ignore', 'pipe'],
		});
		if (started.pid !== undefined) groups.push(started.pid);
		return started;
	};

	return {
		run: async (command, onLine) => {
			if (isKilled) return killed;
			const file = join(folder, `command-${count}.sh`);
			count += 1;
			await writeFile(file, `${command}\n`);
			if (isKilled) return killed;
			if (!child || child.exitCode !== null || child.signalCode !== null) child = await start();
			if (isKilled) for (const group of groups) killGroup(group);
			const running = child;
			const status = await runFile(running, file, mark, onLine);
			if (!isShared) {
				// The end of what it reads ends the shell; what it left running goes on until the build is over.
				(running.stdio[4] as Writable).end();
				child = undefined;
			}
			return status;
		},
		kill: () => {
			isKilled = true;
			for (const group of groups) killGroup(group);
		},
	};
}

/** Ends a whole process group at once; one that is gone is fine. */
function killGroup(leader: number): void {
	try {
		process.kill(-leader, 'SIGKILL');
	} catch {
		// Nothing of it runs any more.
	}
}

function runFile(
	child: ChildProcess,
	file: string,
	mark: string,
	onLine: (line: string) => void,
): Promise<number> {
	// The pipes that `start` asks for.
	const output = child.stdout as Readable;
	const control = child.stdio[4] as Writable;
	let rest = '';
	return new Promise(resolve => {
		const onData = (chunk: string) => {
			rest += chunk;
			const end = rest.indexOf(mark);
			const status = end < 0 ? undefined : /^(\d+)\n/.exec(rest.slice(end + mark.length))?.[1];
			rest = printed(end < 0 ? rest : rest.slice(0, end), onLine) + (end < 0 ? '' : rest.slice(end));
			if (status !== undefined) finish(Number(status), rest.slice(0, rest.indexOf(mark)));
		};
		const finish = (status: number, last: string) => {
			output.off('data', onData);
			child.off('exit', onExit);
			child.off('error', onError);
			if (last !== '') onLine(last);
			resolve(status);
		};
		const onExit = (code: number | null) => {
			const drained = () => {
				clearTimeout(waiting);
				finish(code ?? killed, rest);
			};
			const waiting = setTimeout(drained, drainMs);
			child.once('close', drained);
		};
		const onError = (error: Error) => finish(127, error.message);
		output.setEncoding('utf8').on('data', onData);
		child.once('exit', onExit).once('error', onError);
		control.on('error', () => undefined);
		control.write(`${file}\n`);
	});
}

/** Gives out the whole lines of a text; returns what is left. */
function printed(text: string, onLine: (line: string) => void): string {
	const lines = text.split('\n');
	const rest = lines.pop() ?? '';
	for (const line of lines) onLine(line);
	return rest;
}
