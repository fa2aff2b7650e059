import {describe, expect, it} from 'vitest';
import {ProviderError} from '../../source/providers/provider.ts';
import {coalesced} from '../../source/store/coalesced.ts';
import {ours, Program, sha} from './program.ts';

const [staging, production] = ['DeployStaging', 'DeployProduction'];
const taiko = 'DeployStagingTaiko';
const interval = 30_000;
const minute = 60_000;
const dozen = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
const fleet = Array.from({length: 300}, (_, index) => `p${String(index).padStart(3, '0')}`);
const throttling = new ProviderError('throttled', 'ThrottlingException', 'Rate exceeded');

function running(program: Program, names: readonly string[]): Program {
	for (const model of program.models) {
		model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
		if (!names.includes(model.definition.name)) continue;
		model.start('own', ours).pass('own', 'Github').enter('own', staging).begin('own', staging, taiko);
	}
	return program;
}

describe('the real interval', () => {
	it('is the one that was asked for as long as the rate carries it', async () => {
		const program = await running(new Program({names: dozen, rate: 1}), dozen).begin();
		await program.clock.advance(4 * minute);
		expect(program.scope).toMatchObject({every: interval, slowedBy: null});
		await program.end();
	});

	it('is what the rate allows where that is less', async () => {
		const program = await running(new Program({names: dozen, rate: 1, interval: 5000}), dozen).begin();
		await program.clock.advance(2 * minute);
		expect(program.scope.every).toBe(12_000);
		const since = program.clock.now();
		await program.clock.advance(2 * minute);
		const looks = program.port.count('GetPipelineState', 'c', since);
		expect(Math.abs(looks - 10)).toBeLessThanOrEqual(1);
		await program.end();
	});

	it('counts what moves, and hardly what is settled', async () => {
		const program = await running(new Program({names: dozen, rate: 1, interval: 5000}), ['a', 'b']).begin();
		await program.clock.advance(6 * minute);
		expect(program.scope.every).toBe(5000);
		await program.end();
	});

	it('grows with throttling, and comes back with good answers', async () => {
		const program = await running(new Program({names: dozen, rate: 1}), dozen).begin();
		await program.clock.advance(2 * minute);
		program.port.fail(throttling, {times: 4});
		await program.clock.advance(40_000);
		expect(program.scope.slowedBy).toBe('ThrottlingException');
		expect(program.scope.every).toBeGreaterThan(interval);
		await program.clock.advance(10 * minute);
		expect(program.scope).toMatchObject({every: interval, slowedBy: null});
		await program.end();
	});
});

describe('the looks of several pipelines', () => {
	it('come at the same moments, also after one was looked at in between', async () => {
		const program = await running(new Program({names: dozen}), dozen).begin();
		await program.clock.advance(interval);
		program.engine.send({kind: 'inspect', pipeline: {scope: 's', name: 'c'}});
		await program.clock.advance(12_000);
		program.engine.send({kind: 'inspect', pipeline: {scope: 's', name: 'd'}});
		await program.clock.advance(10 * interval);
		const since = program.clock.now();
		await program.clock.advance(10 * interval);
		const moments = new Set(
			program.port.made
				.filter(({at, operation}) => at >= since && operation === 'GetPipelineState')
				.map(({at}) => Math.floor(at / 1000)),
		);
		expect(moments.size).toBeLessThanOrEqual(10);
		for (const name of dozen) expect(program.port.count('GetPipelineState', name, since)).toBe(10);
		await program.end();
	});

	it('make one frame', async () => {
		const program = await running(new Program({names: dozen, rate: 50}), dozen).begin();
		const screen = coalesced(program.store, program.clock, {any: 200, aged: () => 200});
		let frames = 0;
		screen.subscribe(() => frames++);
		await program.clock.advance(10 * interval);
		// Of the burst, and of the others.
		expect(frames).toBeLessThanOrEqual(2.5 * 10);
		await program.end();
	});
});

it('takes at most three calls to find a commit and four with the first look, the moving ones first', async () => {
	const ourOwn = fleet.filter((_, index) => index % 30 === 29);
	const program = running(new Program({names: fleet, rate: 10}), ourOwn);
	const seenAt = new Map<string, number>();
	const callsFor = (name: string) => program.port.made.filter(({pipeline}) => pipeline === name).length;
	program.store.subscribe(() => {
		for (const {name, lookedAt} of Object.values(program.scope.pipelines)) {
			if (lookedAt === null || seenAt.has(name)) continue;
			seenAt.set(name, seenAt.size);
			expect(callsFor(name)).toBeLessThanOrEqual(4);
		}
	});
	await program.begin();
	await program.clock.advance(150_000);
	expect(seenAt.size).toBe(fleet.length);
	for (const name of ourOwn) expect(seenAt.get(name)).toBeLessThan(2 * ourOwn.length);
	await program.end();
});

it('serves what somebody looks at before all others, however long these wait', async () => {
	const program = running(new Program({names: fleet, rate: 1}), fleet);
	await program.begin();
	await program.clock.advance(2 * minute);
	const since = program.clock.now();
	program.engine.send({kind: 'inspect', pipeline: {scope: 's', name: 'p299'}});
	await program.clock.advance(12_000);
	expect(program.port.count(null, 'p299', since)).toBeGreaterThanOrEqual(3);
	await program.end();
});

it('looks seldom at what waits for a person, but at every interval while somebody looks at it', async () => {
	const program = new Program();
	const model = program.model().start('own', ours).pass('own', 'Github', staging);
	model.enter('own', production).begin('own', production, 'ApproveDeployToProduction');
	await program.begin();
	const looksIn = async (time: number) => {
		const before = program.port.count('GetPipelineState');
		await program.clock.advance(time);
		return program.port.count('GetPipelineState') - before;
	};
	expect(await looksIn(12 * interval)).toBe(4);
	program.engine.send({kind: 'inspect', pipeline: {scope: 's', name: 'p'}});
	await program.clock.advance(2 * interval);
	expect(await looksIn(12 * interval)).toBe(12);
	program.engine.send({kind: 'inspect', pipeline: null});
	await program.clock.advance(2 * interval);
	expect(await looksIn(12 * interval)).toBe(4);
	await program.end();
});

describe('a long action', () => {
	it('is looked at seldom, as its past runs are read after the first picture, and its end is told within a look', async () => {
		const program = new Program();
		const model = program.model();
		for (let n = 0; n < 3; n++) {
			model.start(`e${n}`, sha('b')).pass(`e${n}`, 'Github').enter(`e${n}`, staging);
			model.begin(`e${n}`, staging, taiko);
			program.clock.set(program.clock.now() + 100 * minute);
			model.finish(`e${n}`, staging, taiko).stage(staging, 'Succeeded').end(`e${n}`, 'Succeeded');
		}
		running(program, ['p']);
		await program.begin();
		const started = program.clock.now();
		await program.clock.advance(minute);
		expect(program.follow().record.pastRuns).not.toBeNull();
		const records = program.port.count('ListActionExecutions');
		const looks = () => program.port.count('GetPipelineState');
		const before = looks();
		await program.clock.advance(40 * minute);
		expect(looks() - before).toBeLessThanOrEqual(21);
		await program.clock.advance(started + 72 * minute - program.clock.now());
		const near = looks();
		await program.clock.advance(10 * minute);
		expect(looks() - near).toBeGreaterThanOrEqual(19);
		expect(program.port.count('ListActionExecutions')).toBe(records);
		await program.end();
	});

	it('is looked at at every interval where past runs cannot be read, which is no trouble', async () => {
		const program = running(new Program(), ['p']);
		let asked = 0;
		program.port.runs = async () => {
			asked++;
			throw new ProviderError('denied', 'AccessDeniedException', 'not authorized');
		};
		await program.begin();
		await program.clock.advance(50 * minute);
		expect(program.port.count('GetPipelineState')).toBeGreaterThanOrEqual(100);
		expect(asked).toBe(1);
		expect(program.troubles).toEqual([]);
		await program.end();
	});
});

describe('past runs', () => {
	const recorded = (program: Program) => program.port.count('ListActionExecutions');

	it('are read once there is a first picture of all, a page of each pipeline that carries the commit, one at a time', async () => {
		const program = running(new Program({names: dozen, rate: 1}), ['a', 'b', 'c']);
		const pages: string[] = [];
		const {runs} = program.port;
		program.port.runs = async (...asked) => {
			const unseen = Object.values(program.scope.pipelines).filter(({lookedAt}) => lookedAt === null);
			expect(unseen).toEqual([]);
			pages.push(asked[0]);
			return runs.call(program.port, ...asked);
		};
		await program.begin();
		await program.clock.advance(2 * minute);
		expect(pages).toEqual(['a', 'b', 'c']);
		const known = recorded(program);
		await program.clock.advance(20 * minute);
		expect(recorded(program)).toBe(known);
		await program.end();
	});

	it('are not read while the service slows us down, nor where records are denied', async () => {
		const program = running(new Program({names: ['a', 'b']}), ['a', 'b']);
		let pages = 0;
		program.port.runs = async () => {
			pages++;
			return {items: [], next: null};
		};
		program.port.fail(throttling, {times: 2, operation: 'GetPipelineState'});
		program.port.fail(new ProviderError('denied', 'AccessDeniedException', 'no'), {
			operation: 'ListActionExecutions',
			pipeline: 'b',
		});
		await program.begin();
		expect(program.scope.slowedBy).not.toBeNull();
		expect(pages).toBe(0);
		await program.clock.advance(10 * minute);
		expect(program.scope.slowedBy).toBeNull();
		expect(pages).toBe(1);
		await program.end();
	});

	it('are asked for again later where they could not be read', async () => {
		const program = running(new Program(), ['p']);
		let pages = 0;
		program.port.runs = async () => {
			pages++;
			throw new ProviderError('timeout', 'TimeoutError', 'no answer in time');
		};
		await program.begin();
		await program.clock.advance(9 * minute);
		expect(pages).toBe(1);
		await program.clock.advance(3 * minute);
		expect(pages).toBe(2);
		expect(program.troubles).toEqual([]);
		await program.end();
	});
});
