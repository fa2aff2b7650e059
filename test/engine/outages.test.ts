import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {TroubleKind} from '../../source/domain/trouble.ts';
import {isUpToUser} from '../../source/domain/trouble.ts';
import {ProviderError} from '../../source/providers/provider.ts';
import {ours, Program, sha} from './program.ts';

const [staging, production] = ['DeployStaging', 'DeployProduction'];
const [base, taiko] = ['DeployStagingBaseSepolia', 'DeployStagingTaiko'];
const interval = 30_000;
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const fault = (kind: TroubleKind) => new ProviderError(kind, `Of${kind}`, 'not now');

/** Ours is in staging of the first half of the pipelines, and through the others. */
function moving(program: Program): Program {
	for (const [index, model] of program.models.entries()) {
		model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
		model.start('own', ours).pass('own', 'Github');
		if (index >= program.models.length / 2) model.pass('own', staging, production).end('own', 'Succeeded');
		else model.enter('own', staging).begin('own', staging, base).begin('own', staging, taiko);
	}
	return program;
}

describe('while nobody is reached', () => {
	it.each(['unreachable', 'timeout'] as const)('one call an interval asks for all: %s', async kind => {
		const program = await moving(new Program({names})).begin();
		await program.clock.advance(2 * interval);
		program.port.fail(fault(kind));
		await program.clock.advance(3 * interval);
		const before = program.port.made.length;
		await program.clock.advance(40 * interval);
		expect(program.port.made.length - before).toBe(40);
		expect(new Set(program.port.made.slice(before).map(({pipeline}) => pipeline)).size).toBe(names.length);
		expect(program.scope.trouble?.retryAt).toBeLessThanOrEqual(program.clock.now() + interval);
		await program.end();
	});

	it('all are looked at as soon as one is answered', async () => {
		const program = await moving(new Program({names})).begin();
		await program.clock.advance(2 * interval);
		program.port.fail(fault('unreachable'));
		await program.clock.advance(10 * interval);
		program.port.heal();
		const healed = program.clock.now();
		await program.clock.advance(interval + 1000);
		for (const name of names) expect(program.port.count('GetPipelineState', name, healed)).toBe(1);
		expect(program.troubles).toEqual(['trouble', 'recovered']);
		await program.end();
	});

	it('the user is not kept waiting, nor anybody by a clock that was set back', async () => {
		const program = await moving(new Program({names})).begin();
		program.port.fail(fault('unreachable'));
		await program.clock.advance(4 * interval);
		program.port.heal();
		program.clock.set(program.clock.now() - 3600_000);
		program.engine.send({kind: 'look-now'});
		await program.clock.advance(1000);
		expect(program.scope.trouble).toBeNull();
		await program.end();
	});
});

describe('an outage', () => {
	it.each(['broken', 'unreachable', 'timeout'] as const)('is told once, and its end once: %s', async kind => {
		for (const length of [4000, 11_000, 50_000, 300_000]) {
			const program = await moving(new Program({names, interval: 3000})).begin();
			await program.clock.advance(20_000);
			program.port.fail(fault(kind));
			await program.clock.advance(length);
			program.port.heal();
			await program.clock.advance(12_500);
			expect(program.troubles).toEqual(['trouble', 'recovered']);
			for (const name of names) expect(program.follow(name).trouble).toBeNull();
			await program.clock.advance(60_000);
			expect(program.troubles).toEqual(['trouble', 'recovered']);
			await program.end();
		}
	});

	it('of the service is over for all within four intervals, however long it was', async () => {
		const program = await moving(new Program({names})).begin();
		program.port.fail(fault('broken'));
		await program.clock.advance(3600_000);
		program.port.heal();
		const healed = program.clock.now();
		await program.clock.advance(4 * interval + 1000);
		for (const name of names) expect(program.follow(name).asOf).toBeGreaterThan(healed);
		expect(program.troubles).toEqual(['trouble', 'recovered']);
		await program.end();
	});

	it('of one pipeline is told as that, though no other one was due', async () => {
		const program = moving(new Program({names: ['a', 'b']}));
		await program.begin();
		await program.clock.advance(2 * interval);
		program.port.fail(fault('broken'), {pipeline: 'a'});
		await program.clock.advance(interval + 2000);
		expect(program.troubles).toEqual(['trouble a']);
		program.port.heal();
		await program.clock.advance(4 * interval);
		expect(program.troubles).toEqual(['trouble a', 'recovered a']);
		await program.end();
	});
});

const kinds = ['throttled', 'unreachable', 'timeout', 'broken', 'expired'] as const;
const operations = ['GetPipelineState', 'ListActionExecutions', 'ListPipelineExecutions', 'GetPipeline'];

it('tells the end of all trouble that it told, and of none that is over', async () => {
	const step = fc.record({
		wait: fc.oneof(fc.integer({min: 1, max: 2000}), fc.integer({min: 1, max: 200_000})),
		heal: fc.boolean(),
		kind: fc.constantFrom(...kinds),
		pipeline: fc.option(fc.constantFrom(...names)),
		operation: fc.option(fc.constantFrom(...operations)),
		times: fc.option(fc.integer({min: 1, max: 12}), {nil: Number.POSITIVE_INFINITY}),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, {minLength: 1, maxLength: 16}), async steps => {
			const program = await moving(new Program({names})).begin();
			const well: {from: number; until: number}[] = [];
			for (const {wait, heal, kind, pipeline, operation, times} of steps) {
				const from = program.clock.now();
				if (heal) {
					program.port.heal();
					well.push({from, until: from + wait});
				} else program.port.fail(fault(kind), {pipeline, operation, times});
				await program.clock.advance(wait);
			}
			program.port.heal();
			well.push({from: program.clock.now(), until: Number.POSITIVE_INFINITY});
			// The longest pause, and a look at what is settled.
			await program.clock.advance(300_000 + 12 * interval);
			const open = new Set<string>();
			const covered = new Set<string>();
			for (const notice of program.store.getState().happened) {
				const subject = notice.pipeline ?? '';
				if (notice.kind === 'trouble') {
					const key = notice.trouble.optional ? `${subject} ${notice.trouble.operation}` : subject;
					expect(well.filter(({from, until}) => notice.at > from && notice.at < until)).toEqual([]);
					if (open.has(key)) expect(isUpToUser(notice.trouble.kind)).toBe(true);
					open.add(key);
				}
				if (notice.kind !== 'recovered') continue;
				const closes = [...open].filter(key => key === subject || key.startsWith(`${subject} `));
				if (subject === '') {
					expect(open.has('')).toBe(true);
					for (const key of open) covered.add(key);
					open.clear();
					continue;
				}
				expect(closes.length > 0 || [...covered].some(key => key.split(' ')[0] === subject)).toBe(true);
				open.delete(closes[0] ?? '');
			}
			expect([...open]).toEqual([]);
			expect(program.store.getState().troubles).toEqual([]);
			for (const name of names) expect(program.follow(name).trouble).toBeNull();
			await program.end();
		}),
		{numRuns: 60},
	);
}, 60_000);
