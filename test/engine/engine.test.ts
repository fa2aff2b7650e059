import {describe, expect, it} from 'vitest';
import {ProviderError} from '../../source/providers/provider.ts';
import {action} from '../pipeline-model.ts';
import type {Made} from '../port.ts';
import {KnownHistory, ours, Program, sha, tracked} from './program.ts';

const [staging, production, approval] = ['DeployStaging', 'DeployProduction', 'ApproveDeployToProduction'];
const [base, taiko] = ['DeployStagingBaseSepolia', 'DeployStagingTaiko'];
const interval = 30_000;
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];

const throttling = new ProviderError('throttled', 'ThrottlingException', 'Rate exceeded');
const expired = new ProviderError('expired', 'ExpiredTokenException', 'The token has expired', {
	hint: 'log in',
});
const denied = new ProviderError('denied', 'AccessDeniedException', 'not authorized');
const timeout = new ProviderError('timeout', 'TimeoutError', 'no answer in time');

/** Ours is in staging of every pipeline. */
function inStaging(program: Program): Program {
	for (const model of program.models) {
		model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
		model.start('own', ours).pass('own', 'Github').enter('own', staging);
		model.begin('own', staging, base).begin('own', staging, taiko);
	}
	return program;
}

describe('how many calls it takes', () => {
	it('takes at most four a pipeline for the first picture', async () => {
		const program = inStaging(new Program({names}));
		let first: readonly Made[] = [];
		program.store.subscribe(() => {
			const isWhole = names.every(name => (program.scope.pipelines[name]?.lookedAt ?? null) !== null);
			if (first.length === 0 && isWhole) first = [...program.port.made];
		});
		await program.begin();
		expect(names.map(name => program.follow(name).standing.kind)).toEqual(names.map(() => 'Running'));
		for (const name of names)
			expect(first.filter(({pipeline}) => pipeline === name).length).toBeLessThanOrEqual(4);
		expect(program.port.count('ListPipelines')).toBe(1);
		await program.end();
	});

	it('takes one call a look, of the state, while nothing happens', async () => {
		const program = await inStaging(new Program()).begin();
		const before = program.port.made.length;
		await program.clock.advance(10 * interval);
		expect(program.port.made.slice(before).map(({operation}) => operation)).toEqual(
			Array.from({length: 10}, () => 'GetPipelineState'),
		);
		await program.end();
	});

	it('takes hardly more over a whole run, and knows what happens within a look', async () => {
		const program = await inStaging(new Program()).begin();
		const model = program.model();
		const looks = () => program.port.count('GetPipelineState');
		const [calls, begun] = [program.port.made.length, looks()];
		await program.clock.advance(20 * interval);
		model.finish('own', staging, base);
		await program.clock.advance(10 * interval);
		model.finish('own', staging, taiko).stage(staging, 'Succeeded');
		model.enter('own', production).begin('own', production, approval);
		await program.clock.advance(interval);
		expect(program.follow().standing.kind).toBe('Gate');
		await program.clock.advance(20 * interval);
		model.finish('own', production, approval);
		model.begin('own', production, 'DeployProductionTaiko');
		model.begin('own', production, 'DeployProductionBaseMainnet');
		await program.clock.advance(20 * interval);
		model
			.finish('own', production, 'DeployProductionTaiko')
			.finish('own', production, 'DeployProductionBaseMainnet');
		model.stage(production, 'Succeeded').end('own', 'Succeeded');
		await program.clock.advance(interval);
		expect(program.follow().standing.kind).toBe('Succeeded');
		expect(program.told).toEqual(['gate', 'done']);
		expect(program.follow().record.givenUp).toEqual([]);
		const over = program.port.made.length - calls - program.port.count('ListPipelines') + 1;
		expect(over / (looks() - begun)).toBeLessThanOrEqual(1.05);
		await program.end();
	});

	it.each([
		[
			'without ids on the rows',
			(program: Program) => {
				program.model().rowIds = false;
			},
		],
		[
			'whose list lags behind for good',
			(program: Program) => {
				program
					.model()
					.finish('own', staging, base)
					.finish('own', staging, taiko)
					.stage(staging, 'Succeeded');
			},
		],
		[
			'whose definition lags behind for good',
			(program: Program) => {
				const {snapshot} = program.model();
				program.model().snapshot = () => ({...snapshot.call(program.model()), version: 7});
			},
		],
		[
			'that shows an execution which no list names',
			(program: Program) => {
				const {snapshot} = program.model();
				program.model().snapshot = () => {
					const seen = snapshot.call(program.model());
					const latest = {execution: 'nobody', status: 'Succeeded', rollback: false} as const;
					return {
						...seen,
						stages: seen.stages.map((stage, index) => (index === 0 ? {...stage, latest} : stage)),
					};
				};
			},
		],
		[
			'whose newest execution never tells its commit',
			(program: Program) => {
				program.model().start('nameless', []).enter('nameless', 'Github');
			},
		],
	])('does not ask twice a look for ever of a pipeline %s', async (_, strange) => {
		const program = await inStaging(new Program()).begin();
		strange(program);
		await program.clock.advance(20 * interval);
		const before = program.port.made.length;
		await program.clock.advance(20 * interval);
		expect(program.port.made.length - before).toBeLessThanOrEqual(23);
		await program.end();
	});

	it('takes one call a look of a PARALLEL pipeline while something of it runs', async () => {
		const program = new Program();
		const model = program.model().redefine({mode: 'PARALLEL'});
		model.start('own', ours).pass('own', 'Github').enter('own', staging).begin('own', staging, base);
		await program.begin();
		const before = program.port.made.length;
		await program.clock.advance(10 * interval);
		expect(program.port.made.slice(before).map(({operation}) => operation)).toEqual(
			Array.from({length: 10}, () => 'ListActionExecutions'),
		);
		model.finish('own', staging, base, 'Failed').end('own', 'Failed');
		await program.clock.advance(interval);
		expect(program.follow().standing).toMatchObject({kind: 'Failed', failed: [{name: base}]});
		model.redefine({mode: 'SUPERSEDED'});
		await program.clock.advance(30 * interval);
		expect(program.follow().record.definition?.mode).toBe('SUPERSEDED');
		await program.end();
	});

	it('goes on reading a PARALLEL execution that is called failed while siblings run on', async () => {
		const program = new Program();
		const model = program.model().redefine({mode: 'PARALLEL'});
		model.start('own', ours).pass('own', 'Github').enter('own', staging).begin('own', staging, base);
		model.begin('own', staging, taiko).finish('own', staging, taiko, 'Failed').end('own', 'Failed');
		await program.begin();
		expect(program.follow().standing.kind).toBe('Running');
		model.finish('own', staging, base);
		await program.clock.advance(interval);
		expect(program.follow().standing).toMatchObject({kind: 'Failed', failed: [{name: taiko}]});
		await program.end();
	});

	it('looks at nothing more often than the interval, and at what is done rarely', async () => {
		const program = inStaging(new Program({names: ['p', 'q']}));
		program.model('q').finish('own', staging, base).finish('own', staging, taiko).stage(staging, 'Succeeded');
		program.model('q').pass('own', production).end('own', 'Succeeded');
		await program.begin();
		await program.clock.advance(20 * interval + 1);
		const times = (name: string) =>
			program.port.made
				.filter(({operation, pipeline}) => operation === 'GetPipelineState' && pipeline === name)
				.map(({at}) => at);
		const pauses = times('p')
			.slice(2)
			.map((at, index) => at - (times('p')[index + 1] ?? 0));
		expect(pauses).toEqual(Array.from({length: 19}, () => interval));
		expect(times('q')).toHaveLength(3);
		await program.end();
	});

	it('keeps to the rate, and serves all of them', async () => {
		const program = await inStaging(new Program({names, rate: 1, interval: 1000})).begin();
		const begun = program.clock.now();
		await program.clock.advance(120_000);
		expect(program.port.made.length).toBeLessThanOrEqual(4 + 122);
		expect(program.port.count(null, null, begun + 60_000)).toBeGreaterThan(55);
		for (const name of names) expect(program.follow(name).asOf).not.toBeNull();
		await program.end();
	});
});

describe('finding the executions of a commit', () => {
	it("reads on over all pages, and no further than the commit's time", async () => {
		const program = new Program();
		program.port.pageSize = 5;
		program.model().start('own', ours).end('own', 'Failed');
		for (let n = 0; n < 12; n++) program.model().start(`e${n}`, sha('b')).end(`e${n}`, 'Succeeded');
		await program.begin();
		expect(program.follow().own?.id).toBe('own');
		expect(program.port.count('ListPipelineExecutions')).toBe(3);
		await program.end();
	});

	it('stops where no execution can be older than the commit', async () => {
		const program = new Program();
		program.port.pageSize = 5;
		const model = program.model();
		for (let n = 0; n < 12; n++) {
			model.start(`e${n}`, sha('b')).end(`e${n}`, 'Succeeded');
			program.clock.set(program.clock.now() + 3600_000);
		}
		await program.begin({...tracked, at: program.clock.now()});
		expect(program.port.count('ListPipelineExecutions')).toBe(1);
		expect(program.follow().standing).toEqual({kind: 'Awaited', searching: false});
		await program.end();
	});

	it('waits for one that starts late, then calls it not triggered, and finds it all the same', async () => {
		const program = await new Program().begin();
		expect(program.follow().standing.kind).toBe('Awaited');
		await program.clock.advance(5 * interval);
		expect(program.follow().standing.kind).toBe('Awaited');
		await program.clock.advance(2 * interval);
		expect(program.follow().standing).toEqual({kind: 'NotTriggered', reason: 'no-execution'});
		program.model().start('own', ours).enter('own', 'Github').begin('own', 'Github', 'Github');
		await program.clock.advance(10 * interval);
		expect(program.follow().standing.kind).toBe('Running');
		await program.end();
	});

	it('leaves pipelines of other repositories alone', async () => {
		const program = new Program({names: ['p', 'q'], history: new KnownHistory('acme/widgets')});
		const source = action('Github', {category: 'Source', repository: 'acme/gadgets'});
		program.model('q').redefine({stages: [{name: 'Github', actions: [source]}]});
		await program.begin();
		expect(program.follow('q').standing).toEqual({kind: 'NotTriggered', reason: 'other-repository'});
		const before = program.port.count(null, 'q');
		expect(before).toBe(2);
		await program.clock.advance(20 * interval);
		expect(program.port.count(null, 'q') - before).toBe(2);
		await program.end();
	});

	it('asks for a commit that stands at a gate and is on no page', async () => {
		const program = new Program();
		const model = program.model();
		model.start('ancient', sha('0')).pass('ancient', 'Github', staging).enter('ancient', production);
		model.begin('ancient', production, approval);
		program.port.pageSize = 1;
		model.start('own', ours).pass('own', 'Github', staging).wait('own', production);
		await program.begin();
		expect(program.follow().standing).toMatchObject({
			kind: 'Behind',
			obstacle: {kind: 'gate-held', by: {execution: 'ancient', commit: sha('0')}},
		});
		const before = program.port.count('GetPipelineExecution');
		await program.clock.advance(5 * interval);
		expect(program.port.count('GetPipelineExecution')).toBe(before);
		await program.end();
	});

	it('reads the definition again when the state shows a newer one', async () => {
		const program = await inStaging(new Program()).begin();
		const [source, second, third] = program.model().definition.stages;
		if (source === undefined || second === undefined || third === undefined) throw new Error('stages');
		const wider = {...second, actions: [...second.actions, action('DeployStagingEthSepolia')]};
		program.model().redefine({stages: [source, wider, third]});
		await program.clock.advance(interval);
		expect(program.follow().stages[1]?.total).toBe(3);
		expect(program.port.count('GetPipeline')).toBe(2);
		await program.end();
	});
});

describe('what becomes of an execution', () => {
	it('is carried on at once, without first being called lost', async () => {
		const history = new KnownHistory();
		history.answers[`${sha('b')}>${ours}`] = 'contains';
		const program = new Program({history});
		const model = program.model();
		model.start('old', sha('0')).pass('old', 'Github', staging).enter('old', production);
		model.begin('old', production, approval);
		model.start('own', ours).pass('own', 'Github', staging).wait('own', production);
		await program.begin();
		model.unwait('own').end('own', 'Superseded');
		model.start('next', sha('b')).pass('next', 'Github', staging).wait('next', production);
		await program.clock.advance(3 * interval);
		expect(program.told).toEqual(['blocked', 'carried', 'blocked']);
		expect(program.follow().execution?.id).toBe('next');
		expect(program.actionsKnown('next')).toBe(true);
		expect(history.asked).toEqual([`${sha('b')}>${ours}`]);
		await program.end();
	});

	it('is told of its gate though it came and went between two looks, and a later one carries the commit', async () => {
		const program = new Program();
		const model = program.model();
		model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
		await program.begin();
		// Another pipeline has had both commits before.
		const pair = {descendant: sha('b'), ancestor: ours};
		program.store.dispatch({...pair, kind: 'ancestry-known', at: program.clock.now(), answer: 'contains'});
		program.clock.set(program.clock.now() + 10 * interval);
		model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
		model.begin('own', production, approval);
		program.clock.set(program.clock.now() + 10 * interval);
		model.finish('own', production, approval, 'Failed').stage(production, 'Failed').end('own', 'Failed');
		model.start('next', sha('b')).enter('next', 'Github');
		await program.clock.advance(interval);
		expect(program.told).toContain('gate-answered');
		await program.end();
	});

	it('is asked about again when version control did not know', async () => {
		const program = inStaging(new Program());
		program.model().finish('own', staging, base).finish('own', staging, taiko, 'Failed');
		program
			.model()
			.stage(staging, 'Failed')
			.end('own', 'Failed')
			.start('next', sha('b'))
			.enter('next', 'Github');
		await program.begin();
		expect(program.told).toEqual(['failed']);
		program.history.answers[`${sha('b')}>${ours}`] = 'contains';
		await program.clock.advance(4 * interval);
		expect(program.told).toEqual(['failed', 'carried']);
		await program.end();
	});

	it('asks one question once, however many pipelines pose it', async () => {
		const program = inStaging(new Program({names}));
		for (const model of program.models) {
			model.finish('own', staging, base).finish('own', staging, taiko, 'Failed').stage(staging, 'Failed');
			model.end('own', 'Failed').start('next', sha('b')).enter('next', 'Github');
		}
		await program.begin();
		expect(program.history.asked).toHaveLength(1);
		await program.end();
	});

	it('tells the reason of a stop, which only the list knows', async () => {
		const program = await inStaging(new Program()).begin();
		program.model().stage(staging, 'Stopped').end('own', 'Stopped', 'Stopping for hotfix');
		await program.clock.advance(interval);
		expect(program.follow().standing).toMatchObject({kind: 'Stopped', reason: 'Stopping for hotfix'});
		expect(program.store.getState().happened).toMatchObject([
			{kind: 'stopped', reason: 'Stopping for hotfix'},
		]);
		await program.end();
	});

	it('is settled within a look when its last sibling ends, though another has the stage', async () => {
		const program = await inStaging(new Program()).begin();
		const model = program.model();
		model.finish('own', staging, taiko, 'Failed').stage(staging, 'Failed').end('own', 'Failed');
		model.start('next', sha('b')).pass('next', 'Github').enter('next', staging).begin('next', staging, taiko);
		model.begin('next', staging, base);
		await program.clock.advance(10 * interval);
		expect(program.follow().standing.kind).toBe('Running');
		model.finish('own', staging, base);
		await program.clock.advance(interval);
		expect(program.follow().standing).toMatchObject({kind: 'Failed', failed: [{name: taiko}]});
		await program.end();
	});

	it('knows of the next execution as soon as it has started', async () => {
		const program = await inStaging(new Program()).begin();
		await program.clock.advance(5 * interval);
		program.model().start('next', sha('b')).enter('next', 'Github').begin('next', 'Github', 'Github');
		await program.clock.advance(interval);
		expect(program.follow().after).toMatchObject([{execution: 'next', commit: sha('b')}]);
		await program.end();
	});

	it('is not asked of version control while the commit is known by a few digits only', async () => {
		const program = new Program();
		program.model().start('next', sha('b')).enter('next', 'Github');
		await program.begin({...tracked, sha: 'aaaaaaa'});
		expect(program.history.asked).toEqual([]);
		await program.end();
	});

	it('sees a retry, and how it ended after another took the stage', async () => {
		const program = await inStaging(new Program()).begin();
		const model = program.model();
		model.finish('own', staging, base).finish('own', staging, taiko, 'Failed');
		model.stage(staging, 'Failed').end('own', 'Failed');
		await program.clock.advance(interval);
		expect(program.follow().standing.kind).toBe('Failed');
		model.begin('own', staging, taiko).stage(staging, 'InProgress').end('own', 'InProgress');
		await program.clock.advance(4 * interval);
		expect(program.follow().standing.kind).toBe('Running');
		model.finish('own', staging, taiko).stage(staging, 'Succeeded');
		model.pass('own', production).end('own', 'Succeeded');
		model.start('next', sha('b')).pass('next', 'Github', staging, production);
		await program.clock.advance(interval);
		expect(program.follow().standing.kind).toBe('Succeeded');
		await program.end();
	});
});

it('asks whether what a rollback brought back contains the commit', async () => {
	const program = new Program();
	program.model().start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
	program.model().start('own', ours).pass('own', 'Github', staging, production).end('own', 'Succeeded');
	program.model().start('back', sha('0'), {rollback: true}).pass('back', production).end('back', 'Succeeded');
	program.history.answers[`${sha('0')}>${ours}`] = 'lacks';
	await program.begin();
	await program.clock.advance(interval);
	expect(program.follow().lastStage).toMatchObject({
		commit: sha('0'),
		reached: {kind: 'not', why: 'rolled-back', by: sha('0')},
	});
	await program.end();
});

describe('trouble', () => {
	it('of throttling slows down, ends nothing, and is told with its end', async () => {
		const program = await inStaging(new Program({names, rate: 2})).begin();
		await program.clock.advance(60_000);
		program.port.fail(throttling, {times: 6});
		await program.clock.advance(interval);
		expect(program.told).toEqual(['trouble']);
		expect(program.scope).toMatchObject({slowedBy: 'ThrottlingException', trouble: {kind: 'throttled'}});
		expect(program.scope.trouble?.retryAt).toBeGreaterThan(program.clock.now() - interval);
		await program.clock.advance(20 * interval);
		expect(program.told).toEqual(['trouble', 'recovered']);
		expect(program.scope).toMatchObject({slowedBy: null, trouble: null});
		for (const name of names) expect(program.follow(name).trouble).toBeNull();
		await program.end();
	});

	it('of credentials that expired is told once; when they are renewed all go on at once', async () => {
		const program = await inStaging(new Program({names})).begin();
		program.port.fail(expired);
		await program.clock.advance(20 * interval);
		expect(program.told).toEqual(['trouble']);
		expect(program.scope.trouble).toMatchObject({kind: 'expired', hint: 'log in'});
		expect(program.follow('a').standing.kind).toBe('Running');
		program.port.heal();
		await program.clock.advance(300_000);
		expect(program.told).toEqual(['trouble', 'recovered']);
		const latest = Math.max(...names.map(name => program.follow(name).asOf ?? 0));
		for (const name of names) expect(latest - (program.follow(name).asOf ?? 0)).toBeLessThanOrEqual(interval);
		await program.end();
	});

	it('of one is over as soon as another gets through again', async () => {
		const program = await inStaging(new Program({names: ['p', 'q']})).begin();
		program.port.fail(expired, {pipeline: 'p'});
		await program.clock.advance(20 * interval);
		program.port.heal();
		await program.clock.advance(interval + 1000);
		expect(program.follow('p').trouble).toBeNull();
		expect(program.scope.trouble).toBeNull();
		await program.end();
	});

	it('is looked through at once when the user asks', async () => {
		const program = await inStaging(new Program()).begin();
		program.port.fail(expired);
		await program.clock.advance(10 * interval);
		program.port.heal();
		program.engine.send({kind: 'look-now'});
		await program.clock.advance(1000);
		expect(program.scope.trouble).toBeNull();
		await program.end();
	});

	it("of one broken call is the pipeline's, and over with the next look", async () => {
		const program = await inStaging(new Program({names: ['p', 'q']})).begin();
		program.port.fail(new ProviderError('broken', 'SyntaxError', 'not JSON'), {pipeline: 'p', times: 2});
		await program.clock.advance(interval);
		expect(program.follow('p').trouble).toMatchObject({kind: 'broken', operation: 'GetPipelineState'});
		expect(program.follow('q').trouble).toBeNull();
		expect(program.scope.trouble).toBeNull();
		await program.clock.advance(interval);
		expect(program.follow('p').trouble).toBeNull();
		expect(program.troubles).toEqual(['trouble p', 'recovered p']);
		await program.end();
	});

	it.each(['broken', 'unreachable', 'timeout', 'throttled'] as const)(
		'that is over with the next try is no trouble: %s',
		async kind => {
			const program = await inStaging(new Program({names: ['p', 'q']})).begin();
			program.port.fail(new ProviderError(kind, 'ECONNRESET', 'the connection broke'), {times: 1});
			const before = program.port.made.length;
			await program.clock.advance(2 * interval);
			expect(program.told).toEqual([]);
			expect(program.port.made.length - before).toBe(2 * 2 + 1);
			for (const name of ['p', 'q']) expect(program.follow(name).trouble).toBeNull();
			await program.end();
		},
	);

	it('is not tried twice a look while it lasts', async () => {
		const program = await inStaging(new Program()).begin();
		program.port.fail(timeout);
		const before = program.port.made.length;
		await program.clock.advance(20 * interval);
		expect(program.port.count('GetPipelineState', null, 0)).toBeGreaterThan(1);
		expect(program.port.made.length - before).toBeLessThanOrEqual(21);
		await program.end();
	});

	it('is left alone for as long as the service asks, and says when it is tried again', async () => {
		const program = await inStaging(new Program({names: ['p', 'q']})).begin();
		const busy = new ProviderError('throttled', 'ThrottlingException', 'slow', {retryAfter: 240_000});
		program.port.fail(busy, {times: 2});
		await program.clock.advance(interval);
		const {scope} = program;
		expect(scope).toMatchObject({slowedBy: 'ThrottlingException', trouble: {kind: 'throttled'}});
		const before = program.port.made.length;
		const rest = (scope.trouble?.retryAt ?? 0) - program.clock.now();
		expect(rest).toBeGreaterThan(200_000);
		await program.clock.advance(rest - 1);
		expect(program.port.made.length).toBe(before);
		await program.clock.advance(interval);
		expect(program.port.made.length).toBeGreaterThan(before);
		expect(program.troubles).toEqual(['trouble', 'recovered']);
		await program.end();
	});

	it('of a side call that is to rest for long is told at once, and the looks go on meanwhile', async () => {
		const program = inStaging(new Program({names: ['p', 'q']}));
		const busy = new ProviderError('throttled', 'ThrottlingException', 'slow', {retryAfter: 240_000});
		program.port.fail(busy, {operation: 'ListActionExecutions'});
		await program.begin();
		expect(program.troubles).toHaveLength(1);
		const {retryAt} = program.scope.pipelines.p?.trouble ?? {};
		expect((retryAt ?? 0) - program.clock.now()).toBeGreaterThan(200_000);
		for (let n = 0; n < 40; n++) {
			await program.clock.advance(interval);
			for (const name of ['p', 'q'])
				expect(program.clock.now() - (program.follow(name).asOf ?? 0)).toBeLessThanOrEqual(interval);
		}
		const pauses = program.port.made
			.filter(({operation}) => operation === 'ListActionExecutions')
			.map(({at}, index, all) => at - (all[index - 1]?.at ?? Number.NEGATIVE_INFINITY));
		expect(pauses.filter(pause => pause > 0 && pause < 240_000)).toEqual([]);
		expect(program.scope.pipelines.p?.trouble).toMatchObject({name: 'ThrottlingException', optional: true});
		expect(program.scope.pipelines.p?.trouble?.retryAt).toBeGreaterThan(program.clock.now());
		await program.end();
	});

	it('of one pipeline is over with a second try, as long as others are answered', async () => {
		const program = await inStaging(new Program({names: ['p', 'q']})).begin();
		program.port.fail(timeout, {pipeline: 'p', times: 3});
		await program.clock.advance(2 * interval);
		expect(program.troubles).toEqual(['trouble p', 'recovered p']);
		expect(program.port.count('GetPipelineState', 'p')).toBe(5);
		await program.end();
	});

	it("of time-outs is the scope's only when nothing answers", async () => {
		const program = await inStaging(new Program({names: ['p', 'q']})).begin();
		program.port.fail(timeout, {pipeline: 'p'});
		await program.clock.advance(4 * interval);
		expect(program.scope.trouble).toBeNull();
		program.port.fail(timeout);
		await program.clock.advance(4 * interval);
		expect(program.scope.trouble).toMatchObject({kind: 'timeout'});
		program.port.heal();
		await program.clock.advance(300_000);
		expect(program.troubles.slice(0, 3)).toEqual(['trouble p', 'trouble', 'recovered']);
		expect(program.troubles.at(-1)).toMatch(/^recovered [pq]$/);
		await program.end();
	});

	it('of a pipeline that is never seen is told, as nothing else is told of it', async () => {
		const program = inStaging(new Program({names: ['p', 'q']}));
		program.port.fail(denied, {pipeline: 'p'});
		await program.begin();
		await program.clock.advance(20 * interval);
		expect(program.follow('p')).toMatchObject({standing: {kind: 'Unknown'}, asOf: null});
		expect(program.troubles).toEqual(['trouble p']);
		await program.end();
	});

	it("of a denied operation is that pipeline's, and keeps nothing else from being told", async () => {
		const program = inStaging(new Program({names: ['p', 'q']}));
		program.port.fail(denied, {operation: 'ListActionExecutions', pipeline: 'p'});
		await program.begin();
		await program.clock.advance(10 * interval);
		expect(program.follow('p').trouble).toMatchObject({kind: 'denied', operation: 'ListActionExecutions'});
		expect(program.follow('p').standing).toMatchObject({kind: 'Running', stage: {name: staging}});
		expect(program.clock.now() - (program.follow('p').asOf ?? 0)).toBeLessThan(interval);
		expect(program.port.count('ListActionExecutions', 'p')).toBe(1);
		expect(program.follow('q').trouble).toBeNull();
		expect(program.troubles).toEqual(['trouble p']);
		program.port.heal();
		program.engine.send({kind: 'look-now'});
		await program.clock.advance(1000);
		expect(program.follow('p').trouble).toBeNull();
		expect(program.troubles).toEqual(['trouble p', 'recovered p']);
		await program.end();
	});

	it('of the first listing is told, and the listing tried again', async () => {
		const program = inStaging(new Program());
		program.port.fail(denied, {operation: 'ListPipelines', times: 2});
		await program.begin();
		expect(program.scope).toMatchObject({names: null, trouble: {kind: 'denied', operation: 'ListPipelines'}});
		await program.clock.advance(3 * interval);
		expect(program.follow().standing.kind).toBe('Running');
		expect(program.told).toEqual(['trouble', 'recovered']);
		await program.end();
	});

	it("that is none of the provider's is a fault of ours, and ends the engine", async () => {
		const program = await inStaging(new Program({names: ['p', 'q']})).begin();
		program.model('p').snapshot = () => {
			throw new TypeError('a mistake');
		};
		const ended = expect(program.ended).rejects.toThrow('a mistake');
		await program.clock.advance(interval);
		await ended;
		expect(program.port.closed).toBe(true);
		expect(program.clock.sleeping).toBe(0);
	});
});

describe('what the user wants', () => {
	it('looks now at everything, what is done too, and once more where a look was under way', async () => {
		const program = inStaging(new Program());
		program.model().finish('own', staging, base).finish('own', staging, taiko).stage(staging, 'Succeeded');
		program.model().pass('own', production).end('own', 'Succeeded');
		await program.begin();
		await program.clock.advance(1000);
		const before = program.port.count('GetPipelineState');
		program.engine.send({kind: 'look-now'});
		program.engine.send({kind: 'look-now'});
		await program.clock.advance(1000);
		expect(program.port.count('GetPipelineState')).toBe(before + 1);
		await program.end();
	});

	it('looks once more at what was being looked at when the user asked', async () => {
		const program = await inStaging(new Program({names, rate: 1})).begin();
		await program.clock.advance(120_000);
		program.engine.send({kind: 'look-now'});
		await program.clock.advance(1000);
		const before = program.port.made.length;
		program.engine.send({kind: 'look-now'});
		await program.clock.advance(25_000);
		const after = program.port.made.slice(before);
		for (const name of names) expect(after.some(({pipeline}) => pipeline === name)).toBe(true);
		expect(after.filter(({pipeline}) => pipeline === 'k').length).toBe(2);
		await program.end();
	});

	it.each([
		['the pane has the focus again', {kind: 'focus', focused: true}],
		['all of it is seen', {kind: 'look-around'}],
	] as const)('looks when %s, but no more often than the interval', async (_when, intent) => {
		const program = inStaging(new Program());
		program.model().finish('own', staging, base).finish('own', staging, taiko).stage(staging, 'Succeeded');
		program.model().pass('own', production).end('own', 'Succeeded');
		await program.begin();
		const before = program.port.made.length;
		for (let n = 0; n < 5; n++) {
			program.engine.send(intent);
			await program.clock.advance(1000);
		}
		expect(program.port.made.length).toBe(before);
		await program.clock.advance(2 * interval);
		expect(program.port.made.length).toBe(before + 1);
		await program.end();
	});

	it('follows another commit at once', async () => {
		const program = inStaging(new Program());
		program.history.commits.set(sha('0'), {...tracked, sha: sha('0'), subject: 'older', mine: true});
		await program.begin();
		program.engine.send({kind: 'track', commit: {...tracked, sha: sha('0')}});
		await program.clock.advance(1000);
		expect(program.store.getState().tracked).toMatchObject([{sha: sha('0'), subject: 'older', mine: true}]);
		expect(program.follow()).toMatchObject({own: {id: 'old'}, standing: {kind: 'Succeeded'}});
		expect(program.told).toEqual(['done']);
		await program.end();
	});

	it('reads the record of an execution that is not followed', async () => {
		const program = await inStaging(new Program()).begin();
		program.engine.send({kind: 'read-execution', scope: 's', pipeline: 'p', execution: 'old'});
		await program.clock.advance(1000);
		expect(program.actionsKnown('old')).toBe(true);
		await program.end();
	});

	it('keeps the cause that a log has shown', async () => {
		const program = await inStaging(new Program()).begin();
		const cause = {id: 'lock', cause: 'held', advice: 'wait', retryHelps: null, sure: null};
		program.engine.send({kind: 'keep-cause', scope: 's', pipeline: 'p', build: 'b:1', cause});
		expect(program.scope.pipelines.p?.causes).toEqual({'b:1': cause});
		await program.end();
	});

	it('lists what can be tracked, and finds new pipelines', async () => {
		const program = inStaging(new Program());
		program.history.commits.set(ours, tracked);
		await program.begin();
		program.engine.send({kind: 'list-history'});
		await program.clock.advance(1000);
		expect(program.store.getState().history).toEqual([tracked]);
		await program.end();
	});
});

describe('the end', () => {
	it('comes at once, wherever the engine is, and leaves nothing behind', async () => {
		const program = await inStaging(new Program({names, rate: 1})).begin();
		await program.clock.advance(2000);
		expect(program.clock.sleeping).toBeGreaterThan(0);
		expect(await program.end()).toBe(0);
		expect(program.port.closed).toBe(true);
		const before = program.port.made.length;
		await program.clock.advance(10 * interval);
		expect(program.port.made.length).toBe(before);
	});

	it('has come already when the signal was aborted before', async () => {
		const program = new Program();
		program.stop.abort();
		await program.begin();
		expect(await program.end()).toBe(0);
		expect(program.port.made).toEqual([]);
	});

	it('is not put off by a clock that was set back, nor is anything else', async () => {
		const program = await inStaging(new Program()).begin();
		await program.clock.advance(interval);
		program.clock.set(program.clock.now() - 3600_000);
		program.engine.send({kind: 'focus', focused: true});
		const before = program.port.made.length;
		await program.clock.advance(2 * interval);
		expect(program.port.made.length).toBeGreaterThan(before);
		expect(await program.end()).toBe(0);
	});
});
