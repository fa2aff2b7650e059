import {describe, expect, it} from 'vitest';
import type {PastRun} from '../../source/domain/comparison.ts';
import {actionHistoryOf, historyLength, historyOf} from '../../source/domain/history.ts';
import {emptyPipeline, type PipelineRecord} from '../../source/domain/record.ts';
import type {ExecutionStatus} from '../../source/domain/status.ts';
import {definition, execution, executionId, minute, noon, run, shas} from '../fixtures.ts';

const defined = definition('p', [
	['Github', [['Github']]],
	['Deploy', [['ApproveDeploy'], ['Deploy']]],
]);

/** Execution `number`: began so many hours ago, waited so long at its gate, deployed so long; minutes. */
function past(
	number: number,
	status: ExecutionStatus,
	{ago, gate = 0, work}: {readonly ago: number; readonly gate?: number; readonly work: number},
) {
	const begin = ago * 60;
	const approved = begin - 1 - gate;
	const runs: PastRun[] = [
		run('Github', 'Github', 'Succeeded', [begin, begin - 1]),
		...(gate > 0 ? [run('Deploy', 'ApproveDeploy', 'Succeeded', [begin - 1, approved])] : []),
		run('Deploy', 'Deploy', status === 'Succeeded' ? 'Succeeded' : 'Failed', [approved, approved - work]),
	].map(each => ({...each, id: `${number}/${each.action}`, execution: executionId(number)}));
	const startedAt = noon - begin * minute;
	const updatedAt = noon - (approved - work) * minute;
	return {execution: execution(number, shas.ours, status, {startedAt, updatedAt}), runs};
}

function pipelineOf(
	all: readonly ReturnType<typeof past>[],
	over: Partial<PipelineRecord> = {},
): PipelineRecord {
	return {
		...emptyPipeline('s', 'p'),
		definition: defined,
		lookedAt: noon,
		executions: all.map(each => each.execution),
		pastRuns: all.flatMap(({runs}) => runs),
		measuredAt: noon,
		...over,
	};
}

const three = [
	past(3, 'Succeeded', {ago: 2, gate: 30, work: 9}),
	past(2, 'Failed', {ago: 4, work: 3}),
	past(1, 'Succeeded', {ago: 6, gate: 5, work: 19}),
];

describe('a history', () => {
	it('tells lengths without the wait at gates, the oldest execution first', () => {
		const {executions, settled, failed, median, unread} = historyOf(pipelineOf(three));
		expect(
			executions.map(({id, length, gateWait}) => [id, (length ?? 0) / minute, (gateWait ?? 0) / minute]),
		).toEqual([
			[executionId(1), 20, 5],
			[executionId(2), 4, 0],
			[executionId(3), 10, 30],
		]);
		expect([settled, failed, unread.length]).toEqual([3, 1, 0]);
		expect(median).toBe(15 * minute);
	});

	it('counts neither what moves nor what is unknown as ended, and knows no length where nothing was read', () => {
		const moving = execution(5, shas.ours, 'InProgress');
		const strange = execution(4, shas.ours, 'Unknown');
		const pipeline = pipelineOf(three, {executions: [moving, strange, ...three.map(each => each.execution)]});
		const {settled, failed, executions} = historyOf(pipeline);
		expect([settled, failed]).toEqual([3, 1]);
		expect(executions.slice(-2).map(({length, gateWait}) => [length, gateWait])).toEqual([
			[null, null],
			[null, null],
		]);
		const blind = historyOf(pipelineOf(three, {pastRuns: null, measuredAt: null}));
		expect(blind.median).toBeNull();
		expect(blind.unread.map(({id}) => id)).toEqual([3, 2, 1].map(executionId));
		expect(blind.executions.every(({length, gateWait}) => length === null && gateWait === null)).toBe(true);
	});

	it('holds the last twenty', () => {
		const many = Array.from({length: 30}, (_, index) =>
			past(30 - index, 'Succeeded', {ago: index + 1, work: 5}),
		);
		const {executions} = historyOf(pipelineOf(many));
		expect(executions).toHaveLength(historyLength);
		expect(executions.at(-1)?.id).toBe(executionId(30));
	});

	it('sees that one stands at its gate', () => {
		const gate = {...run('Deploy', 'ApproveDeploy', 'InProgress', [5, 5])};
		const records = {[executionId(9)]: {readAt: noon, runs: [gate], foreign: [], open: false}};
		const {executions} = historyOf(
			pipelineOf([], {executions: [execution(9, shas.ours, 'InProgress')], records}),
		);
		expect(executions[0]).toMatchObject({atGate: true, gateWait: 5 * minute});
	});
});

it('tells how one action fared in the same executions', () => {
	const told = actionHistoryOf(pipelineOf(three), {stage: 'Deploy', name: 'Deploy'});
	expect(told.map(({state, length}) => [state, (length ?? 0) / minute])).toEqual([
		['Succeeded', 19],
		['Failed', 3],
		['Succeeded', 9],
	]);
	const gates = actionHistoryOf(pipelineOf(three), {stage: 'Deploy', name: 'ApproveDeploy'});
	expect(gates[1]).toMatchObject({state: 'NotStarted', length: null});
});
