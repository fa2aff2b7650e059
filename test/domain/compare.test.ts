import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Compared, comparisonIn} from '../../source/domain/compare.ts';
import type {PastRun} from '../../source/domain/comparison.ts';
import type {ActionRun} from '../../source/domain/pipeline.ts';
import type {ActionStatus} from '../../source/domain/status.ts';
import {execution, executionId, minute, noon, run, shas} from '../fixtures.ts';

const stage = 'DeployStaging';

/** A run in an execution, from so many minutes ago, two minutes long. */
function past(
	number: number,
	action: string,
	status: ActionStatus,
	from: number,
	over: Partial<PastRun> = {},
): PastRun {
	return {
		...run(stage, action, status, [from, from - 2]),
		id: `${number} ${action} ${from}`,
		execution: executionId(number),
		failure: status === 'Failed' ? {code: null, message: 'state lock'} : null,
		...over,
	};
}

const failed = past(9, 'Taiko', 'Failed', 10);
const sameMessage = ({failure}: ActionRun) => failure?.message === 'state lock';

function compare(runs: readonly PastRun[], over: Partial<Compared> = {}) {
	return comparisonIn({
		pipeline: 'indexer',
		runs: [failed, ...runs],
		failed,
		executions: [],
		sameReason: sameMessage,
		...over,
	});
}

describe('the last green run', () => {
	const green = past(7, 'Taiko', 'Succeeded', 60);

	it('is the newest success of the same action before the failed run, with its commit', () => {
		const runs = [past(5, 'Taiko', 'Succeeded', 90), green, past(8, 'Taiko', 'Failed', 30)];
		const executions = [execution(7, shas.older, 'Succeeded'), execution(9, shas.ours, 'Failed')];
		expect(compare(runs, {executions}).lastGreen).toEqual({
			execution: executionId(7),
			commit: shas.older,
			at: noon - 58 * minute,
			build: 'Taiko:1',
		});
	});

	it('is no later one: neither its own retry, nor that of a newer execution', () => {
		const later = [past(9, 'Taiko', 'Succeeded', 5), past(10, 'Taiko', 'Succeeded', 4)];
		expect(compare(later).lastGreen).toBeNull();
		expect(compare([...later, green]).lastGreen?.execution).toBe(executionId(7));
	});

	it('is of the same stage and action, and nothing is claimed of runs without times', () => {
		const others = [
			past(7, 'Base', 'Succeeded', 60),
			{...green, stage: 'DeployProduction'},
			{...green, startedAt: null, changedAt: null},
		];
		expect(compare(others).lastGreen).toBeNull();
		const timeless = {...failed, startedAt: null, changedAt: null};
		expect(compare([green], {failed: timeless}).lastGreen).toBeNull();
	});

	it('has no commit where its execution is not known', () => {
		expect(compare([green]).lastGreen?.commit).toBeNull();
	});
});

describe('the runs before', () => {
	it('count those of earlier executions that have ended, each once', () => {
		const runs = [
			past(8, 'Taiko', 'Failed', 30),
			past(8, 'Taiko', 'Failed', 40),
			past(7, 'Taiko', 'Succeeded', 60),
			past(7, 'Taiko', 'Succeeded', 60),
			past(6, 'Taiko', 'Abandoned', 70),
			past(9, 'Taiko', 'Failed', 20),
			past(10, 'Taiko', 'Failed', 5),
			past(5, 'Base', 'Succeeded', 80),
		];
		expect(compare(runs).earlier).toBe(3);
	});
});

describe('the siblings that passed', () => {
	it('are those of the same stage whose last try succeeded, without approvals', () => {
		const runs = [
			past(9, 'Optimism', 'Succeeded', 10),
			past(9, 'Base', 'Failed', 10),
			past(9, 'Base', 'Succeeded', 6),
			past(9, 'Scroll', 'Succeeded', 10),
			past(9, 'Scroll', 'InProgress', 6),
			past(9, 'Approve', 'Succeeded', 10, {category: 'Approval'}),
			past(8, 'Linea', 'Succeeded', 10),
			past(9, 'Source', 'Succeeded', 20, {stage: 'Source'}),
		];
		expect(compare(runs).passed).toEqual(['Base', 'Optimism']);
	});
});

describe('who else failed for the same reason', () => {
	it('are other chains, earlier executions and other pipelines, the newest first', () => {
		const runs = [
			past(9, 'Base', 'Failed', 8),
			past(8, 'Taiko', 'Failed', 60),
			past(8, 'Base', 'Failed', 60),
			past(7, 'Taiko', 'Succeeded', 90),
		];
		const others = [{pipeline: 'slasher', runs: [past(3, 'Base', 'Failed', 20)]}];
		expect(compare(runs, {others}).same).toEqual([
			{
				pipeline: 'indexer',
				execution: executionId(9),
				stage,
				action: 'Base',
				at: noon - 6 * minute,
			},
			{
				pipeline: 'slasher',
				execution: executionId(3),
				stage,
				action: 'Base',
				at: noon - 18 * minute,
			},
			{
				pipeline: 'indexer',
				execution: executionId(8),
				stage,
				action: 'Taiko',
				at: noon - 58 * minute,
			},
		]);
	});

	it('leaves out itself, its other tries, other reasons, what came later, and siblings that passed since', () => {
		const runs = [
			past(9, 'Taiko', 'Failed', 20),
			past(10, 'Taiko', 'Failed', 5),
			past(8, 'Taiko', 'Failed', 60, {failure: {code: null, message: 'disk full'}}),
			past(9, 'Base', 'Failed', 10),
			past(9, 'Base', 'Succeeded', 6),
		];
		const others = [{pipeline: 'indexer', runs: [past(3, 'Base', 'Failed', 20)]}];
		expect(compare(runs, {others}).same).toEqual([]);
	});

	it('names each execution and action once, and not more than twenty', () => {
		const runs = Array.from({length: 30}, (_, n) => [
			past(100 + n, 'Taiko', 'Failed', 100 + n * 10),
			past(100 + n, 'Taiko', 'Failed', 105 + n * 10),
		]).flat();
		const {same, earlier} = compare(runs);
		expect(earlier).toBe(60);
		expect(same).toHaveLength(20);
		expect(same.map(each => each.execution)).toEqual(
			Array.from({length: 20}, (_, n) => executionId(100 + n)),
		);
	});
});

it('tells the same whatever the order of the runs, and however often a page tells them', () => {
	const runs = fc.array(
		fc
			.tuple(
				fc.integer({min: 1, max: 12}),
				fc.constantFrom('Taiko', 'Base'),
				fc.constantFrom<ActionStatus>('Succeeded', 'Failed', 'Abandoned'),
				fc.integer({min: 1, max: 500}),
			)
			.map(each => past(...each)),
		{maxLength: 30},
	);
	const distinct = (all: readonly PastRun[]) => [
		...new Map(all.map(each => [each.startedAt, each])).values(),
	];
	fc.assert(
		fc.property(
			runs
				.map(distinct)
				.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, {minLength: all.length}))),
			([all, shuffled]) => {
				expect(compare([...shuffled, ...all])).toEqual(compare(all));
			},
		),
	);
});
