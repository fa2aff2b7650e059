import {expect, it} from 'vitest';
import {fleetOf} from '../../source/domain/fleet.ts';
import type {RuleRun} from '../../source/domain/pipeline.ts';
import {pipelinesOf} from '../../source/domain/select.ts';
import {Program, sha} from './program.ts';

const [staging, production] = ['DeployStaging', 'DeployProduction'];
const rule: RuleRun = {
	stage: production,
	rule: 'Errors',
	provider: 'CloudWatchAlarm',
	status: 'Failed',
	startedAt: null,
	changedAt: null,
	message: null,
	url: null,
};

/** Somebody's execution, which is not followed, was kept from production. */
function refused(): Program {
	const program = new Program({interest: 'standing'});
	const model = program
		.model()
		.start('new', sha('b'))
		.pass('new', 'Github', staging)
		.enter('new', production);
	model.stage(production, 'Failed').end('new', 'Failed');
	program.port.ruleRuns.set('new', [rule]);
	return program;
}

const rulesTold = (program: Program) =>
	fleetOf(pipelinesOf(program.store.getState()), program.clock.now())
		.flatMap(({stages}) => stages)
		.flatMap(({rules}) => rules.map(each => each.rule));

it('asks once by which rule whoever stands in the fleet was refused', async () => {
	const program = await refused().begin(null);
	expect(rulesTold(program)).toEqual(['Errors']);
	await program.clock.advance(600_000);
	expect(program.port.count('ListRuleExecutions')).toBe(1);
	await program.end();
});

it('asks for the rule of an older execution when its record is wanted, and not where an action failed', async () => {
	const program = refused();
	const model = program.model().start('last', sha('c')).pass('last', 'Github', staging, production);
	model.end('last', 'Succeeded').start('bad', sha('d')).pass('bad', 'Github').enter('bad', staging);
	model.begin('bad', staging, 'DeployStagingTaiko').finish('bad', staging, 'DeployStagingTaiko', 'Failed');
	model.stage(staging, 'Failed').end('bad', 'Failed');
	await program.begin(null);
	const asked = () => program.port.count('ListRuleExecutions');
	expect(asked()).toBe(0);
	for (const execution of ['new', 'bad'])
		program.engine.send({kind: 'read-execution', scope: 's', pipeline: 'p', execution});
	await program.clock.advance(2000);
	expect(asked()).toBe(1);
	expect(program.scope.pipelines.p?.rules.new?.runs).toEqual([rule]);
	await program.end();
});
