import {describe, expect, it} from 'vitest';
import type {PastRun} from '../../source/domain/comparison.ts';
import {failedOf, newerIn, newestOfEach} from '../../source/domain/failed.ts';
import type {ActionRun} from '../../source/domain/pipeline.ts';
import {definition, execution, executionId, run, shas} from '../fixtures.ts';

const of = (number: number, each: ActionRun): PastRun => ({...each, execution: executionId(number)});

describe('the failed actions of an execution', () => {
	it('are those whose last try failed, in the order of the definition', () => {
		const runs = [
			run('Deploy', 'DeployTaiko', 'Failed', [9, 8]),
			run('Deploy', 'DeployBase', 'Succeeded', [5, 4]),
			run('Deploy', 'DeployBase', 'Failed', [9, 8]),
			run('Deploy', 'DeployArb', 'InProgress', [5, 5]),
			run('Deploy', 'DeployArb', 'Failed', [9, 8]),
			run('Deploy', 'DeployEth', 'Failed', [9, 8]),
			run('Deploy', 'Dropped', 'Failed', [10, 8]),
		];
		const {stages} = definition('l-x', [
			['Deploy', [['DeployEth', 'DeployBase', 'DeployArb', 'DeployTaiko']]],
		]);
		expect(failedOf(runs, stages).map(each => each.action)).toEqual(['DeployEth', 'DeployTaiko', 'Dropped']);
		expect(newestOfEach(runs)).toHaveLength(5);
	});
});

describe('whether a newer execution has entered the stage', () => {
	const failed = of(2, run('Deploy', 'DeployTaiko', 'Failed', [9, 8]));
	const earlier = of(1, run('Deploy', 'DeployTaiko', 'Succeeded', [60, 50]));
	const lately = {
		runs: [failed, earlier],
		whole: false,
		executions: [execution(3, shas.newer, 'InProgress')],
		mode: 'SUPERSEDED',
	} as const;
	const later = of(3, run('Deploy', 'DeployBase', 'InProgress', [2, 2]));

	it('is told by its runs there', () => {
		expect(newerIn(lately, failed)).toEqual({kind: 'none'});
		expect(newerIn({...lately, runs: [later, failed, earlier]}, failed)).toEqual({
			kind: 'entered',
			execution: executionId(3),
			commit: shas.newer,
		});
	});

	it('is not so while it is in another stage, nor in PARALLEL mode', () => {
		const elsewhere = of(3, run('Github', 'Github', 'Succeeded', [2, 1]));
		expect(newerIn({...lately, runs: [elsewhere, failed]}, failed)).toEqual({kind: 'none'});
		expect(newerIn({...lately, runs: [later, failed], mode: 'PARALLEL'}, failed)).toEqual({kind: 'none'});
	});

	it('is unknown where the runs that were read do not reach back so far', () => {
		const elsewhere = of(3, run('Github', 'Github', 'Succeeded', [2, 1]));
		expect(newerIn({...lately, runs: [elsewhere]}, failed)).toEqual({kind: 'unknown'});
		expect(newerIn({...lately, runs: []}, failed)).toEqual({kind: 'unknown'});
		expect(newerIn({...lately, runs: [elsewhere], whole: true}, failed)).toEqual({kind: 'none'});
	});
});
