// Loaded before the program whose picture is taken: time stands still, and goes on by ten seconds for each SIGUSR2.
// So a picture shows the same moment of the same day on any machine. When they have passed and all that they set off is
// done, a mark is written that no terminal shows; one at the start, too.
import {subscribe} from 'node:diagnostics_channel';
import {mock} from 'node:test';
import {setTimeout as realTimer} from 'node:timers/promises';
import {noon, still} from './stillness.ts';

/** How far time goes for a signal, and in which steps; ms. */
const [stretch, step] = [10_000, 100];

/** A number below 1 from a seed; the same ones at each start (mulberry32). */
let seed = 7;
Math.random = () => {
	seed = (seed + 0x6d2b79f5) | 0;
	let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
	return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

let asked = 0;
for (const [channel, change] of [
	['http.client.request.start', 1],
	['http.client.request.error', -1],
	['http.client.response.finish', -1],
] as const)
	subscribe(channel, () => {
		asked += change;
	});

/** Resolves when no request is under way and what its answer set off has had its turns. */
async function quiet(turns: number): Promise<void> {
	for (let left = turns; left > 0; left--) {
		await realTimer(1);
		if (asked > 0) left = turns + 1;
	}
}

mock.timers.enable({apis: ['setTimeout', 'setInterval', 'Date'], now: noon});
performance.now = () => Date.now() - noon;

let wanted = 0;
let going = false;
process.on('SIGUSR2', async () => {
	wanted++;
	if (going) return;
	going = true;
	// What was typed before is read first.
	await quiet(20);
	for (; wanted > 0; wanted--) {
		for (let passed = 0; passed < stretch; passed += step) {
			mock.timers.tick(step);
			await quiet(2);
		}
	}
	await quiet(20);
	going = false;
	process.stdout.write(still);
});

process.stdout.write(still);
