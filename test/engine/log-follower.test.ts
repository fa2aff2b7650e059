import {describe, expect, it} from 'vitest';
import type {Build, BuildStatus, LogPlace} from '../../source/domain/build.ts';
import {ProviderError} from '../../source/providers/provider.ts';
import {Program} from './program.ts';

const id = 'l-indexer-build:1';

/** A program that watches one build whose log has `lines` lines, five a page. */
async function watching(status: BuildStatus, lines: number | null, more: Partial<Build> = {}) {
	const program = new Program({rate: 50});
	program.port.pageSize = 5;
	build(program, status, more);
	if (lines !== null) write(program, lines);
	await program.begin();
	program.engine.send({kind: 'watch-build', scope: 's', build: id});
	return program;
}

function build(program: Program, status: BuildStatus, more: Partial<Build> = {}): void {
	const log: LogPlace = {kind: 'stream', group: 'unguessable', stream: 'x'};
	const over = status !== 'InProgress';
	program.port.buildRecords.set(id, {
		id,
		project: 'l-indexer-build',
		status,
		phases: [],
		startedAt: program.clock.now() - 3600_000,
		endedAt: over ? program.clock.now() : null,
		log,
		url: null,
		...more,
	});
}

function write(program: Program, lines: number): void {
	const before = program.port.logs.get('x') ?? [];
	const added = Array.from({length: lines}, (_, n) => ({
		at: program.clock.now(),
		text: `line ${before.length + n + 1}`,
	}));
	program.port.logs.set('x', [...before, ...added]);
}

function logOf(program: Program) {
	const log = program.scope.logs[id];
	const texts = log?.lines.texts(0) ?? [];
	return {texts, fromStart: log?.fromStart, ended: log?.ended, gap: log?.gap};
}
const all = (lines: number) => Array.from({length: lines}, (_, n) => `line ${n + 1}`);
const longAgo = {endedAt: 0};

describe('the log of a build that is over', () => {
	it('is read from its end to its beginning, and then left alone', async () => {
		const program = await watching('Failed', 23, longAgo);
		const seen: string[][] = [];
		program.store.subscribe(() => seen.push(logOf(program).texts));
		await program.clock.advance(5000);
		expect(seen.find(texts => texts.length > 0)).toEqual(all(23).slice(-5));
		expect(logOf(program)).toEqual({texts: all(23), fromStart: true, ended: true, gap: null});
		expect(program.port.count('GetLogEvents')).toBe(5);
		await program.clock.advance(60_000);
		expect(program.port.count('GetLogEvents')).toBe(5);
		expect(program.port.count('BatchGetBuilds')).toBe(1);
		program.engine.send({kind: 'watch-build', scope: 's', build: id});
		await program.clock.advance(5000);
		expect(program.port.count('GetLogEvents')).toBe(5);
		await program.end();
	});

	it('goes on where it was when a page fails', async () => {
		const program = await watching('Failed', 23, longAgo);
		await program.clock.advance(0);
		program.port.fail(new ProviderError('broken', 'SyntaxError', 'not JSON'), {
			operation: 'GetLogEvents',
			times: 3,
		});
		await program.clock.advance(60_000);
		expect(logOf(program)).toEqual({texts: all(23), fromStart: true, ended: true, gap: null});
		await program.end();
	});

	it('may be gone', async () => {
		const program = await watching('Failed', null, longAgo);
		await program.clock.advance(60_000);
		expect(logOf(program).gap).toEqual({kind: 'gone', what: 'stream'});
		expect(program.port.count('GetLogEvents')).toBe(1);
		await program.end();
	});
});

describe('the log of a build that runs', () => {
	it('is followed, while what stands before is read as well', async () => {
		const program = await watching('InProgress', 12);
		await program.clock.advance(1000);
		expect(logOf(program)).toMatchObject({texts: all(12), fromStart: true, ended: false});
		write(program, 7);
		await program.clock.advance(5000);
		expect(logOf(program)).toMatchObject({texts: all(19), ended: false});
		await program.end();
	});

	it("is followed until the last lines have arrived, some time after the build's end", async () => {
		const program = await watching('InProgress', 3);
		await program.clock.advance(1000);
		build(program, 'Failed');
		await program.clock.advance(6000);
		expect(logOf(program)).toMatchObject({texts: all(3), ended: false});
		write(program, 2);
		await program.clock.advance(20_000);
		expect(logOf(program)).toEqual({texts: all(5), fromStart: true, ended: true, gap: null});
		const before = program.port.count('GetLogEvents');
		await program.clock.advance(60_000);
		expect(program.port.count('GetLogEvents')).toBe(before);
		await program.end();
	});

	it('is not there yet at first', async () => {
		const program = await watching('InProgress', null, {log: {kind: 'not-yet'}});
		await program.clock.advance(1000);
		expect(logOf(program).gap).toEqual({kind: 'not-yet'});
		build(program, 'InProgress');
		await program.clock.advance(5000);
		expect(logOf(program).gap).toEqual({kind: 'not-yet'});
		write(program, 2);
		await program.clock.advance(6000);
		expect(logOf(program)).toMatchObject({texts: all(2), gap: null});
		await program.end();
	});
});

describe('a log that cannot be read', () => {
	it('says that it is denied, and is asked for less and less often', async () => {
		const program = await watching('InProgress', 5);
		program.port.fail(new ProviderError('denied', 'AccessDeniedException', 'not authorized'), {
			operation: 'GetLogEvents',
		});
		await program.clock.advance(600_000);
		expect(logOf(program).gap).toMatchObject({
			kind: 'trouble',
			trouble: {kind: 'denied', operation: 'GetLogEvents'},
		});
		expect(program.port.count('GetLogEvents')).toBeLessThan(10);
		expect(program.scope.trouble).toBeNull();
		await program.end();
	});

	it('says that the build is not known any more, that it has no log, or that it lies elsewhere', async () => {
		const none = new Program();
		await none.begin();
		none.engine.send({kind: 'watch-build', scope: 's', build: id});
		await none.clock.advance(1000);
		expect(logOf(none).gap).toEqual({kind: 'forgotten'});
		await none.end();
		const disabled = await watching('Succeeded', null, {log: {kind: 'disabled'}});
		await disabled.clock.advance(1000);
		expect(logOf(disabled).gap).toEqual({kind: 'disabled'});
		expect(await disabled.end()).toBe(0);
	});
});

it('is left alone as soon as nobody looks at it any more', async () => {
	const program = await watching('InProgress', 5);
	await program.clock.advance(6000);
	program.engine.send({kind: 'unwatch-build'});
	const before = program.port.count('GetLogEvents');
	await program.clock.advance(20_000);
	expect(program.port.count('GetLogEvents')).toBe(before);
	expect(await program.end()).toBe(0);
});

it('says nothing of a fault that is over with the next try, and says one that is not', async () => {
	const program = await watching('InProgress', 3);
	await program.clock.advance(1000);
	const gaps = new Set<string>();
	program.store.subscribe(() => gaps.add(logOf(program).gap?.kind ?? 'none'));
	const reset = new ProviderError('unreachable', 'ECONNRESET', 'the connection broke');
	program.port.fail(reset, {operation: 'GetLogEvents', times: 1});
	write(program, 2);
	await program.clock.advance(7000);
	expect(logOf(program)).toMatchObject({texts: all(5), gap: null});
	expect([...gaps]).toEqual(['none']);
	program.port.fail(reset, {operation: 'GetLogEvents', times: 2});
	await program.clock.advance(7000);
	expect(logOf(program).gap).toMatchObject({kind: 'trouble', trouble: {kind: 'unreachable'}});
	await program.clock.advance(30_000);
	expect(logOf(program)).toMatchObject({texts: all(5), gap: null});
	await program.end();
});
