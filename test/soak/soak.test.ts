import {beforeAll, describe, expect, it} from 'vitest';
import {beyond, type Compared, compare} from './compare.ts';
import {type Day, liveThrough, rate} from './day.ts';

/** A fifth of all requests meets one of them. */
const faults = ['throttle', '500', 'html', 'empty', 'drop', 'slow'].map(kind => `${kind}:0.0365`);
/** A whole day takes minutes: `SLUICE_SOAK_HOURS=24` lives through it. */
const hours = Number(process.env.SLUICE_SOAK_HOURS ?? 3);

describe(`${hours} simulated hours of rough nights, a fifth of the requests in vain`, () => {
	let day: Day;
	let compared: Compared;

	beforeAll(async () => {
		day = await liveThrough({hours, faults});
		compared = compare(day);
		const {memory, calls, took} = day;
		process.stdout.write(
			`${JSON.stringify({hours, took: Math.round(took), calls: calls.length, memory, ...compared})}\n`,
		);
	}, hours * 200_000);

	it('tells every gate and every ending, none that was not, and each once', () => {
		const {missed, invented, repeated} = compared;
		expect({missed, invented, repeated}).toEqual({missed: [], invented: [], repeated: []});
		expect(compared.gates).toBeGreaterThan(hours * 20);
		expect(compared.endings).toBeGreaterThan(hours * 60);
		expect(compared.excused).toBeLessThan((compared.gates + compared.endings) / 5);
	});

	it('asks no service for more than its budget', () => {
		expect(day.calls.length).toBeGreaterThan(hours * 1000);
		for (const service of ['codepipeline', 'codebuild']) expect(beyond(day.calls, service, rate)).toEqual([]);
		expect(beyond(day.calls, 'logs', 2 * rate)).toEqual([]);
	});

	it('asks for nothing but reads', () => {
		const operations = new Set(day.calls.map(({operation}) => operation));
		expect([...operations].filter(operation => !/^(?:Get|List|BatchGet)/.test(operation))).toEqual([]);
	});

	it('holds no more in memory at the end than after the first tenth', () => {
		const {before, tenth, end} = day.memory;
		expect(end.heap).toBeLessThan(tenth.heap * 1.1);
		expect(end.heap).toBeGreaterThan(before.heap);
	});
});
