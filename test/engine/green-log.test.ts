import {describe, expect, it} from 'vitest';
import type {Build} from '../../source/domain/build.ts';
import {readGreenLog} from '../../source/engine/green-log.ts';
import {createAsker} from '../../source/engine/patience.ts';
import {ProviderError} from '../../source/providers/provider.ts';
import {MovedClock} from '../clock.ts';
import {InMemoryPort} from '../port.ts';

const id = 'l-indexer-build:1';

function readFrom(port: InMemoryPort, green: string | Build = id, signal = new AbortController().signal) {
	const clock = new MovedClock();
	return readGreenLog(port, createAsker(clock, signal, 'background'), green, clock.now());
}

/** A port with one build whose log has so many lines, five a page. */
function portWith(lines: number | null, more: Partial<Build> = {}) {
	const port = new InMemoryPort(new MovedClock(), []);
	port.pageSize = 5;
	const build: Build = {
		id,
		project: 'l-indexer-build',
		status: 'Succeeded',
		phases: [],
		startedAt: 0,
		endedAt: 1,
		log: {kind: 'stream', group: 'g', stream: 'x'},
		url: null,
		...more,
	};
	port.buildRecords.set(id, build);
	const texts = Array.from({length: lines ?? 0}, (_, n) => ({at: n, text: `line ${n + 1}`}));
	if (lines !== null) port.logs.set('x', texts);
	return {port, build, texts};
}

describe('the log of a green build', () => {
	it('is read whole where three pages hold it', async () => {
		const {port, texts} = portWith(13);
		expect(await readFrom(port)).toMatchObject({lines: texts, fromStart: true});
		expect(port.made.map(({operation}) => operation)).toEqual([
			'BatchGetBuilds',
			'GetLogEvents',
			'GetLogEvents',
			'GetLogEvents',
		]);
	});

	it('is read from its end where it is longer', async () => {
		const {port, texts} = portWith(16);
		expect(await readFrom(port)).toMatchObject({lines: texts.slice(1), fromStart: false});
		expect(port.count('GetLogEvents')).toBe(3);
	});

	it('costs no call for a build that is known already', async () => {
		const {port, build} = portWith(4);
		expect((await readFrom(port, build))?.lines).toHaveLength(4);
		expect(port.made).toHaveLength(1);
	});

	it('is nothing where there is none, it is empty, or the build was not green', async () => {
		expect(await readFrom(portWith(null).port)).toBeNull();
		expect(await readFrom(portWith(0).port)).toBeNull();
		expect(await readFrom(portWith(4).port, 'unknown:2')).toBeNull();
		for (const more of [{log: {kind: 'disabled'}}, {status: 'Failed'}] as const) {
			const {port} = portWith(4, more);
			expect(await readFrom(port)).toBeNull();
			expect(port.count('GetLogEvents')).toBe(0);
		}
	});

	it('is nothing where it may not be read, whichever call says so', async () => {
		for (const operation of ['BatchGetBuilds', 'GetLogEvents']) {
			const {port} = portWith(4);
			port.fail(new ProviderError('denied', 'AccessDeniedException', 'not authorized'), {operation});
			expect(await readFrom(port)).toBeNull();
		}
	});

	it('ends with the signal', async () => {
		const stop = new AbortController();
		stop.abort(new Error('enough'));
		const read = readFrom(portWith(4).port, id, stop.signal);
		await expect(read).rejects.toThrow('enough');
	});
});
