import {expect, it} from 'vitest';
import {knownCommits, reachOf} from '../../source/domain/reach.ts';
import {pipelinesOf} from '../../source/domain/select.ts';
import {busyDay} from '../busy-day.ts';
import {commit, execution, minute, noon, shas, storeWith} from '../fixtures.ts';

const pipelines = (...plans: Parameters<typeof storeWith>[0]) => pipelinesOf(storeWith(plans).getState());

it('counts the pipelines in which a commit came through a stage, sources left out', () => {
	const reach = reachOf(pipelines(busyDay.failed, busyDay.atGate, busyDay.done)).get(shas.ours);
	expect(reach).toEqual([
		{stage: 'DeployStaging', done: 2, of: 3, unknown: 0},
		{stage: 'DeployProduction', done: 1, of: 3, unknown: 0},
	]);
});

it('takes the word of an execution that succeeded, though its record was never read', () => {
	const reach = reachOf(pipelines(busyDay.failed)).get(shas.older);
	expect(reach).toEqual([
		{stage: 'DeployStaging', done: 1, of: 1, unknown: 0},
		{stage: 'DeployProduction', done: 1, of: 1, unknown: 0},
	]);
});

it('does not tell what it was not told: of an execution that ended elsewhere, only that it was not the end', () => {
	const plan = {
		...busyDay.failed,
		executions: [execution(2, shas.older, 'Superseded')],
		runs: {},
		stages: [],
	};
	expect(reachOf(pipelines(plan)).get(shas.older)).toEqual([
		{stage: 'DeployStaging', done: 0, of: 1, unknown: 1},
		{stage: 'DeployProduction', done: 0, of: 1, unknown: 0},
	]);
});

it('leaves out rollbacks: they run an old commit again', () => {
	const plan = {
		...busyDay.failed,
		executions: [execution(2, shas.ours, 'Succeeded', {rollback: true})],
		runs: {},
	};
	expect(reachOf(pipelines(plan)).get(shas.ours)).toBeUndefined();
});

it('unites the branch with what ran, newest first, and knows what either knows', () => {
	const known = knownCommits(
		{
			history: [commit(shas.ours, {mine: true}), commit(shas.oldest, {at: noon - 3000 * minute})],
			commits: {},
		},
		pipelines(busyDay.atGate),
	);
	expect(known.map(({sha}) => sha)).toEqual([shas.newer, shas.older, shas.ours, shas.oldest]);
	expect(known.find(({sha}) => sha === shas.ours)).toMatchObject({mine: true, author: 'Kim'});
});
