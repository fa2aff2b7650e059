import {describe, expect, it} from 'vitest';
import {isEverywhere, urgencyOf} from '../../source/domain/select.ts';
import {PipelineModel} from '../pipeline-model.ts';
import {commit, ours, sha, Watcher} from './watcher.ts';

const staging = 'DeployStaging';
const production = 'DeployProduction';
const approval = 'ApproveDeployToProduction';
const [base, taiko] = ['DeployStagingBaseSepolia', 'DeployStagingTaiko'];

/** Ours runs both chains of staging. */
function inStaging(): Watcher {
	const watcher = new Watcher();
	watcher.model.start('own', ours).pass('own', 'Github').enter('own', staging);
	watcher.model.begin('own', staging, base).begin('own', staging, taiko);
	return watcher.look().later();
}

/** An older execution stands at the gate, ours waits outside. */
function behindAnOlderOne(): Watcher {
	const watcher = new Watcher();
	watcher.model.start('old', sha('0')).pass('old', 'Github', staging).enter('old', production);
	watcher.model.begin('old', production, approval);
	watcher.later();
	watcher.model.start('own', ours).pass('own', 'Github', staging).wait('own', production);
	return watcher.look().later();
}

describe('a failed chain', () => {
	it('is told at once, the failure of the stage when its siblings have ended', () => {
		const watcher = inStaging();
		watcher.model.finish('own', staging, taiko, 'Failed').stage(staging, 'Failed').end('own', 'Failed');
		watcher.look();
		expect(watcher.standing).toMatchObject({kind: 'Running', failed: [{name: taiko, chain: 'Taiko'}]});
		expect(watcher.told).toEqual(['chain-failed']);
		watcher.later();
		watcher.model.finish('own', staging, base);
		watcher.look();
		expect(watcher.standing).toMatchObject({kind: 'Failed', stage: {name: staging}, failed: [{name: taiko}]});
		expect(watcher.told).toEqual(['chain-failed', 'failed']);
	});

	it('is not settled while a sibling runs, though the next execution is in the stage', () => {
		const watcher = inStaging();
		watcher.model.finish('own', staging, taiko, 'Failed').stage(staging, 'Failed').end('own', 'Failed');
		watcher.look().later();
		watcher.model.start('next', sha('b')).pass('next', 'Github').enter('next', staging);
		watcher.model.begin('next', staging, taiko);
		watcher.look();
		expect(watcher.standing.kind).toBe('Running');
		expect(watcher.actions(staging)).toEqual(['Running', 'Failed']);
		watcher.later();
		watcher.model.finish('own', staging, base, 'Failed').begin('next', staging, base);
		watcher.look();
		expect(watcher.standing).toMatchObject({kind: 'Failed', failed: [{name: base}, {name: taiko}]});
	});

	it('runs again under the same id when the stage is retried, and is told again when it fails again', () => {
		const watcher = inStaging();
		const fail = () =>
			watcher.model.finish('own', staging, taiko, 'Failed').stage(staging, 'Failed').end('own', 'Failed');
		watcher.model.finish('own', staging, base);
		fail();
		watcher.look().later();
		expect(watcher.standing.kind).toBe('Failed');
		watcher.model.begin('own', staging, taiko).stage(staging, 'InProgress').end('own', 'InProgress');
		watcher.see().end();
		expect(watcher.standing).toMatchObject({kind: 'Running', failed: []});
		expect(watcher.actions(staging)).toEqual(['Succeeded', 'Running']);
		watcher.later();
		fail();
		watcher.look();
		expect(watcher.told).toEqual(['failed', 'failed']);
	});
});

describe('a gate', () => {
	it('opens for ours, and is told once with its expiry', () => {
		const watcher = inStaging();
		watcher.model.finish('own', staging, base).finish('own', staging, taiko).stage(staging, 'Succeeded');
		watcher.model.enter('own', production).begin('own', production, approval);
		const openedAt = watcher.clock.now();
		watcher.look();
		expect(watcher.standing).toMatchObject({kind: 'Gate', since: openedAt});
		expect(watcher.follow.gates).toMatchObject([
			{action: approval, execution: 'own', commit: ours, tracked: true, waiting: 0},
		]);
		expect(watcher.follow.gates[0]?.expiresAt).toBe(openedAt + 7 * 24 * 3600_000);
		expect(watcher.stages).toEqual(['Succeeded', 'Succeeded', 'Gate']);
		watcher.later().look().later().see().end();
		expect(watcher.told).toEqual(['gate']);
	});

	it('that is open already at the first look is told alike', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
		watcher.model.begin('own', production, approval);
		watcher.later(3600_000).look();
		expect(watcher.told).toEqual(['gate']);
	});

	it('held by an older commit is not ours: ours is inbound, which is outside', () => {
		const watcher = behindAnOlderOne();
		expect(watcher.standing).toMatchObject({
			kind: 'Behind',
			obstacle: {kind: 'gate-held', stage: production, by: {execution: 'old', commit: sha('0')}},
		});
		expect(watcher.follow.gates).toMatchObject([{execution: 'old', tracked: false, waiting: 1}]);
		expect(watcher.stages).toEqual(['Succeeded', 'Succeeded', 'Waiting']);
		expect(watcher.actions(production)).toEqual(['NotStarted', 'NotStarted', 'NotStarted']);
		expect(watcher.told).toEqual(['blocked']);
	});

	it('opens for ours after the older one was answered', () => {
		const watcher = behindAnOlderOne();
		watcher.model
			.finish('old', production, approval, 'Failed')
			.stage(production, 'Failed')
			.end('old', 'Failed');
		watcher.model.enter('own', production).begin('own', production, approval);
		watcher.look();
		expect(watcher.standing.kind).toBe('Gate');
		expect(watcher.told).toEqual(['blocked', 'gate']);
	});

	it('is not seen in an approval that another execution left open', () => {
		const watcher = new Watcher();
		watcher.model.start('old', sha('0')).pass('old', 'Github', staging).enter('old', production);
		watcher.model.begin('old', production, approval);
		watcher.later();
		watcher.model.stage(production, 'Stopped').end('old', 'Stopped');
		watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
		watcher.look();
		expect(watcher.standing.kind).toBe('Running');
		expect(watcher.told).toEqual([]);
	});

	it('is told again after a retry: it is another approval', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
		watcher.model.begin('own', production, approval);
		watcher.look().later();
		watcher.model
			.finish('own', production, approval, 'Failed')
			.stage(production, 'Failed')
			.end('own', 'Failed');
		watcher.look().later();
		watcher.model.begin('own', production, approval).stage(production, 'InProgress').end('own', 'InProgress');
		watcher.look();
		expect(watcher.told).toEqual(['gate', 'failed', 'gate']);
	});
});

describe('outside a stage', () => {
	it('waits behind a closed transition, with its reason', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github', staging).wait('own', production);
		watcher.model.close(production, 'Deployment freeze');
		watcher.look();
		expect(watcher.standing).toMatchObject({
			kind: 'Behind',
			obstacle: {kind: 'transition-closed', stage: production, reason: 'Deployment freeze'},
		});
		watcher.later().look();
		expect(watcher.told).toEqual(['blocked']);
	});

	it('waits for a busy stage in the queue of a QUEUED pipeline', () => {
		const watcher = new Watcher(clock => new PipelineModel(clock, 'queued', undefined, 'QUEUED'));
		watcher.model
			.start('old', sha('0'))
			.pass('old', 'Github')
			.enter('old', staging)
			.begin('old', staging, base);
		watcher.model.start('own', ours).pass('own', 'Github').wait('own', staging);
		watcher.model.start('next', sha('b')).pass('next', 'Github').wait('next', staging);
		watcher.contains(sha('b'), 'contains').look();
		expect(watcher.standing).toMatchObject({
			kind: 'Behind',
			obstacle: {kind: 'stage-busy', by: {execution: 'old'}},
		});
		expect(watcher.follow.execution?.id).toBe('own');
		expect(watcher.follow.after).toEqual([{execution: 'next', commit: sha('b'), contains: 'contains'}]);
	});

	it('is not kept by an execution that has left the stage', () => {
		const watcher = new Watcher();
		watcher.model.start('old', sha('0')).pass('old', 'Github', staging, production).end('old', 'Succeeded');
		watcher.model.start('own', ours).pass('own', 'Github', staging).wait('own', production);
		watcher.look();
		expect(watcher.standing.kind).toBe('Running');
		expect(watcher.told).toEqual([]);
	});
});

describe('an execution that ended without getting there', () => {
	function superseded(): Watcher {
		const watcher = behindAnOlderOne();
		watcher.model.unwait('own').end('own', 'Superseded');
		watcher.model.start('next', sha('b')).pass('next', 'Github', staging).wait('next', production);
		return watcher;
	}

	it('is carried by a later one that contains the commit', () => {
		const watcher = superseded().contains(sha('b'), 'contains').look();
		expect(watcher.follow).toMatchObject({
			own: {id: 'own'},
			execution: {id: 'next'},
			carriedBy: {execution: 'next', commit: sha('b')},
			standing: {kind: 'Behind'},
		});
		expect(watcher.told).toEqual(['blocked', 'carried', 'blocked']);
	});

	it('is carried on through any number of hops', () => {
		const watcher = superseded().contains(sha('b'), 'contains').look().later();
		watcher.model.unwait('next').end('next', 'Superseded');
		watcher.model.start('third', sha('c')).pass('third', 'Github', staging).wait('third', production);
		watcher.contains(sha('c'), 'contains').look();
		expect(watcher.follow.execution?.id).toBe('third');
		watcher.later();
		watcher.model.stage(production, 'Failed').pass('third', production).end('third', 'Succeeded');
		watcher.look();
		expect(watcher.standing.kind).toBe('Succeeded');
	});

	it('is carried by the first that contains the commit and goes on, not by the newest', () => {
		const watcher = superseded().contains(sha('b'), 'contains').contains(sha('c'), 'contains');
		watcher.later();
		watcher.model.start('third', sha('c')).enter('third', 'Github').begin('third', 'Github', 'Github');
		watcher.look();
		expect(watcher.follow.execution?.id).toBe('next');
		watcher.later();
		watcher.model.unwait('next').end('next', 'Failed');
		watcher.look();
		expect(watcher.follow.execution?.id).toBe('third');
	});

	it.each([
		['unknown', 'unknown'],
		['lacks', 'no'],
	] as const)('is told as superseded when that is %s', (answer, carried) => {
		const watcher = superseded().contains(sha('b'), answer).look();
		expect(watcher.standing).toMatchObject({kind: 'Superseded', carried: answer, by: sha('b')});
		expect(watcher.state.happened.at(-1)).toMatchObject({kind: 'superseded', carried, by: sha('b')});
	});

	it('can be carried after it has failed', () => {
		const watcher = inStaging();
		watcher.model.finish('own', staging, base).finish('own', staging, taiko, 'Failed');
		watcher.model.stage(staging, 'Failed').end('own', 'Failed');
		watcher.look().later();
		watcher.model.start('next', sha('b')).enter('next', 'Github').begin('next', 'Github', 'Github');
		watcher.contains(sha('b'), 'contains').look();
		expect(watcher.follow).toMatchObject({carriedBy: {execution: 'next'}, standing: {kind: 'Running'}});
		expect(watcher.told).toEqual(['failed', 'carried']);
	});

	it('is carried too when it was stopped between two run orders and another has its stage', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
		watcher.model.begin('own', production, approval).finish('own', production, approval);
		watcher.model.stage(production, 'Stopped').end('own', 'Stopped', 'Stopping for hotfix');
		watcher.look();
		expect(watcher.standing).toMatchObject({
			kind: 'Stopped',
			reason: 'Stopping for hotfix',
			carried: 'lacks',
		});
		watcher.later();
		watcher.model.start('next', sha('b')).pass('next', 'Github', staging).enter('next', production);
		watcher.contains(sha('b'), 'contains').look();
		expect(watcher.follow.carriedBy?.execution).toBe('next');
		expect(watcher.told).toEqual(['stopped', 'carried']);
	});

	it('is cancelled when somebody edited the pipeline', () => {
		const watcher = inStaging();
		watcher.model.finish('own', staging, base).finish('own', staging, taiko);
		watcher.model.redefine({}).stage(staging, 'Cancelled').end('own', 'Cancelled');
		watcher.look();
		expect(watcher.standing.kind).toBe('Cancelled');
		expect(watcher.told).toEqual(['cancelled']);
	});

	it('is not carried by a rollback, even to its own commit', () => {
		const watcher = inStaging();
		watcher.model.finish('own', staging, base).finish('own', staging, taiko, 'Failed');
		watcher.model.stage(staging, 'Failed').end('own', 'Failed');
		watcher.later();
		watcher.model.start('back', ours, {rollback: true}).pass('back', staging).end('back', 'Succeeded');
		watcher.look();
		expect(watcher.follow).toMatchObject({
			own: {id: 'own'},
			execution: {id: 'own'},
			standing: {kind: 'Failed'},
		});
		expect(watcher.follow.runs.map(({id}) => id)).toEqual(['back', 'own']);
		expect(watcher.follow.lastStage).toBeNull();
	});
});

describe("which execution is the commit's", () => {
	it('is the newest of several', () => {
		const watcher = new Watcher();
		watcher.model.start('webhook', ours).pass('webhook', 'Github').end('webhook', 'Superseded');
		watcher.model.start('manual', ours).pass('manual', 'Github').enter('manual', staging);
		watcher.look();
		expect(watcher.follow.own?.id).toBe('manual');
		expect(watcher.told).toEqual([]);
	});

	it('is found by the second of two sources, and by a short SHA, which becomes whole', () => {
		const watcher = new Watcher(undefined, commit('aaaaaaa'));
		watcher.model.start('own', [
			{action: 'Config', sha: sha('9'), subject: null},
			{action: 'Github', sha: ours, subject: 'Batch inserts (#812)'},
		]);
		watcher.look();
		expect(watcher.follow.own?.id).toBe('own');
		expect(watcher.state.tracked).toMatchObject([{sha: ours, subject: 'Batch inserts (#812)'}]);
	});

	it('shows as soon as its source has told the revision', () => {
		const watcher = new Watcher();
		watcher.model.start('own', []).enter('own', 'Github').begin('own', 'Github', 'Github');
		watcher.look();
		expect(watcher.standing).toEqual({kind: 'Awaited', searching: false});
		watcher.later();
		watcher.model.change('own', {revisions: [{action: 'Github', sha: ours, subject: null}]});
		watcher.look();
		expect(watcher.standing.kind).toBe('Running');
	});

	it('may come late, also after it was awaited in vain', () => {
		const watcher = new Watcher().look().later();
		const {name} = watcher.model.definition;
		watcher.tell({kind: 'given-up', at: watcher.clock.now(), scope: 's', pipeline: name, sha: ours}).look();
		expect(watcher.standing).toEqual({kind: 'NotTriggered', reason: 'no-execution'});
		watcher.later();
		watcher.model.start('own', ours).enter('own', 'Github');
		watcher.look();
		expect(watcher.standing.kind).toBe('Running');
	});

	it('is none in a pipeline of another repository', () => {
		const watcher = new Watcher().look();
		const {definition} = watcher.model;
		const about = {at: watcher.clock.now(), scope: 's'};
		const stages = definition.stages.map(stage => ({
			...stage,
			actions: stage.actions.map(action => ({...action, repository: action.repository && 'acme/gadgets'})),
		}));
		watcher.tell({at: about.at, kind: 'repository-known', repository: 'Acme/Gadgets'});
		expect(watcher.standing.kind, 'a fork, which no pipeline follows').toBe('Awaited');
		watcher.tell({...about, kind: 'pipelines-listed', names: [definition.name, 'gadgets']});
		watcher.tell({
			...about,
			kind: 'definition-read',
			pipeline: 'gadgets',
			definition: {...definition, name: 'gadgets', stages},
		});
		expect(watcher.standing).toEqual({kind: 'NotTriggered', reason: 'other-repository'});
	});

	it('is a later one that contains the commit when its own never started, until that does', () => {
		const watcher = new Watcher();
		watcher.model.start('next', sha('b')).pass('next', 'Github').enter('next', staging);
		watcher.contains(sha('b'), 'contains').look();
		expect(watcher.follow).toMatchObject({own: null, carriedBy: {execution: 'next'}});
		watcher.later();
		watcher.model.start('own', ours).enter('own', 'Github');
		watcher.look();
		expect(watcher.follow).toMatchObject({own: {id: 'own'}, execution: {id: 'own'}, carriedBy: null});
	});
});

describe('a commit that came through its last stage', () => {
	it.each([
		['lacks', {kind: 'not', why: 'rolled-back', by: sha('0')}, false],
		['unknown', {kind: 'unknown'}, false],
		['contains', {kind: 'reached'}, true],
	] as const)(
		'is there no more when a rollback brought something else back: %s',
		(answer, reached, there) => {
			const watcher = new Watcher();
			watcher.model.start('own', ours).pass('own', 'Github', staging, production).end('own', 'Succeeded');
			watcher.look().later();
			expect(isEverywhere([watcher.follow])).toBe(true);
			watcher.model.start('back', sha('0'), {rollback: true}).pass('back', production);
			watcher.model.end('back', 'Succeeded');
			watcher.contains(sha('0'), answer).look();
			expect(watcher.standing.kind).toBe('Succeeded');
			expect(watcher.follow.lastStage).toMatchObject({execution: 'back', rollback: true, reached});
			expect(isEverywhere([watcher.follow])).toBe(there);
		},
	);
});

it('takes nothing for done whose stages may not be seen, whatever the list of executions says', () => {
	const watcher = new Watcher();
	watcher.model.start('own', ours).pass('own', 'Github', staging, production).end('own', 'Succeeded');
	watcher.list();
	expect(isEverywhere([watcher.follow])).toBe(true);
	const {pipeline} = watcher.follow;
	const trouble = {
		kind: 'denied',
		name: 'AccessDeniedException',
		message: 'GetPipelineState is denied',
		hint: null,
		operation: 'GetPipelineState',
		since: watcher.clock.now(),
		retryAt: null,
	} as const;
	watcher.tell({kind: 'pipeline-unread', at: watcher.clock.now(), scope: 's', pipeline, trouble});
	expect(watcher.standing.kind).toBe('Succeeded');
	expect(urgencyOf(watcher.follow)).toBe('trouble');
	expect(isEverywhere([watcher.follow])).toBe(false);
});

it('counts nothing as undone that is not known: only of a stage that succeeded all is done', () => {
	const watcher = new Watcher();
	watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
	watcher.see().list().end();
	expect(watcher.follow.stages.map(({done, total}) => [done, total])).toEqual([
		[1, 1],
		[2, 2],
		[null, 2],
	]);
	watcher.record('own').end();
	expect(watcher.follow.stages.at(-1)).toMatchObject({done: 0, total: 2});
});

describe('a pipeline whose definition may not be read', () => {
	function undefinedOne(): Watcher {
		const watcher = new Watcher(clock => new PipelineModel(clock, 'p'));
		// What is listed anew is known by nothing but its name.
		const about = {kind: 'pipelines-listed', at: watcher.clock.now(), scope: 's'} as const;
		return watcher.tell({...about, names: []}).tell({...about, names: ['p']});
	}

	it('has its open gates all the same', () => {
		const watcher = undefinedOne();
		watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
		watcher.model.begin('own', production, approval);
		watcher.look();
		expect(watcher.standing).toMatchObject({kind: 'Gate', gate: {execution: 'own', action: approval}});
		expect(watcher.told).toEqual(['gate']);
		expect(watcher.follow.stages.at(-1)).toMatchObject({state: 'Gate', total: 2});
	});

	it('has them also when it is PARALLEL, and its state is empty', () => {
		const watcher = undefinedOne();
		const {stages} = watcher.model.snapshot();
		watcher.model.start('own', ours).pass('own', 'Github', staging).begin('own', production, approval);
		watcher.model.snapshot = () => ({version: 1, stages});
		watcher.look();
		expect(watcher.standing).toMatchObject({kind: 'Gate', gate: {execution: 'own', action: approval}});
	});

	it("has a gate that is an older execution's, too", () => {
		const watcher = undefinedOne();
		watcher.model.start('old', sha('0')).pass('old', 'Github', staging).enter('old', production);
		watcher.model.begin('old', production, approval);
		watcher.model.start('own', ours).pass('own', 'Github', staging).wait('own', production);
		watcher.look();
		expect(watcher.standing).toMatchObject({kind: 'Behind', obstacle: {kind: 'gate-held'}});
	});
});

describe('a PARALLEL pipeline', () => {
	const parallel = () => new Watcher(clock => new PipelineModel(clock, 'parallel', undefined, 'PARALLEL'));

	it("is followed by the execution's own record, its gate too", () => {
		const watcher = parallel();
		watcher.model.start('own', ours).pass('own', 'Github', staging);
		watcher.model.begin('own', production, approval);
		watcher.look();
		expect(watcher.stages).toEqual(['Succeeded', 'Succeeded', 'Gate']);
		expect(watcher.standing).toMatchObject({kind: 'Gate', gate: {execution: 'own', action: approval}});
		watcher.later();
		watcher.model.finish('own', production, approval).end('own', 'Stopped', 'enough');
		watcher.look();
		expect(watcher.standing).toMatchObject({kind: 'Stopped', reason: 'enough'});
		expect(watcher.stages).toEqual(['Succeeded', 'Succeeded', 'Stopped']);
	});

	it('is not told from a state that is left over from before its mode was changed', () => {
		const watcher = behindAnOlderOne();
		watcher.model.redefine({mode: 'PARALLEL'}).unwait('own').end('own', 'Cancelled').end('old', 'Cancelled');
		watcher.define().look();
		expect(watcher.standing.kind).toBe('Cancelled');
		expect(watcher.follow.gates).toEqual([]);
	});
});

it('is told from the list alone where a PARALLEL pipeline shows what it showed before', () => {
	const watcher = inStaging();
	watcher.model.finish('own', staging, base).finish('own', staging, taiko, 'Failed');
	watcher.model.stage(staging, 'Failed').redefine({mode: 'PARALLEL'});
	watcher.define();
	watcher.model.start('own again', ours).enter('own again', staging).stage(staging, 'Failed');
	watcher.list().later().see().record('own again').end();
	expect(watcher.standing.kind).toBe('Running');
});

describe('what list and state say at different times', () => {
	it('believes the state that a stage runs again, the list that an end came after it', () => {
		const watcher = inStaging();
		watcher.model.finish('own', staging, base).finish('own', staging, taiko, 'Failed');
		watcher.model.stage(staging, 'Failed').end('own', 'Failed');
		watcher.look().later();
		watcher.model.begin('own', staging, taiko).stage(staging, 'InProgress');
		watcher.see().end();
		expect(watcher.standing.kind).toBe('Running');
		watcher.later();
		watcher.model.end('own', 'Superseded');
		watcher.list().end();
		expect(watcher.standing.kind).toBe('Superseded');
	});

	it('believes the last stage before the list knows of the success', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github', staging, production);
		watcher.list().later().see().record('own').end();
		expect(watcher.standing.kind).toBe('Succeeded');
		expect(watcher.told).toEqual(['done']);
	});

	it('does not take a stage that goes on stopping for an execution that does', () => {
		const watcher = inStaging();
		watcher.model.stage(staging, 'Stopping').end('own', 'Stopping');
		watcher.look().later();
		expect(watcher.standing.kind).toBe('Stopping');
		watcher.model.end('own', 'Stopped', 'hotfix');
		watcher.list().later().see().end();
		expect(watcher.standing).toMatchObject({kind: 'Stopped', reason: 'hotfix'});
	});
});
