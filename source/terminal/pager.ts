import {spawn} from 'node:child_process';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';

/** Shows text in `$PAGER` (else `less`), without a shell, until its reader leaves it. Rejects with a sentence when it cannot be started. */
export function showInPager(text: Iterable<string>, env: NodeJS.ProcessEnv): Promise<void> {
	const [program = 'less', ...args] = (env.PAGER?.trim() || 'less -R').split(/\s+/);
	return new Promise((resolve, reject) => {
		const pager = spawn(program, args, {stdio: ['pipe', 'inherit', 'inherit'], env: {LESS: '-R', ...env}});
		pager.once('error', () =>
			reject(new Error(`${program} could not be started: set PAGER to a pager that is installed`)),
		);
		pager.once('close', () => resolve());
		// A reader who leaves early closes the pipe; there is nobody left to tell.
		pipeline(Readable.from(text), pager.stdin).catch(() => {});
	});
}
