import {describe, expect, it} from 'vitest';
import {ProviderError} from '../../source/providers/provider.ts';
import {tell} from '../../source/wording/words.ts';
import {ours, Program, sha} from './program.ts';

const [staging, production, approval] = ['DeployStaging', 'DeployProduction', 'ApproveDeployToProduction'];
const [base, taiko] = ['DeployStagingBaseSepolia', 'DeployStagingTaiko'];
const interval = 30_000;
const hour = 3600_000;
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
const offline = new ProviderError('unreachable', 'ENOTFOUND', 'no network');

function inStaging(program: Program): Program {
	for (const model of program.models) {
		model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
		model.start('own', ours).pass('own', 'Github').enter('own', staging);
		model.begin('own', staging, base).begin('own', staging, taiko);
	}
	return program;
}

function throughStaging(program: Program, name?: string) {
	const model = program.model(name);
	return model.finish('own', staging, base).finish('own', staging, taiko).stage(staging, 'Succeeded');
}

/** The looks since a time, by pipeline. */
function looksSince(program: Program, at: number): readonly number[] {
	return program.models.map(({definition}) => program.port.count('GetPipelineState', definition.name, at));
}

const words = (program: Program) =>
	program.store.getState().happened.map(notice => [notice.kind, tell(notice).text]);

describe('what happens between two looks', () => {
	it.each([
		['Succeeded', 'gate opened and was approved'],
		['Failed', 'gate opened and was rejected'],
	] as const)('is told of a gate that opened and was answered: %s', async (status, text) => {
		const program = await inStaging(new Program()).begin();
		await program.clock.advance(1000);
		throughStaging(program).enter('own', production).begin('own', production, approval);
		await program.clock.advance(5000);
		program.model().finish('own', production, approval, status);
		if (status === 'Failed') program.model().stage(production, 'Failed').end('own', 'Failed');
		else program.model().begin('own', production, 'DeployProductionTaiko');
		await program.clock.advance(10 * interval);
		expect(words(program).filter(([kind]) => kind === 'gate-answered')).toEqual([['gate-answered', text]]);
		expect(program.told).not.toContain('gate');
		await program.end();
	});

	it('is told of a gate in a stage that it had entered before', async () => {
		const program = inStaging(new Program());
		throughStaging(program).enter('own', production);
		await program.begin();
		program.model().begin('own', production, approval);
		await program.clock.advance(5000);
		program.model().finish('own', production, approval);
		program.model().begin('own', production, 'DeployProductionTaiko');
		await program.clock.advance(interval);
		expect(program.told).toEqual(['gate-answered']);
		await program.end();
	});

	it('is told of a gate though what else is asked for is not answered', async () => {
		const program = new Program();
		program.model().start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
		// Nothing but the filtered list tells which stage it was in.
		program.model().start('back', sha('9'), {rollback: true}).end('back', 'Succeeded');
		program.model().start('own', ours).pass('own', 'Github').enter('own', staging);
		program.model().begin('own', staging, base).begin('own', staging, taiko);
		await program.begin();
		const broken = new ProviderError('broken', 'SyntaxError', 'no JSON');
		await program.clock.advance(interval);
		throughStaging(program).enter('own', production).begin('own', production, approval);
		program.port.fail(broken, {operation: 'ListPipelineExecutions'});
		await program.clock.advance(2 * interval);
		expect(program.told).toEqual(['gate', 'trouble']);
		const asked = program.port.count('ListPipelineExecutions');
		program.port.heal();
		await program.clock.advance(4 * interval);
		expect(program.port.count('ListPipelineExecutions')).toBe(asked + 1);
		expect(program.follow().record.succeeded[production]?.newest?.id).toBe('old');
		await program.end();
	});

	it.each([
		['throttled', 'ThrottlingException'],
		['broken', 'InternalFailure'],
		['timeout', 'TimeoutError'],
	] as const)(
		'is told all that the state and the list tell while no record is answered: %s',
		async (kind, error) => {
			const program = inStaging(new Program({names: ['p', 'q']}));
			program.port.fail(new ProviderError(kind, error, 'not now'), {operation: 'ListActionExecutions'});
			await program.begin();
			await program.clock.advance(4 * interval);
			if (kind !== 'throttled') expect(program.troubles).toEqual([expect.stringMatching(/^trouble [pq]$/)]);
			expect(program.follow('p')).toMatchObject({standing: {kind: 'Running'}, trouble: {optional: true}});
			throughStaging(program, 'p').enter('own', production).begin('own', production, approval);
			await program.clock.advance(interval);
			expect(program.told.filter(each => each === 'gate')).toHaveLength(1);
			program
				.model('p')
				.finish('own', production, approval)
				.stage(production, 'Succeeded')
				.end('own', 'Succeeded');
			await program.clock.advance(3 * interval);
			expect(program.told.filter(each => each === 'done')).toHaveLength(1);
			expect(program.scope.pipelines.p?.trouble).toMatchObject({
				operation: 'ListActionExecutions',
				optional: true,
			});
			const asked = program.port.made.length;
			await program.clock.advance(40 * interval);
			const failing = program.port.made
				.slice(asked)
				.filter(each => each.operation === 'ListActionExecutions');
			expect(failing.length).toBeGreaterThan(0);
			// Two tries every fourth interval of each pipeline.
			expect(failing.length).toBeLessThanOrEqual(2 * 2 * 11);
			program.port.heal();
			await program.clock.advance(10 * interval);
			for (const name of ['p', 'q']) expect(program.scope.pipelines[name]?.trouble).toBeNull();
			expect(program.actionsKnown('own')).toBe(true);
			expect(program.troubles.at(-1)).toMatch(/^recovered/);
			expect(
				program.told.filter(each => each === 'gate' || each === 'done' || each === 'gate-answered'),
			).toEqual(['gate', 'done']);
			await program.end();
		},
	);

	it('takes keys that are refused in the middle of a look for the trouble of all', async () => {
		const program = inStaging(new Program({names: ['p', 'q']}));
		await program.begin();
		await program.clock.advance(interval);
		const expired = new ProviderError('expired', 'ExpiredTokenException', 'expired');
		program.port.fail(expired, {operation: 'ListActionExecutions'});
		throughStaging(program, 'p').enter('own', production).begin('own', production, approval);
		await program.clock.advance(2 * interval);
		expect(program.scope.trouble).toMatchObject({kind: 'expired'});
		expect(program.troubles).toEqual(['trouble']);
		program.port.heal();
		await program.clock.advance(10 * interval);
		expect(program.troubles).toEqual(['trouble', 'recovered']);
		await program.end();
	});

	it('is told no old story when a record is answered late', async () => {
		const program = inStaging(new Program());
		throughStaging(program).enter('own', production).begin('own', production, approval);
		program.model().finish('own', production, approval).begin('own', production, 'DeployProductionTaiko');
		program.model().finish('own', production, 'DeployProductionTaiko').stage(production, 'Succeeded');
		program.model().end('own', 'Succeeded').start('next', sha('b')).pass('next', 'Github', staging);
		program.model().enter('next', production).begin('next', production, approval);
		const broken = new ProviderError('broken', 'SyntaxError', 'no JSON');
		program.port.fail(broken, {operation: 'ListActionExecutions', times: 4});
		program.clock.set(program.clock.now() + hour);
		await program.begin();
		await program.clock.advance(20 * interval);
		expect(program.actionsKnown('own')).toBe(true);
		expect(program.told).not.toContain('gate-answered');
		await program.end();
	});

	it('is told of a failure though a rollback is in the stage already', async () => {
		const program = await inStaging(new Program()).begin();
		await program.clock.advance(60_000);
		const model = program.model().finish('own', staging, base).finish('own', staging, taiko, 'Failed');
		model.stage(staging, 'Failed').end('own', 'Failed');
		model.start('back', sha('0'), {rollback: true}).enter('back', staging);
		model.begin('back', staging, base).begin('back', staging, taiko);
		await program.clock.advance(2 * interval);
		expect(program.follow().standing.kind).toBe('Failed');
		expect(program.told).toEqual(['failed']);
		const reads = program.port.count('ListActionExecutions');
		await program.clock.advance(20 * interval);
		expect(program.port.count('ListActionExecutions')).toBe(reads);
		await program.end();
	});

	describe('of a condition that held back a stage and was overridden', () => {
		const overridden = ['failed', 'by a condition that was overridden'];
		const toldOf = (program: Program) =>
			program.store.getState().happened.map(notice => [notice.kind, tell(notice).more]);

		function entered(program = new Program()): Program {
			program.model().start('own', ours).pass('own', 'Github').enter('own', staging);
			return program;
		}

		function override(program: Program): void {
			program.model().check('own', staging, 'Errors', 'Failed').override(staging);
			program.model().begin('own', staging, base).begin('own', staging, taiko);
		}

		it('is told by one more call', async () => {
			const program = await entered().begin();
			await program.clock.advance(10_000);
			override(program);
			await program.clock.advance(10 * interval);
			expect(toldOf(program)).toEqual([overridden]);
			expect(program.port.count('ListRuleExecutions')).toBe(1);
			await program.end();
		});

		it('is told though the list of rules is behind', async () => {
			const program = await entered().begin();
			await program.clock.advance(10_000);
			program.model().override(staging).begin('own', staging, base);
			await program.clock.advance(interval);
			expect(program.port.count('ListRuleExecutions')).toBe(1);
			program.model().check('own', staging, 'Errors', 'Failed', interval);
			await program.clock.advance(10 * interval);
			expect(toldOf(program)).toEqual([overridden]);
			expect(program.port.count('ListRuleExecutions')).toBe(2);
			await program.end();
		});

		it('is told though another execution is in the stage when it is seen again', async () => {
			const program = entered();
			const [first, second, third] = program.model().definition.stages;
			if (first === undefined || second === undefined || third === undefined) throw new Error('three stages');
			program.model().redefine({stages: [first, {...second, conditional: true}, third]});
			await program.begin();
			program.port.fail(offline);
			await program.clock.advance(60_000);
			override(program);
			await program.clock.advance(60_000);
			throughStaging(program).enter('own', production).begin('own', production, approval);
			program.model().start('next', sha('c')).pass('next', 'Github').enter('next', staging);
			program.port.heal();
			await program.clock.advance(20 * interval);
			expect(toldOf(program)).toContainEqual(overridden);
			expect(program.port.count('ListRuleExecutions')).toBe(1);
			await program.end();
		});

		it('asks of no rules where none was', async () => {
			const program = await inStaging(new Program()).begin();
			throughStaging(program).enter('own', production);
			await program.clock.advance(10 * interval);
			expect(program.port.count('ListRuleExecutions')).toBe(0);
			await program.end();
		});

		it('is not told where its rules may not be read', async () => {
			const program = await entered().begin();
			program.port.fail(new ProviderError('denied', 'AccessDeniedException', 'no'), {
				operation: 'ListRuleExecutions',
			});
			await program.clock.advance(10_000);
			override(program);
			await program.clock.advance(20 * interval);
			expect(program.told).toEqual([]);
			expect(program.port.count('ListRuleExecutions')).toBeLessThan(5);
			await program.end();
		});
	});

	it('is told of a gate though the clock of the service is behind', async () => {
		const program = await inStaging(new Program()).begin();
		const now = program.clock.now();
		program.clock.set(now - 10 * 60_000);
		throughStaging(program).enter('own', production).begin('own', production, approval);
		program.model().finish('own', production, approval).begin('own', production, 'DeployProductionTaiko');
		program.clock.set(now);
		await program.clock.advance(interval);
		expect(program.told).toEqual(['gate-answered']);
		await program.end();
	});

	it('is not told of a gate that was seen open, nor of one that was answered before anybody looked', async () => {
		const program = inStaging(new Program({names: ['p', 'q']}));
		throughStaging(program, 'q').enter('own', production).begin('own', production, approval);
		program.model('q').finish('own', production, approval).begin('own', production, 'DeployProductionTaiko');
		await program.begin();
		throughStaging(program, 'p').enter('own', production).begin('own', production, approval);
		await program.clock.advance(interval);
		expect(program.told).toEqual(['gate']);
		program.model('p').finish('own', production, approval).begin('own', production, 'DeployProductionTaiko');
		await program.clock.advance(20 * interval);
		expect(program.told).toEqual(['gate']);
		await program.end();
	});

	it.each(['Succeeded', 'Failed'] as const)(
		'is told of an execution that started and ended: %s',
		async status => {
			const program = await new Program().begin();
			await program.clock.advance(1000);
			const model = program.model().start('own', ours).pass('own', 'Github');
			if (status === 'Succeeded') model.pass('own', staging, production);
			else model.enter('own', staging).begin('own', staging, taiko).finish('own', staging, taiko, 'Failed');
			if (status === 'Failed') model.stage(staging, 'Failed');
			model.end('own', status);
			await program.clock.advance(interval);
			const ends = program.told.filter(kind => kind !== 'gate-answered');
			expect(ends).toEqual([status === 'Succeeded' ? 'done' : 'failed']);
			expect(program.told.filter(kind => kind === 'gate-answered')).toHaveLength(
				status === 'Succeeded' ? 1 : 0,
			);
			await program.end();
		},
	);
});

describe('after a long time out of sight', () => {
	/** In `a` a gate opens, `b` fails, `c` is through. */
	function muchHappens(program: Program): void {
		throughStaging(program, 'a').enter('own', production).begin('own', production, approval);
		program.model('b').finish('own', staging, base).finish('own', staging, taiko, 'Failed');
		program.model('b').stage(staging, 'Failed').end('own', 'Failed');
		throughStaging(program, 'c').pass('own', production).end('own', 'Succeeded');
	}

	it('takes one look at each after the machine slept, within the budget, and tells all in one', async () => {
		const program = await inStaging(new Program({names, rate: 1})).begin();
		await program.clock.advance(120_000);
		muchHappens(program);
		program.clock.set(program.clock.now() + 8 * hour);
		const woken = program.clock.now();
		await program.clock.advance(5000);
		expect(program.port.count(null, null, woken)).toBeLessThanOrEqual(4 + 5);
		expect(program.scope.catchingUp).not.toBeNull();
		await program.clock.advance(20_000);
		expect(looksSince(program, woken)).toEqual(names.map(() => 1));
		expect(program.scope.catchingUp).toBeNull();
		expect(program.told.filter(kind => kind === 'meanwhile')).toHaveLength(1);
		const text = words(program).at(-1)?.[1];
		expect(text).toMatch(/^seen again after 8h\d\dm: 1 failed · 1 gate opened · .*1 done$/);
		await program.clock.advance(10 * interval);
		expect(program.told.filter(kind => kind === 'meanwhile')).toHaveLength(1);
		await program.end();
	});

	it('looks at what is settled too, and says nothing where nothing happened', async () => {
		const program = inStaging(new Program({names: ['p', 'q']}));
		throughStaging(program, 'q').pass('own', production).end('own', 'Succeeded');
		await program.begin();
		await program.clock.advance(interval);
		// Not long enough for the settled one to be due by itself.
		program.clock.set(program.clock.now() + 200_000);
		const woken = program.clock.now();
		await program.clock.advance(2000);
		expect(looksSince(program, woken)).toEqual([1, 1]);
		expect(program.scope.catchingUp).toBeNull();
		expect(program.told).toEqual(['done']);
		await program.end();
	});

	it('calls no time out of sight in which calls were answered, though no look got to its end', async () => {
		const many = Array.from({length: 60}, (_, index) => `p${index}`);
		const program = await inStaging(new Program({names: many, rate: 1})).begin();
		await program.clock.advance(10 * 60_000);
		for (const name of many) throughStaging(program, name).pass('own', production).end('own', 'Succeeded');
		program.engine.send({kind: 'look-now'});
		const throttled = new ProviderError('throttled', 'ThrottlingException', 'slow');
		program.port.fail(throttled, {pipeline: 'p0', times: 4});
		await program.clock.advance(10 * 60_000);
		expect(program.troubles).toContain('trouble');
		expect(program.told.filter(kind => kind === 'done')).toHaveLength(many.length);
		expect(program.told).not.toContain('meanwhile');
		await program.end();
	});

	it('takes one look at each when the network is back, and tells all in one', async () => {
		const program = await inStaging(new Program({names})).begin();
		await program.clock.advance(interval);
		program.port.fail(offline);
		await program.clock.advance(hour);
		muchHappens(program);
		program.port.heal();
		const healed = program.clock.now();
		await program.clock.advance(302_000);
		const ends = words(program).at(-1);
		expect(ends?.[0]).toBe('meanwhile');
		expect(ends?.[1]).toMatch(/^seen again after 1h0\dm: 1 failed · 1 gate opened · .*1 done$/);
		const seen = program.port.made.find(
			({at, operation}) => at >= healed && operation === 'GetPipelineState',
		);
		const looks = names.map(
			name =>
				program.port.made.filter(
					each =>
						each.pipeline === name &&
						each.operation === 'GetPipelineState' &&
						each.at < (seen?.at ?? 0) + 0.9 * interval &&
						each.at >= healed,
				).length,
		);
		expect(looks).toEqual(names.map(() => 1));
		await program.end();
	});

	it('takes a short time for what it is', async () => {
		const program = await inStaging(new Program({names: ['a', 'b', 'c']})).begin();
		program.port.fail(offline, {times: 6});
		await program.clock.advance(interval + 2000);
		muchHappens(program);
		await program.clock.advance(10 * interval);
		expect(program.told).not.toContain('meanwhile');
		expect(program.told).toContain('recovered');
		await program.end();
	});

	it('goes on at once when the clock is set back by hours', async () => {
		const program = await inStaging(new Program({names, rate: 1})).begin();
		await program.clock.advance(105_000);
		program.clock.set(program.clock.now() - 8 * hour);
		program.engine.send({kind: 'focus', focused: true});
		const set = program.port.made.length;
		await program.clock.advance(20_000);
		expect(program.port.made.slice(set).filter(each => each.pipeline !== null)).toHaveLength(names.length);
		await program.clock.advance(10 * interval);
		expect(program.port.made.length - set).toBeLessThanOrEqual(names.length * 11 + 1);
		expect(program.told).toEqual([]);
		await program.end();
	});
});
