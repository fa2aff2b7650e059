import {describe, expect, it} from 'vitest';
import {reachedIn} from '../../source/domain/reached.ts';
import {stageRun} from '../../source/domain/stage-run.ts';
import {PipelineModel} from '../pipeline-model.ts';
import {commit, ours, sha, Watcher} from './watcher.ts';

const [staging, production] = ['DeployStaging', 'DeployProduction'];
const stages = ['Github', staging, production] as const;

/** A pipeline whose production runs `0`, the commit before ours. */
function running(): Watcher {
	const watcher = new Watcher();
	watcher.model
		.start('old', sha('0'))
		.pass('old', ...stages)
		.end('old', 'Succeeded');
	watcher.contains(sha('0'), 'lacks').later();
	return watcher;
}
const reached = (watcher: Watcher, stage = production) =>
	reachedIn(watcher.pipeline, stage, commit(), watcher.state);
/** What the provider answers when it is asked who succeeded in a stage. */
const ask = (watcher: Watcher, stage: string, executions = watcher.model.succeededIn(stage)) =>
	watcher.tell({
		kind: 'succeeded-read',
		at: watcher.clock.now(),
		scope: 's',
		pipeline: watcher.model.definition.name,
		stage,
		executions,
	});

describe('what a stage runs', () => {
	it('is what succeeded there last, a rollback too', () => {
		const watcher = running();
		watcher.model
			.start('own', ours)
			.pass('own', ...stages)
			.end('own', 'Succeeded');
		watcher.look();
		expect(reached(watcher)).toEqual({kind: 'reached'});
		watcher
			.later()
			.model.start('back', sha('0'), {rollback: true})
			.pass('back', production)
			.end('back', 'Succeeded');
		watcher.look();
		expect(reached(watcher)).toEqual({kind: 'not', why: 'rolled-back', by: sha('0')});
		expect(reached(watcher, staging), 'of the other stages nothing was rolled back').toEqual({
			kind: 'reached',
		});
	});

	it('is nothing where nobody ever was', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github').enter('own', staging);
		watcher.look();
		expect(reached(watcher)).toEqual({kind: 'not', why: 'nothing', by: null});
	});

	it('stays what it was while the next one is in the stage, or has failed there', () => {
		const watcher = running();
		watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
		watcher.look();
		expect(reached(watcher, staging)).toEqual({kind: 'reached'});
		expect(reached(watcher)).toEqual({kind: 'not', why: 'older', by: sha('0')});
		watcher.model.stage(production, 'Failed').end('own', 'Failed');
		watcher.look();
		expect(reached(watcher)).toEqual({kind: 'not', why: 'older', by: sha('0')});
	});

	it('is not guessed where an execution that ended elsewhere may have come through', () => {
		const watcher = running();
		watcher.model.start('own', ours).pass('own', 'Github', staging).end('own', 'Superseded');
		watcher.model.start('next', sha('b')).pass('next', 'Github').enter('next', staging);
		watcher.look();
		expect(reached(watcher, staging)).toEqual({kind: 'unknown'});
		ask(watcher, staging);
		expect(reached(watcher, staging)).toEqual({kind: 'reached'});
	});

	it('is not what went past it because its entry condition left it out', () => {
		const watcher = running();
		watcher.model
			.start('own', ours)
			.pass('own', 'Github', staging)
			.stage(staging, 'Skipped')
			.pass('own', production)
			.end('own', 'Succeeded');
		watcher.look();
		expect(reached(watcher, production)).toEqual({kind: 'reached'});
		expect(reached(watcher, staging)).toEqual({kind: 'unknown'});
		ask(watcher, staging, watcher.model.list());
		expect(stageRun(watcher.pipeline, staging)).toMatchObject({id: 'old'});
	});

	it('is not taken from an answer that cannot have been filtered', () => {
		const watcher = running();
		watcher.model.start('own', ours).pass('own', 'Github').enter('own', staging);
		watcher.model.start('next', sha('b')).enter('next', 'Github');
		watcher.look();
		ask(watcher, staging, watcher.model.list());
		expect(stageRun(watcher.pipeline, staging)).toMatchObject({id: 'old'});
	});

	it('is asked again of a stage once somebody else has entered it', () => {
		const watcher = running();
		watcher.model.start('own', ours).pass('own', 'Github', staging).end('own', 'Superseded');
		watcher.model.start('b', sha('b')).pass('b', 'Github').enter('b', staging);
		ask(watcher.look(), staging);
		watcher.model
			.stage(staging, 'Failed')
			.end('b', 'Failed')
			.start('c', sha('c'))
			.pass('c', 'Github')
			.enter('c', staging);
		watcher.later().look();
		expect(reached(watcher, staging)).toEqual({kind: 'unknown'});
	});

	it('is what PARALLEL executions came through, which no state tells', () => {
		const watcher = new Watcher(clock => new PipelineModel(clock, 'p', undefined, 'PARALLEL'));
		watcher.model
			.start('own', ours)
			.pass('own', ...stages)
			.end('own', 'Succeeded');
		watcher.look();
		expect(reached(watcher)).toEqual({kind: 'reached'});
	});
});

describe('a commit that was taken back', () => {
	it('is not reached where version control knows the revert', () => {
		const watcher = running();
		watcher.model
			.start('own', ours)
			.pass('own', ...stages)
			.end('own', 'Succeeded');
		watcher.model
			.start('next', sha('c'))
			.pass('next', ...stages)
			.end('next', 'Succeeded');
		watcher.contains(sha('c'), 'reverted').look();
		expect(reached(watcher)).toEqual({kind: 'not', why: 'reverted', by: sha('c')});
	});

	it('is not reached where the execution itself says so, without any repository', () => {
		const watcher = running();
		watcher.model
			.start('own', ours)
			.pass('own', ...stages)
			.end('own', 'Succeeded');
		watcher.model.start('next', [{action: 'Github', sha: sha('c'), subject: 'Revert "x"', reverts: [ours]}]);
		watcher.model.pass('next', ...stages).end('next', 'Succeeded');
		watcher.look();
		expect(reached(watcher)).toEqual({kind: 'not', why: 'reverted', by: sha('c')});
	});

	it('is carried by nobody who brings the revert along', () => {
		const watcher = running();
		watcher.model.start('own', ours).pass('own', 'Github').end('own', 'Superseded');
		watcher.model.start('next', sha('c')).pass('next', 'Github').enter('next', staging);
		watcher.contains(sha('c'), 'reverted').look();
		expect(watcher.standing).toMatchObject({kind: 'Superseded', carried: 'reverted'});
		expect(watcher.state.happened.at(-1)).toMatchObject({kind: 'superseded', carried: 'no'});
	});
});

describe('of several sources', () => {
	const from = (app: string, config: string) => [
		{action: 'App', sha: app, subject: null},
		{action: 'Config', sha: config, subject: null},
	];

	it('the one that the commit came by tells whether a later execution has it', () => {
		const watcher = new Watcher();
		watcher.model
			.start('own', from(sha('1'), ours))
			.pass('own', 'Github')
			.end('own', 'Superseded');
		watcher.model
			.start('next', from(sha('2'), sha('c')))
			.pass('next', 'Github')
			.enter('next', staging);
		watcher.contains(sha('c'), 'lacks').look();
		expect(watcher.standing, 'what the other source brought is not asked about').toMatchObject({
			kind: 'Superseded',
			carried: 'lacks',
		});
		watcher.contains(sha('c'), 'contains').look();
		expect(watcher.follow.carriedBy).toMatchObject({execution: 'next'});
	});
});

it('cannot be in what started before it was made', () => {
	const watcher = running();
	watcher.contains(sha('0'), 'unknown').look();
	const hour = 3_600_000;
	const at = watcher.clock.now() + 2 * hour;
	expect(reachedIn(watcher.pipeline, production, commit(ours, {at}), watcher.state)).toMatchObject({
		why: 'older',
	});
	expect(reached(watcher)).toEqual({kind: 'unknown'});
});
