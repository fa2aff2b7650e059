import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** What a process holds in memory now; MB (1,000,000 bytes). */
export async function residentMemory(pid: number): Promise<number> {
	const {stdout} = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
	return (Number(stdout.trim()) * 1024) / 1e6;
}

/** Looks at a process's memory twice a second, until it is stopped; `most` is the most that was seen, MB. */
export function watchMemory(pid: number): {readonly most: () => number; readonly stop: () => void} {
	let most = 0;
	const look = () =>
		void residentMemory(pid)
			.then(now => {
				most = Math.max(most, now);
			})
			.catch(() => {});
	const timer = setInterval(look, 500);
	return {most: () => most, stop: () => clearInterval(timer)};
}
