import {expect, it} from 'vitest';
import {newerInStage} from '../../source/domain/newer.ts';
import {busyDay} from '../busy-day.ts';
import {execution, executionId, type PipelinePlan, scope, shas, stage, storeWith} from '../fixtures.ts';

const failed = busyDay.failed;
const staging = 'DeployStaging';

function newer(over: Partial<PipelinePlan> = {}) {
	const name = failed.definition.name;
	const record = storeWith([{...failed, ...over}]).getState().scopes[scope]?.pipelines[name];
	return record === undefined ? null : newerInStage(record, staging, executionId(2));
}
const heldBy = (held: Parameters<typeof stage>[1]) =>
	failed.stages.map(each => (each.name === staging ? stage(staging, held) : each));

it('finds no newer execution while the stage still shows the failed one', () => {
	expect(newer()).toEqual({kind: 'none'});
});

it('names the execution that has entered, and its commit where that is known', () => {
	expect(newer({stages: heldBy([3, 'InProgress'])})).toEqual({
		kind: 'entered',
		execution: executionId(3),
		commit: null,
	});
	const executions = [execution(3, shas.newer, 'InProgress'), ...failed.executions];
	expect(newer({stages: heldBy([3, 'InProgress']), executions})).toMatchObject({commit: shas.newer});
});

it('takes an older one for a state that lags, and a PARALLEL pipeline for one without such a lock', () => {
	expect(newer({stages: heldBy([1, 'Succeeded'])})).toEqual({kind: 'unknown'});
	expect(newer({stages: heldBy(null)})).toEqual({kind: 'unknown'});
	expect(newer({definition: {...failed.definition, mode: 'PARALLEL'}})).toEqual({kind: 'none'});
});
