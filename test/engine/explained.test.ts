import {expect, it} from 'vitest';
import type {ActionRun} from '../../source/domain/pipeline.ts';
import {explained} from '../../source/engine/explained.ts';
import {run, stage} from '../fixtures.ts';

const asking = {urgency: 'now', signal: new AbortController().signal} as const;
const cause = {id: 'lock', cause: 'held', advice: 'wait', retryHelps: null, sure: null};

it('names the cause of a failure in the state, the record and the past runs, and leaves all else as it was', async () => {
	const failedOver = (message: string): ActionRun => ({
		...run('DeployStaging', 'DeployStagingTaiko', 'Failed', [5, 4]),
		failure: {code: null, message},
	});
	const [locked, other] = [failedOver('state lock'), failedOver('out of disk')];
	const good = run('DeployStaging', 'DeployStagingBase', 'Succeeded', [5, 3]);
	const rows = [
		{action: 'a', run: locked},
		{action: 'b', run: good},
		{action: 'c', run: null},
	];
	const snapshot = {version: 3, stages: [{...stage('DeployStaging', null), rows}]};
	const reads = explained(
		{
			state: async () => snapshot,
			actions: async () => [locked, other, good],
			runs: async () => ({items: [{...locked, execution: 'e'}], next: 'more'}),
		},
		({message}) => (message === 'state lock' ? cause : null),
	);
	const told = {...locked, failure: {code: null, message: 'state lock', known: cause}};
	expect(await reads.actions('p', 'e', asking)).toEqual([told, other, good]);
	expect(await reads.runs?.('p', null, asking)).toEqual({items: [{...told, execution: 'e'}], next: 'more'});
	expect(await reads.state('p', asking)).toEqual({
		version: 3,
		stages: [{...stage('DeployStaging', null), rows: [{action: 'a', run: told}, ...rows.slice(1)]}],
	});
});
