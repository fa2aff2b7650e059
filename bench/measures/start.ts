import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {bundle} from '../../.ci/bundle.js';
import type {Measure} from '../measure.ts';
import {median, ratioOfMedians} from '../report/statistics.ts';
import {openLocalAccount} from '../tools/account-thread.ts';
import {followed} from '../tools/lanes.ts';
import {openPane} from '../tools/pane.ts';
import {emptyPlace, lookingAt, type Place, program} from '../tools/sluice.ts';

const size = {columns: 200, rows: 50};

/** How long the program takes to answer and to draw, beside what node and Ink take for nothing. */
export const start: Measure = async ({quick, tell}) => {
	const pairs = quick ? 5 : 11;
	const folder = mkdtempSync(join(tmpdir(), 'sluice-bare-'));
	const account = await openLocalAccount({staging: Array(12).fill(3600), pushed: 60, failedLog: null});
	const place = emptyPlace();
	try {
		writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
		await bundle('bench/tools/bare-screen.tsx', folder);
		const answers = await interleaved(pairs, {
			bare: async () => answered(['-e', '0'], place),
			version: async () => answered([program, '--version'], place),
			help: async () => answered([program, '--help'], place),
		});
		const frames = await interleaved(pairs, {
			bare: () => firstFrame([join(folder, 'sluice.js')], place),
			screen: () => firstFrame([program, followed, ...lookingAt(account.url)], place),
			demo: () => firstFrame([program, 'demo'], place),
		});
		const of = (name: string, times: readonly number[], against: readonly number[], limit: number | null) =>
			tell({
				name,
				value: ratioOfMedians(times, against),
				unit: '×',
				limit,
				note: `${median(times).toFixed(1)} ms against ${median(against).toFixed(1)} ms`,
			});
		of('--version, against node -e 0', answers.version, answers.bare, 1.5);
		of('--help, against node -e 0', answers.help, answers.bare, 1.8);
		of('first frame of the live screen, against a bare Ink screen', frames.screen, frames.bare, 1.5);
		of('first frame of the demo with its simulator, against the same', frames.demo, frames.bare, null);
	} finally {
		await account.close();
		place.leave();
		rmSync(folder, {recursive: true, force: true});
	}
};

/** Takes each time in turn, round after round, so that whatever else the machine does meets them alike; ms. The first round does not count. */
async function interleaved<Name extends string>(
	rounds: number,
	takes: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, readonly number[]>> {
	// The keys of an object are what it was declared with.
	const names = Object.keys(takes) as Name[];
	const times = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>;
	for (let round = -1; round < rounds; round++)
		for (const name of names) {
			const time = await takes[name]();
			if (round >= 0) times[name].push(time);
		}
	return times;
}

function answered(args: readonly string[], {cwd, env}: Place): number {
	const began = performance.now();
	const {status} = spawnSync(process.execPath, args, {stdio: 'ignore', cwd, env});
	if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
	return performance.now() - began;
}

/** From the start of the process until a whole frame stands on the screen, its last row with the keys included. */
async function firstFrame(args: readonly string[], {cwd, env}: Place): Promise<number> {
	const began = performance.now();
	const pane = openPane({args, env, cwd, ...size});
	const drawn = await pane.until(rows => rows.at(-1)?.includes('? help') ?? false);
	await pane.close();
	if (drawn === null) throw new Error(`no frame of ${args.join(' ')}`);
	return drawn - began;
}
