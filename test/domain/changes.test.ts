import {describe, expect, it} from 'vitest';
import {type ChangesOf, changesIn} from '../../source/domain/changes.ts';
import {type Difference, differenceKey, type ShippedCommit} from '../../source/domain/difference.ts';
import {PipelineModel, usual} from '../pipeline-model.ts';
import {ours, sha, Watcher} from './watcher.ts';

const [staging, production, approval] = ['DeployStaging', 'DeployProduction', 'ApproveDeployToProduction'];
const anyGate: ChangesOf = {kind: 'gate', stage: null};

/** Production runs `0`; ours stands at its gate. */
function atGate(model?: ConstructorParameters<typeof Watcher>[0]): Watcher {
	const watcher = new Watcher(model);
	watcher.model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
	watcher.later().model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
	watcher.model.begin('own', production, approval);
	return watcher;
}

const changes = (watcher: Watcher, of: ChangesOf = anyGate) =>
	changesIn(watcher.state, watcher.pipeline, of, watcher.follow.execution?.id ?? null);

function shipped(letter: string, more: Partial<ShippedCommit> = {}): ShippedCommit {
	return {
		sha: sha(letter),
		subject: `change ${letter}`,
		author: 'Ada',
		at: 0,
		mine: false,
		pullRequest: null,
		paths: [],
		reverts: null,
		...more,
	};
}

const answer = (watcher: Watcher, difference: Difference | null, from = sha('0'), to = ours) =>
	watcher.tell({kind: 'difference-known', at: watcher.clock.now(), from, to, difference});
const brings = (...commits: readonly ShippedCommit[]): Difference => ({commits, lost: [], whole: true});

describe('what a gate would ship', () => {
	it('lies between what its stage runs and what stands at it', () => {
		const watcher = atGate().look();
		expect(changes(watcher)).toMatchObject({
			stage: production,
			gate: {action: approval, execution: 'own', tracked: true},
			others: [],
			now: sha('0'),
			next: ours,
			shipment: {kind: 'asked'},
			question: {from: sha('0'), to: ours},
		});
		answer(watcher, brings(shipped('a'), shipped('b')));
		expect(changes(watcher).shipment).toMatchObject({
			kind: 'known',
			whole: true,
			commits: [{sha: ours}, {sha: sha('b')}],
		});
	});

	it('is marked where the list takes it back, and not where the revert is taken back too', () => {
		const watcher = atGate().look();
		const reverting = brings(
			shipped('a'),
			shipped('b', {reverts: sha('c')}),
			shipped('c', {reverts: sha('d')}),
			shipped('d', {reverts: sha('e')}),
			shipped('e'),
		);
		answer(watcher, reverting);
		const {shipment} = changes(watcher);
		expect(shipment.kind === 'known' && shipment.commits.map(({revertedBy}) => revertedBy)).toEqual([
			null,
			null,
			sha('b'),
			null,
			sha('d'),
		]);
	});

	it('tells in which folders most files are touched, each file once', () => {
		const watcher = atGate().look();
		const [writer, reader] = ['crates/indexer/src/writer.rs', 'crates/indexer/src/reader.rs'];
		answer(
			watcher,
			brings(
				shipped('a', {paths: [writer, 'infra/indexer.ts', 'README.md']}),
				shipped('b', {paths: [writer, reader]}),
			),
		);
		expect(changes(watcher).shipment).toMatchObject({
			folders: [
				{folder: 'crates/indexer', files: 2},
				{folder: '', files: 1},
				{folder: 'infra', files: 1},
			],
		});
		answer(watcher, brings(shipped('a', {paths: null})));
		expect(changes(watcher).shipment).toMatchObject({folders: null});
	});

	it('tells what going there takes away', () => {
		const watcher = atGate().look();
		answer(watcher, {commits: [], lost: [shipped('0')], whole: true});
		expect(changes(watcher).shipment).toMatchObject({commits: [], lost: [{sha: sha('0')}]});
	});

	it('is unknown where version control does not know, until it does', () => {
		const watcher = atGate().look();
		answer(watcher, null);
		expect(changes(watcher).shipment).toEqual({kind: 'unknown', why: 'no-answer'});
		answer(watcher, brings(shipped('a')));
		answer(watcher, null);
		expect(changes(watcher).shipment, 'what is known is not forgotten').toMatchObject({kind: 'known'});
	});

	it('is unknown where nothing ever ran behind the gate', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
		watcher.model.begin('own', production, approval);
		expect(changes(watcher.look())).toMatchObject({
			now: null,
			next: ours,
			shipment: {kind: 'unknown', why: 'nothing-runs'},
			question: null,
		});
	});

	it('is not asked of git where the source is no repository', () => {
		const watcher = new Watcher();
		watcher.model
			.start('old', 'version-1')
			.pass('old', 'Github', staging, production)
			.end('old', 'Succeeded');
		watcher.model.start('own', 'version-2').pass('own', 'Github', staging).enter('own', production);
		watcher.model.begin('own', production, approval);
		expect(changes(watcher.look())).toMatchObject({
			next: 'version-2',
			shipment: {kind: 'unknown', why: 'no-commits'},
			question: null,
		});
	});

	it('compares the revisions of one source', () => {
		const of = (app: string, config: string) => [
			{action: 'App', sha: app, subject: null},
			{action: 'Config', sha: config, subject: null},
		];
		const watcher = new Watcher();
		watcher.model
			.start('old', of(sha('1'), sha('2')).toReversed())
			.pass('old', 'Github', staging, production)
			.end('old', 'Succeeded');
		watcher.model
			.start('own', of(sha('3'), sha('4')))
			.pass('own', 'Github', staging)
			.enter('own', production);
		watcher.model.begin('own', production, approval);
		expect(changes(watcher.look())).toMatchObject({now: sha('1'), next: sha('3')});
	});

	it('has come through staging chain by chain', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
		watcher.model.begin('own', production, approval);
		const chains = (one: Watcher) =>
			changes(one).chains.map(({stage, chain, state}) => [stage, chain, state].join(' '));
		expect(chains(watcher.see().list()), 'its record was not read yet').toEqual([
			'DeployStaging BaseSepolia Unknown',
			'DeployStaging Taiko Unknown',
		]);
		expect(chains(watcher.record('own'))).toEqual([
			'DeployStaging BaseSepolia Succeeded',
			'DeployStaging Taiko Succeeded',
		]);
	});

	it('holds up what is newer', () => {
		const watcher = atGate();
		watcher.later().model.start('new', sha('b')).pass('new', 'Github', staging).wait('new', production);
		watcher.later().model.start('newest', sha('c')).pass('newest', 'Github').enter('newest', staging);
		expect(changes(watcher.look()).waiting).toEqual([
			{execution: 'newest', commit: sha('c')},
			{execution: 'new', commit: sha('b')},
		]);
	});
});

describe('without an open gate', () => {
	it('tells what would come to the last one next', () => {
		const watcher = atGate();
		watcher.model.finish('own', production, approval).stage(production, 'Succeeded').end('own', 'Succeeded');
		watcher.later().model.start('new', sha('b')).pass('new', 'Github', staging);
		expect(changes(watcher.look())).toMatchObject({
			stage: production,
			gate: null,
			execution: 'new',
			now: ours,
			next: sha('b'),
			question: {from: ours, to: sha('b')},
		});
	});

	it('has nothing to ship where both stages run the same', () => {
		const watcher = atGate();
		watcher.model.finish('own', production, approval).stage(production, 'Succeeded').end('own', 'Succeeded');
		expect(changes(watcher.look())).toMatchObject({
			now: ours,
			next: ours,
			shipment: {kind: 'known', commits: []},
			question: null,
		});
	});
});

it('begins with the first of several gates, and names the others', () => {
	const gated = usual.map(stage =>
		stage.name === staging
			? {...stage, actions: [...stage.actions, ...(usual[2]?.actions.slice(0, 1) ?? [])]}
			: stage,
	);
	const watcher = atGate(clock => new PipelineModel(clock, 'p', gated));
	watcher.later().model.start('new', sha('b')).pass('new', 'Github').enter('new', staging);
	watcher.model.begin('new', staging, approval);
	const first = changes(watcher.look());
	expect(first).toMatchObject({stage: staging, next: sha('b'), others: [{stage: production, commit: ours}]});
	expect(changes(watcher, {kind: 'gate', stage: production})).toMatchObject({
		stage: production,
		next: ours,
		others: [{stage: staging}],
	});
});

it('finds the gates of a PARALLEL pipeline in the records of what moves', () => {
	const watcher = atGate(clock => new PipelineModel(clock, 'p', usual, 'PARALLEL'));
	watcher.model.start('two', sha('b')).pass('two', 'Github', staging).enter('two', production);
	watcher.model.begin('two', production, approval);
	watcher.list().record('two').record('own').end();
	watcher.tell({
		kind: 'succeeded-read',
		at: watcher.clock.now(),
		scope: 's',
		pipeline: 'p',
		stage: production,
		executions: watcher.model.succeededIn(production),
	});
	expect(changes(watcher)).toMatchObject({
		gate: {execution: 'own', tracked: true},
		others: [{execution: 'two', tracked: false}],
		now: sha('0'),
	});
});

it('tells of a failure what came since its stage last succeeded', () => {
	const watcher = new Watcher();
	watcher.model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
	watcher.later().model.start('own', ours).pass('own', 'Github').enter('own', staging);
	watcher.model
		.begin('own', staging, 'DeployStagingTaiko')
		.finish('own', staging, 'DeployStagingTaiko', 'Failed')
		.stage(staging, 'Failed')
		.end('own', 'Failed');
	expect(changes(watcher.look(), {kind: 'failure', stage: staging, execution: 'own'})).toMatchObject({
		kind: 'failure',
		stage: staging,
		gate: null,
		now: sha('0'),
		next: ours,
		chains: [
			{chain: 'BaseSepolia', state: 'NotStarted'},
			{chain: 'Taiko', state: 'Failed'},
		],
	});
});

it('finds the same commit in the other pipelines', () => {
	const watcher = atGate().look();
	const {model, clock} = watcher;
	const tell = (pipeline: string, other: PipelineModel) => {
		const about = {at: clock.now(), scope: 's', pipeline};
		watcher.tell({...about, kind: 'definition-read', definition: other.definition});
		watcher.tell({...about, kind: 'executions-read', executions: other.list(), newest: true, next: null});
		watcher.tell({...about, kind: 'state-read', snapshot: other.snapshot()});
	};
	const names = [model.definition.name, 'behind', 'without'];
	watcher.tell({kind: 'pipelines-listed', at: clock.now(), scope: 's', names});
	const behind = new PipelineModel(clock, 'behind');
	behind.start('a', sha('0')).pass('a', 'Github', staging).enter('a', production);
	behind.start('b', ours).pass('b', 'Github', staging).wait('b', production);
	tell('behind', behind.begin('a', production, approval));
	tell('without', new PipelineModel(clock, 'without').start('a', sha('0')));
	expect(changes(watcher).elsewhere).toMatchObject([
		{pipeline: 'behind', stage: production, standing: {kind: 'Behind'}},
	]);
});

it('keeps some tens of differences, the last ones', () => {
	const watcher = new Watcher();
	for (let each = 0; each < 100; each++) answer(watcher, brings(), sha('0'), String(each));
	const keys = Object.keys(watcher.state.differences);
	expect(keys.length).toBeLessThan(50);
	expect(keys.at(-1)).toBe(differenceKey(sha('0'), '99'));
	expect(keys).not.toContain(differenceKey(sha('0'), '0'));
});
