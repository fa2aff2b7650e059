import {describe, expect, it} from 'vitest';
import {fleetOf} from '../../source/domain/fleet.ts';
import {pipelinesOf} from '../../source/domain/select.ts';
import {ProviderError} from '../../source/providers/provider.ts';
import {Program, sha} from './program.ts';

const [staging, production, approval] = ['DeployStaging', 'DeployProduction', 'ApproveDeployToProduction'];
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const hour = 3600_000;
const denied = new ProviderError('denied', 'AccessDeniedException', 'not authorized');
const onePass = {interval: hour, retry: 1000, interest: 'standing'} as const;

/** What one came through and another is at the gate of, in every pipeline. */
function atGate(program: Program): Program {
	for (const model of program.models) {
		model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
		model.start('new', sha('b')).pass('new', 'Github', staging).enter('new', production);
		model.begin('new', production, approval);
	}
	return program;
}
const rowsOf = (program: Program) => fleetOf(pipelinesOf(program.store.getState()), program.clock.now());
const rowOf = (program: Program, name: string) => rowsOf(program).find(({pipeline}) => pipeline === name);

describe('a look at the whole fleet, with nothing followed', () => {
	it('takes three calls a pipeline and the list of them, and is not made again while others wait for their turn', async () => {
		const program = await atGate(new Program({...onePass, names, rate: 1})).begin(null);
		await program.clock.advance(60_000);
		expect(program.port.made).toHaveLength(3 * names.length + 1);
		expect(rowsOf(program).map(({urgency}) => urgency)).toEqual(names.map(() => 'gate'));
		await program.end();
	});

	it('asks for the commit of whoever stands in a stage and is in no page', async () => {
		const program = new Program(onePass);
		program.port.pageSize = 1;
		const model = program.model().start('old', sha('0')).pass('old', 'Github', staging, production);
		model.end('old', 'Succeeded');
		await program.clock.advance(1000);
		model.start('new', sha('b')).pass('new', 'Github').enter('new', staging);
		await program.begin(null);
		expect(program.port.count('GetPipelineExecution')).toBe(1);
		expect(rowOf(program, 'p')?.stages.map(({commit}) => commit)).toEqual([sha('b'), sha('b'), sha('0')]);
		await program.end();
	});

	it('tries again soon what failed, without the rest', async () => {
		const program = atGate(new Program({...onePass, names: ['a', 'b']}));
		const broken = new ProviderError('broken', 'SyntaxError', 'no JSON');
		program.port.fail(broken, {pipeline: 'a', operation: 'GetPipelineState', times: 2});
		await program.begin(null);
		await program.clock.advance(5000);
		expect(program.port.count('GetPipelineState', 'a')).toBe(3);
		expect(program.port.count('GetPipelineState', 'b')).toBe(1);
		expect(rowOf(program, 'a')).toMatchObject({urgency: 'gate', trouble: null});
		await program.end();
	});

	it.each([
		['GetPipeline', {urgency: 'gate', mode: null, gates: [{action: approval}]}],
		['GetPipelineState', {urgency: 'unseen', mode: 'SUPERSEDED', gates: []}],
		['ListPipelineExecutions', {urgency: 'unseen', mode: null, gates: [], lastRun: null}],
	])('leaves the other rows whole when %s of one pipeline is denied', async (operation, expected) => {
		const program = atGate(new Program({...onePass, names: ['a', 'b']}));
		program.port.fail(denied, {pipeline: 'a', operation});
		await program.begin(null);
		expect(rowOf(program, 'a')).toMatchObject({...expected, trouble: {kind: 'denied', operation}});
		expect(rowOf(program, 'b')).toMatchObject({urgency: 'gate', trouble: null, mode: 'SUPERSEDED'});
		await program.end();
	});
});

describe('a PARALLEL pipeline while nothing is followed', () => {
	/** Seven that stand at their gates, on top of one that has come through. */
	function busy(program: Program) {
		const model = program.model().redefine({mode: 'PARALLEL'});
		// Its state shows no execution in any stage.
		model.start('old', sha('0')).end('old', 'Succeeded');
		for (const id of ['1', '2', '3', '4', '5', '6', '7'])
			model.start(id, sha(id)).begin(id, production, approval);
		return model;
	}

	it('is read by the records of the newest that move and of the newest that ended', async () => {
		const program = new Program(onePass);
		busy(program);
		await program.begin(null);
		expect(program.port.made.map(({operation}) => operation)).toEqual([
			'ListPipelines',
			'ListPipelineExecutions',
			'GetPipeline',
			...Array.from({length: 6}, () => 'ListActionExecutions'),
		]);
		const row = rowOf(program, 'p');
		expect(row?.gates.map(({execution}) => execution)).toEqual(['7', '6', '5', '4', '3']);
		expect(row).toMatchObject({urgency: 'gate', unread: 2});
		await program.end();
	});

	it('is read alike where its definition is denied', async () => {
		const program = new Program(onePass);
		busy(program);
		program.port.fail(denied, {operation: 'GetPipeline'});
		await program.begin(null);
		expect(rowOf(program, 'p')).toMatchObject({mode: null, urgency: 'gate', unread: 2});
		await program.end();
	});

	it('is asked once for the record of what has ended, and at every look for those of what moves', async () => {
		const program = new Program({interest: 'standing'});
		const model = program.model().redefine({mode: 'PARALLEL'});
		model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
		await program.clock.advance(hour);
		model.start('new', sha('b')).pass('new', 'Github').begin('new', staging, 'DeployStagingTaiko');
		await program.begin(null);
		const first = program.port.count('ListActionExecutions');
		await program.clock.advance(4 * 30_000);
		expect([first, program.port.count('ListActionExecutions')]).toEqual([2, 6]);
		model.finish('new', staging, 'DeployStagingTaiko', 'Failed').end('new', 'Failed');
		await program.clock.advance(30_000);
		expect(rowOf(program, 'p')?.urgency).toBe('failed');
		await program.clock.advance(150_000);
		const settled = program.port.count('ListActionExecutions');
		await program.clock.advance(10 * 30_000);
		expect(program.port.count('ListActionExecutions')).toBe(settled);
		await program.end();
	});
});
