import {describe, expect, it} from 'vitest';
import type {Program} from '../../source/assemble.ts';
import {usualWatch} from '../../source/command-line/parse.ts';
import {type LinesOptions, showLines} from '../../source/commands/lines-face.ts';
import {createStore} from '../../source/store/store.ts';
import {busyDay} from '../busy-day.ts';
import {MovedClock} from '../clock.ts';
import {noon, type PipelinePlan, scope, storeWith} from '../fixtures.ts';

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
		recognise: () => null,
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
		settle: async () => null,
		mine: false,
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
		const said: string[] = [];
		await expect(shown(broken, {say: line => said.push(line)})).rejects.toThrow('a wheel came off');
		expect(said.at(-1)).toMatch(/^END code=70 /);
	});

	it('ends with 4 when the time is up, or with what is more pressing', async () => {
		const clock = new MovedClock(noon);
		const flags = {...usualWatch, timeout: 60_000};
		const slow = shown(program([busyDay.running]), {clock, flags});
		const blocked = shown(program([busyDay.running, behindGate]), {clock, flags});
		const wrong = shown(program([busyDay.running, failed]), {clock, flags});
		const json = shown(program([busyDay.running, failed]), {clock, flags, json: true});
		await clock.advance(60_000);
		expect(await slow).toMatchObject({
			code: 4,
			last: expect.stringMatching(/^END code=4 .* ended=timeout$/),
			complained: [],
		});
		expect(await blocked).toMatchObject({
			code: 6,
			last: expect.stringMatching(/^END code=6 .*blocked=1 ended=timeout$/),
		});
		expect(await wrong).toMatchObject({
			code: 1,
			last: 'END code=1 done=0 gate=0 failed=1 carried=0 blocked=0 ended=timeout',
		});
		expect(JSON.parse((await json).last ?? '')).toMatchObject({event: 'end', code: 1, ended: 'timeout'});
	});

	it('says what was refused, and ends with END all the same', async () => {
		const store = createStore();
		store.dispatch({kind: 'scope-opened', at: noon, scope, region: 'us-west-2', interval: 30_000});
		const refusing: Program = {
			...program([]),
			store,
			engine: {
				send: () => {},
				async run(signal) {
					store.dispatch({kind: 'pipelines-listed', at: noon, scope, names: []});
					await untilAborted(signal);
				},
			},
		};
		expect(await shown(refusing)).toEqual({
			code: 2,
			said: ['END code=2 done=0 gate=0 failed=0 carried=0 blocked=0'],
			last: expect.anything(),
			complained: ['sluice: no pipeline in us-west-2 matches *: check --region and --pipelines'],
		});
	});

	it('ends with 5 when credentials are not renewed', async () => {
		const clock = new MovedClock(noon);
		const expired = program([busyDay.running]);
		const running = shown(expired, {clock});
		const trouble = {
			kind: 'expired',
			name: 'ExpiredTokenException',
			message: 'the credentials have expired',
			hint: 'aws sso login',
			operation: 'GetPipelineState',
			since: noon,
			retryAt: null,
		} as const;
		expired.store.dispatch({kind: 'scope-unread', at: noon, scope, trouble});
		await clock.advance(600_000);
		expect(await running).toMatchObject({
			code: 5,
			last: expect.stringMatching(/^END code=5 /),
			complained: ['sluice: the credentials have expired and were not renewed within 10m: aws sso login'],
		});
	});

	it('prints an object a line when asked to', async () => {
		const {said, code} = await shown(program([done, atGate]), {json: true});
		const objects = said.map(line => JSON.parse(line));
		expect(code).toBe(0);
		expect(objects.map(({event}) => event)).toEqual(['heartbeat', 'heartbeat', 'done', 'gate', 'end']);
		for (const each of objects) {
			expect(each).toMatchObject({v: 1, account: '123456789012', region: 'us-west-2'});
			expect(new Date(each.at).toISOString()).toBe(each.at);
		}
		expect(objects.at(-1)).toMatchObject({code: 0, done: 1, gate: 1});
	});
});
