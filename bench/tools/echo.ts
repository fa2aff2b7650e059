import {spawn} from '@lydell/node-pty';
import {environment} from '../../test/stories/terminal.ts';

/** How long it works for each key; ms of the processor. */
export const work = 10;

const program = `
process.stdin.setRawMode(true);
process.stdin.on('data', () => {
	const began = process.cpuUsage();
	for (let spent = 0; spent < ${work * 1000}; ) {
		const {user, system} = process.cpuUsage(began);
		spent = user + system;
	}
	process.stdout.write('y');
});`;

export interface Echo {
	/** Types a letter; resolves with how long it took until the program answered, ms. */
	press(): Promise<number>;
	close(): Promise<void>;
}

/** A program that works for a while at each key, as long as a frame takes: how long that lasts tells of the machine, not of ours. */
export function openEcho(): Echo {
	const child = spawn(process.execPath, ['-e', program], {name: 'xterm-256color', env: environment()});
	let heard: (() => void) | null = null;
	child.onData(data => {
		// The terminal itself may write back the x.
		if (data.includes('y')) heard?.();
	});
	const ended = new Promise<void>(resolve => child.onExit(() => resolve()));
	return {
		press: () =>
			new Promise<number>(resolve => {
				const began = performance.now();
				heard = () => resolve(performance.now() - began);
				child.write('x');
			}),
		async close() {
			child.kill('SIGKILL');
			await ended;
		},
	};
}
