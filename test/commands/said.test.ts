import {expect, it} from 'vitest';
import {saidOf} from '../../source/commands/said.ts';
import {ours, Watcher} from '../domain/watcher.ts';

it.each([
	['overridden', true],
	['retried', false],
] as const)(
	'says of a stage that went on before anybody saw it fail by a condition: %s',
	(how, overridden) => {
		const watcher = new Watcher();
		const {model} = watcher;
		model.start('own', ours).pass('own', 'Github').enter('own', 'DeployStaging');
		watcher.look().later();
		model.check('own', 'DeployStaging', 'Errors', 'Failed');
		watcher.later();
		const at = watcher.clock.now();
		if (overridden) model.begin('own', 'DeployStaging', 'DeployStagingTaiko');
		else model.check('own', 'DeployStaging', 'Errors', 'Succeeded', -5000);
		watcher.later().look().rules('own').end();
		const said = watcher.state.happened.map(notice => saidOf(notice, () => ''));
		expect(said).toMatchObject([
			{
				event: 'failed',
				facts: {stage: 'DeployStaging', cause: expect.stringContaining('rule Errors'), [how]: at},
			},
		]);
		expect(said[0]?.facts).not.toHaveProperty(overridden ? 'retried' : 'overridden');
	},
);

it('says of trouble whose next try is due already that it comes now', () => {
	const notice = {
		at: 5000,
		key: 'k',
		scope: 's',
		pipeline: null,
		kind: 'trouble',
		trouble: {
			kind: 'broken',
			name: 'InternalFailure',
			operation: 'GetPipelineState',
			message: 'the service failed',
			hint: null,
			since: 5000,
			retryAt: 3000,
		},
	} as const;
	expect(saidOf(notice, () => '')?.facts).toMatchObject({retry: 0});
	expect(saidOf({...notice, trouble: {...notice.trouble, retryAt: 9000}}, () => '')?.facts).toMatchObject({
		retry: 4000,
	});
});
