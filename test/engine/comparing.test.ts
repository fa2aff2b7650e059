import {describe, expect, it} from 'vitest';
import {sameReasonAs} from '../../source/diagnosis/same-reason.ts';
import type {Build} from '../../source/domain/build.ts';
import {comparisonOf} from '../../source/domain/compare-of.ts';
import {ProviderError} from '../../source/providers/provider.ts';
import {ours, Program, sha} from './program.ts';

const stage = 'DeployStaging';
const taiko = 'DeployStagingTaiko';
const place = {scope: 's', pipeline: 'p', execution: 'red', stage, action: taiko};

/** An account in which an action was green and now runs again, some executions later; nobody looks at it yet. */
async function account(between = 0) {
	const program = new Program();
	const model = program.model();
	model.start('green', sha('b')).pass('green', 'Github', stage);
	for (let n = 0; n < between; n++) {
		await program.clock.advance(60_000);
		model.start(`e${n}`, sha('c')).pass(`e${n}`, 'Github').end(`e${n}`, 'Superseded');
	}
	await program.clock.advance(60_000);
	model.start('red', ours).pass('red', 'Github').enter('red', stage).begin('red', stage, taiko);
	const [green, red] = ['green', 'red'].map(id => buildOf(program, id));
	write(program, green, 'Succeeded', ['> all is well', 'done in 3s']);
	write(program, red, 'InProgress', ['all is lost', 'done in 4s']);
	return {program, model, green, red};
}

function buildOf(program: Program, execution: string): string {
	const run = program
		.model()
		.record(execution)
		.find(({action}) => action === taiko);
	return run?.build ?? '';
}

function write(
	program: Program,
	id: string | undefined,
	status: Build['status'],
	lines: readonly string[],
): void {
	if (id === undefined) throw new Error('no build');
	const now = program.clock.now();
	program.port.buildRecords.set(id, {
		id,
		project: taiko,
		status,
		phases: [],
		startedAt: now,
		endedAt: status === 'InProgress' ? null : 0,
		log: {kind: 'stream', group: 'g', stream: id},
		url: null,
	});
	program.port.logs.set(
		id,
		lines.map((text, at) => ({at, text})),
	);
}

/** The same account, after the action has failed. */
async function failed(between = 0) {
	const {program, model, green = '', red = ''} = await account(between);
	model.finish('red', stage, taiko, 'Failed').stage(stage, 'Failed').end('red', 'Failed');
	write(program, red, 'Failed', ['all is lost', 'done in 4s']);
	await program.begin();
	return {program, green, red};
}

const denied = new ProviderError('denied', 'AccessDeniedException', 'not authorized');
const throttled = new ProviderError('throttled', 'ThrottlingException', 'Rate exceeded');

function watch({engine, clock}: Program, build: string): Promise<void> {
	engine.send({kind: 'watch-build', scope: 's', build});
	return clock.advance(5000);
}

/** The calls that only comparing makes: the pages of past runs and the green build. */
function asked({port}: Program, since: number) {
	const records = port.count('ListActionExecutions', 'p', since);
	return {
		records,
		builds: port.count('BatchGetBuilds', null, since),
		logs: port.count('GetLogEvents', null, since),
	};
}

describe('a failed build that is watched', () => {
	it('is compared with the last green run, and with what that printed', async () => {
		const {program, green, red} = await failed();
		const since = program.clock.now();
		await watch(program, red);
		expect(comparisonOf(program.store.getState(), place, sameReasonAs)).toMatchObject({
			lastGreen: {execution: 'green', commit: sha('b'), build: green},
			earlier: 1,
		});
		expect(Object.keys(program.scope.greens)).toEqual([green]);
		expect(program.scope.greens[green]).toMatchObject({whole: true});
		expect(program.scope.greens[green]?.masked.has('done in #')).toBe(true);
		// Its own, the green one for its log, and those that tell how long its phases usually take.
		expect(asked(program, since)).toEqual({records: 1, builds: 3, logs: 2});
		await program.end();
	});

	it('costs nothing more when it is opened again', async () => {
		const {program, red} = await failed();
		await watch(program, red);
		program.engine.send({kind: 'unwatch-build'});
		const since = program.clock.now() + 1;
		await program.clock.advance(20_000);
		await watch(program, red);
		program.engine.send({kind: 'read-runs', ...place});
		await program.clock.advance(5000);
		expect(asked(program, since)).toMatchObject({records: 0, builds: 0});
		await program.end();
	});

	it('has its last green run sought on older pages, but not without end', async () => {
		const read = async (between: number) => {
			const {program, green, red} = await failed(between);
			program.port.pageSize = 1;
			const since = program.clock.now();
			await watch(program, red);
			await program.end();
			return {pages: asked(program, since).records, found: program.scope.greens[green] !== undefined};
		};
		expect(await read(0)).toEqual({pages: 3, found: true});
		expect(await read(1)).toEqual({pages: 3, found: false});
	});

	it('is compared only once it has failed', async () => {
		const {program, model, green = '', red = ''} = await account();
		await program.begin();
		const since = program.clock.now();
		await watch(program, red);
		expect(asked(program, since).records).toBe(0);
		model.finish('red', stage, taiko, 'Failed').stage(stage, 'Failed');
		write(program, red, 'Failed', ['all is lost']);
		await program.clock.advance(40_000);
		expect(program.scope.greens[green]).toBeDefined();
		await program.end();
	});

	it('is compared with nothing where it ended well, or nobody watches it any more', async () => {
		const {program, green} = await failed();
		const since = program.clock.now();
		await watch(program, green);
		expect(asked(program, since).records).toBe(0);
		await program.end();
		const other = await account();
		await other.program.begin();
		await watch(other.program, other.red ?? '');
		other.program.engine.send({kind: 'unwatch-build'});
		other.model.finish('red', stage, taiko, 'Failed').stage(stage, 'Failed');
		await other.program.clock.advance(60_000);
		expect(other.program.scope.greens).toEqual({});
		expect(await other.program.end()).toBe(0);
	});
});

describe('what cannot be read', () => {
	it.each(['ListActionExecutions', 'BatchGetBuilds', 'GetLogEvents'])(
		'is no trouble: %s',
		async operation => {
			const {program, green, red} = await failed();
			program.port.buildRecords.delete(operation === 'BatchGetBuilds' ? green : '');
			program.port.fail(denied, {operation});
			await watch(program, red);
			expect(program.scope.greens).toEqual({});
			expect(program.scope.trouble).toBeNull();
			expect(program.scope.pipelines.p?.trouble).toBeNull();
			await program.end();
		},
	);

	it('is asked for again when the next one looks, but not what is denied', async () => {
		for (const [error, again] of [
			[new ProviderError('timeout', 'TimeoutError', 'no answer'), 1],
			[denied, 0],
		] as const) {
			const {program} = await failed();
			program.port.fail(error, {operation: 'ListActionExecutions', times: 1});
			program.engine.send({kind: 'read-runs', ...place});
			await program.clock.advance(1000);
			const since = program.clock.now();
			program.engine.send({kind: 'read-runs', ...place});
			await program.clock.advance(1000);
			expect(asked(program, since).records).toBe(again);
			await program.end();
		}
	});

	it('goes back as far as somebody wants to see, five pages at most, and asks for none twice', async () => {
		const {program} = await failed(30);
		program.port.pageSize = 4;
		const read = async (minutesAgo: number) => {
			const now = program.clock.now();
			program.engine.send({kind: 'read-runs', ...place, since: now - minutesAgo * 60_000});
			await program.clock.advance(10_000);
			return asked(program, now).records;
		};
		const oldest = () => {
			const runs = program.scope.pipelines.p?.pastRuns ?? [];
			return (program.clock.now() - Math.min(...runs.map(({startedAt}) => startedAt ?? 0))) / 60_000;
		};
		const pages = await read(6);
		expect(pages).toBeGreaterThan(1);
		expect(oldest()).toBeGreaterThan(6);
		expect(oldest()).toBeLessThan(6 + 5);
		expect(await read(6)).toBe(0);
		expect(await read(10_000)).toBe(5 - pages);
		expect(await read(10_000)).toBe(0);
		await program.end();
	});

	it('is not asked for while the service slows us down', async () => {
		const {program} = await failed();
		program.port.fail(throttled, {operation: 'GetPipelineState', times: 1});
		program.engine.send({kind: 'look-now'});
		await program.clock.advance(100);
		const since = program.clock.now();
		program.engine.send({kind: 'read-runs', ...place});
		await program.clock.advance(5000);
		expect(asked(program, since).records).toBe(0);
		for (let look = 0; look < 12; look++) {
			program.engine.send({kind: 'look-now'});
			await program.clock.advance(10_000);
		}
		expect(program.scope.pipelines.p?.pastRuns).not.toBeNull();
		expect(await program.end()).toBe(0);
	});
});
