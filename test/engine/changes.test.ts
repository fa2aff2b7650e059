import {expect, it} from 'vitest';
import {changesIn} from '../../source/domain/changes.ts';
import {ancestryKey} from '../../source/domain/commit.ts';
import {differenceKey} from '../../source/domain/difference.ts';
import {KnownHistory, ours, Program, sha} from './program.ts';

const [staging, production, approval] = ['DeployStaging', 'DeployProduction', 'ApproveDeployToProduction'];
const none = {commits: [], lost: [], whole: true};

/** Another one's commit stands at the gate of production, ours has just begun. */
function gated(program: Program): Program {
	const model = program.model();
	model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
	model.start('theirs', sha('b')).pass('theirs', 'Github', staging).enter('theirs', production);
	model.begin('theirs', production, approval);
	model.start('own', ours).pass('own', 'Github').enter('own', staging);
	return program;
}

const changes = (program: Program) => {
	const {record} = program.follow();
	return changesIn(program.store.getState(), record, {kind: 'gate', stage: null}, null);
};

it('reads the record of what stands at a gate only while the pipeline is inspected', async () => {
	const program = await gated(new Program()).begin();
	expect(program.actionsKnown('theirs')).toBe(false);
	expect(changes(program).chains.map(({state}) => state)).toEqual(['Unknown', 'Unknown']);
	program.engine.send({kind: 'inspect', pipeline: {scope: 's', name: 'p'}});
	await program.clock.advance(1000);
	expect(program.actionsKnown('theirs')).toBe(true);
	expect(changes(program)).toMatchObject({
		now: sha('0'),
		next: sha('b'),
		chains: [{state: 'Succeeded'}, {state: 'Succeeded'}],
	});

	program.engine.send({kind: 'inspect', pipeline: null});
	program
		.model()
		.finish('theirs', production, approval)
		.stage(production, 'Succeeded')
		.end('theirs', 'Succeeded');
	program.model().start('next', sha('c')).pass('next', 'Github').enter('next', production);
	program.model().begin('next', production, approval);
	await program.clock.advance(10 * 30_000);
	expect(changes(program)).toMatchObject({now: sha('b'), next: sha('c')});
	expect(program.actionsKnown('next')).toBe(false);
	await program.end();
});

it('finds out what the stage behind an inspected gate runs, where no list tells', async () => {
	const program = gated(new Program());
	program.model().end('theirs', 'Superseded');
	for (const id of ['x', 'y', 'z']) {
		program.model().start(id, sha('c')).pass(id, 'Github').enter(id, staging).end(id, 'Failed');
	}
	program.port.pageSize = 1;
	await program.begin();
	program.engine.send({kind: 'inspect', pipeline: {scope: 's', name: 'p'}});
	await program.clock.advance(1000);
	expect(changes(program).now).toBe(sha('0'));
	await program.end();
});

it('asks for a difference once at a time, and again only while it is not known', async () => {
	const history = new KnownHistory();
	const program = await new Program({history}).begin();
	const [from, to] = [sha('0'), ours];
	const ask = async () => {
		program.engine.send({kind: 'read-difference', from, to, repository: 'acme/widgets'});
		program.engine.send({kind: 'read-difference', from, to, repository: 'acme/widgets'});
		await program.clock.advance(0);
		return program.store.getState().differences[differenceKey(from, to)];
	};
	expect(await ask()).toBeNull();
	expect(history.compared).toEqual([`${from} ${to} acme/widgets`]);
	history.differences[ancestryKey(to, from)] = none;
	expect(await ask()).toEqual(none);
	await ask();
	expect(history.compared).toHaveLength(2);
	await program.end();
});
