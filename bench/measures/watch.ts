import type {Measure, Measuring} from '../measure.ts';
import {openLocalAccount} from '../tools/account-thread.ts';
import {followed} from '../tools/lanes.ts';
import {processorTime, residentMemory} from '../tools/memory.ts';
import type {Pane} from '../tools/pane.ts';
import {pause} from '../tools/pause.ts';
import {lookingAt, openScreen} from '../tools/sluice.ts';

const size = {columns: 200, rows: 50};

/** What a pane costs that stays open: of the processor, in bytes, in memory. */
export const watch: Measure = async measuring => {
	const minutes = measuring.quick ? 1 : 5;
	await watched(measuring, {
		what: '12 running pipelines at the default interval',
		pipelines: 12,
		flags: [],
		seconds: minutes * 60,
		share: 1,
	});
	await watched(measuring, {
		what: '23 running pipelines at 5 seconds',
		pipelines: 23,
		flags: ['--interval', '5', '--rate', '10'],
		seconds: measuring.quick ? 30 : 120,
		share: 5,
	});
	await drilledDown(measuring);
};

interface Watched {
	readonly what: string;
	readonly pipelines: number;
	readonly flags: readonly string[];
	readonly seconds: number;
	/** The limit; % of a core. */
	readonly share: number;
}

async function watched({tell}: Measuring, {what, pipelines, flags, seconds, share}: Watched): Promise<void> {
	const account = await openLocalAccount({staging: Array(pipelines).fill(3600), pushed: 60, failedLog: null});
	const pane = openScreen([followed, ...lookingAt(account.url), ...flags], size);
	try {
		if ((await pane.until(rows => running(rows) === pipelines)) === null)
			throw new Error(`the pipelines never ran:\n${pane.rows().join('\n')}`);
		// What is asked in the gaps of the first picture belongs to the start.
		await pause(15);
		const started = await processorTime(pane.pid);
		const [began, bytes, frames] = [performance.now(), pane.bytes(), pane.frames()];
		await pause(seconds);
		const passed = (performance.now() - began) / 1000;
		const spent = (await processorTime(pane.pid)) - started;
		const note = `${(passed / 60).toFixed(1)} minutes in ${size.columns}×${size.rows}, from 15 s after the last first look`;
		tell({name: `${what}: processor`, value: spent / passed / 10, unit: '%', limit: share, note});
		const written = pane.bytes() - bytes;
		tell({
			name: `${what}: to the terminal`,
			value: written / passed / 1000,
			unit: 'kB/s',
			limit: 2,
		});
		const drawn = pane.frames() - frames;
		tell({
			name: `${what}: processor time per frame`,
			value: spent / drawn,
			unit: 'ms',
			note: `${drawn} frames; looking and reading included`,
		});
		tell({name: `${what}: memory (RSS)`, value: await residentMemory(pane.pid), unit: 'MB'});
	} finally {
		await pane.close();
		await account.close();
	}
}

async function drilledDown({tell}: Measuring): Promise<void> {
	const lines = 5000;
	const account = await openLocalAccount({staging: Array(12).fill(3600), pushed: 300, failedLog: lines});
	const pane = openScreen([followed, ...lookingAt(account.url), '--rate', '10'], size);
	try {
		await seen(pane, rows => rows.some(row => row.includes('Failed')) && running(rows) === 11);
		pane.type('\r');
		await seen(pane, rows => rows.at(-1)?.includes('Enter log') ?? false);
		pane.type('\r');
		await seen(pane, rows => rows.some(row => row.startsWith('─ log')));
		pane.type('aG');
		await seen(pane, rows => /all lines/.test(rows.join('\n')));
		await pause(10);
		tell({
			name: 'memory after a drill-down into a log (RSS)',
			value: await residentMemory(pane.pid),
			unit: 'MB',
			limit: 220,
			note: `12 pipelines, a log of ${lines} lines`,
		});
	} finally {
		await pane.close();
		await account.close();
	}
}

async function seen(pane: Pane, test: (rows: readonly string[]) => boolean): Promise<void> {
	if ((await pane.until(test)) === null) throw new Error(`never seen:\n${pane.rows().join('\n')}`);
}

/** How many rows of the list say that their pipeline runs. */
function running(rows: readonly string[]): number {
	return rows.filter(row => /^[▌ ]◐ [a-z]+ .*Running/.test(row)).length;
}
