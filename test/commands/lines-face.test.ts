import {describe, expect, it} from 'vitest';
import type {Program} from '../../source/assemble.ts';
import {usualWatch} from '../../source/command-line/parse.ts';
import {type LinesOptions, showLines} from '../../source/commands/lines-face.ts';
import {busyDay} from '../busy-day.ts';
import {MovedClock} from '../clock.ts';
import {noon, type PipelinePlan, storeWith} from '../fixtures.ts';

/** A program whose engine does nothing but run until it is told to stop. */
function program(
	plans: readonly PipelinePlan[],
	run: (signal: AbortSignal) => Promise<void> = untilAborted,
): Program {
	return {
		store: storeWith(plans),
		engine: {send: () => {}, run},
		link: pipeline => `https://console.example/${pipeline}`,
		opened: (_scope, url) => url,
	};
}

const untilAborted = (signal: AbortSignal) =>
	new Promise<void>(resolve => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve());
	});

async function shown(
	shownProgram: Program,
	{signal = new AbortController().signal, ...more}: Partial<LinesOptions> & {signal?: AbortSignal} = {},
) {
	const said: string[] = [];
	const complained: string[] = [];
	const code = await showLines(shownProgram, {
		flags: usualWatch,
		json: false,
		sought: {pipelines: '*', commits: [], stage: null},
		clock: new MovedClock(noon),
		say: line => said.push(line),
		complain: line => complained.push(line),
		interrupted: signal,
		...more,
	});
	return {code, said, complained, last: said.at(-1)};
}

const {failed, atGate, behindGate, stopped, done} = busyDay;

describe('a run without a screen', () => {
	it.each([
		[[done], 0, 'END code=0 done=1 gate=0 failed=0 carried=0 blocked=0'],
		[[done, atGate], 0, 'END code=0 done=1 gate=1 failed=0 carried=0 blocked=0'],
		[[done, behindGate], 6, 'END code=6 done=1 gate=0 failed=0 carried=0 blocked=1'],
		[[behindGate, stopped], 3, 'END code=3 done=0 gate=0 failed=0 carried=0 blocked=1'],
		[[stopped, failed], 1, 'END code=1 done=0 gate=0 failed=1 carried=0 blocked=0'],
	])('ends with its last line and code %#', async (plans, code, last) => {
		expect(await shown(program(plans))).toMatchObject({code, last, complained: []});
	});

	it('ends with the code of what interrupts it', async () => {
		const stop = new AbortController();
		const running = shown(program([busyDay.running]), {signal: stop.signal});
		stop.abort(130);
		expect(await running).toMatchObject({code: 130, last: expect.stringMatching(/^END code=130 done=0 /)});
	});

	it('throws a fault of the engine', async () => {
		const broken = program([busyDay.running], () => Promise.reject(new Error('a wheel came off')));
		await expect(shown(broken)).rejects.toThrow('a wheel came off');
	});
});
