import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** What a process holds in memory now; MB (1,000,000 bytes). */
export async function residentMemory(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
	const kilobytes = /^VmRSS:\s*(\d+)/m.exec(status ?? '')?.[1] ?? (await reported(pid));
	return (Number(kilobytes) * 1024) / 1e6;
}

/** Where there is no /proc. */
async function reported(pid: number): Promise<string> {
	return (await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout.trim();
}

/** How long a process has had a processor so far; ms. NaN where that cannot be told. */
export async function processorTime(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	const [user, system] = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.slice(11, 13);
	// Linux counts in hundredths of a second.
	return (Number(user) + Number(system)) * 10;
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
