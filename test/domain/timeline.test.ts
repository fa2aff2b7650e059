import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ActionRun} from '../../source/domain/pipeline.ts';
import {emptyPipeline, type PipelineRecord} from '../../source/domain/record.ts';
import {type ActionStatus, actionStatuses, executionStatuses} from '../../source/domain/status.ts';
import {shownRows, spellOf, timelineOf} from '../../source/domain/timeline.ts';
import {definition, execution, executionId, minute, noon, run, shas, stage} from '../fixtures.ts';

const defined = definition('p', [
	['Github', [['Github']]],
	['Staging', [['StagingTaiko', 'StagingBase']]],
	['Production', [['ApproveProduction'], ['ProductionTaiko', 'ProductionBase']]],
]);
const actions = defined.stages.flatMap(({name, actions: own}) =>
	own.map(action => [name, action.name] as const),
);

function pipelineOf(runs: readonly ActionRun[], over: Partial<PipelineRecord> = {}): PipelineRecord {
	return {
		...emptyPipeline('s', 'p'),
		definition: defined,
		lookedAt: noon,
		records: {[executionId(2)]: {readAt: noon, runs, foreign: [], open: false}},
		...over,
	};
}

const rowsIn = (pipeline: PipelineRecord, one = execution(2, shas.ours, 'InProgress')) =>
	timelineOf(pipeline, one).stages.flatMap(({rows}) => rows);

/** Minutes before noon: when an action began and ended. */
const anyRun = fc
	.record({
		action: fc.constantFrom(...actions),
		status: fc.constantFrom<ActionStatus>(...actionStatuses),
		from: fc.integer({min: 0, max: 40}),
		length: fc.integer({min: -3, max: 40}),
		known: fc.constantFrom('both', 'start', 'neither'),
	})
	.map(({action: [of, name], status, from, length, known}) => {
		const one = run(of, name, status, [from, from - length]);
		if (known === 'both') return one;
		return known === 'start' ? {...one, changedAt: null} : {...one, startedAt: null, changedAt: null};
	});
const anyRuns = fc
	.array(anyRun, {maxLength: 14})
	.map(all => all.map((one, index): ActionRun => ({...one, id: String(index)})));

describe('a timeline', () => {
	it('tells all of an execution’s time, each part once and none below zero', () => {
		fc.assert(
			fc.property(anyRuns, fc.constantFrom(...executionStatuses), (runs, status) => {
				const {shares, span, stages} = timelineOf(pipelineOf(runs), execution(2, shas.ours, status));
				if (shares === null || span === null) throw new Error('an execution with a start has a span');
				for (const part of Object.values(shares)) expect(part).toBeGreaterThanOrEqual(0);
				expect(shares.machines + shares.people + shares.waiting).toBe(shares.total);
				expect(shares.total).toBe(span.to - span.from);
				for (const {from, to} of stages.flatMap(({rows}) => rows.flatMap(spellOf))) {
					expect(to).toBeGreaterThanOrEqual(from);
					expect(from).toBeGreaterThanOrEqual(span.from);
					expect(to).toBeLessThanOrEqual(span.to);
				}
			}),
		);
	});

	it('has a row for every try of every action, in their order, and one for each that has not started', () => {
		fc.assert(
			fc.property(anyRuns, runs => {
				const rows = rowsIn(pipelineOf(runs));
				expect(rows.flatMap(row => row.run?.id ?? []).toSorted()).toEqual(runs.map(({id}) => id).toSorted());
				for (const [of, name] of actions) {
					const own = rows.filter(row => row.stage === of && row.name === name);
					expect(own.map(({attempt}) => attempt)).toEqual(own.map((_, index) => index + 1));
					expect(new Set(own.map(({attempts}) => attempts))).toEqual(new Set([own.length]));
					const starts = own.map(({run: one}) => one?.startedAt ?? one?.changedAt ?? Infinity);
					expect(starts).toEqual(starts.toSorted((a, b) => a - b));
				}
			}),
		);
	});

	it('takes the machines’ time apart from the people’s and from what neither worked', () => {
		const {shares} = timelineOf(
			pipelineOf([
				run('Github', 'Github', 'Succeeded', [60, 59]),
				run('Staging', 'StagingTaiko', 'Succeeded', [59, 50]),
				run('Staging', 'StagingBase', 'Succeeded', [58, 48]),
				run('Production', 'ApproveProduction', 'Succeeded', [40, 20]),
				run('Production', 'ProductionTaiko', 'InProgress', [20, 20]),
			]),
			execution(2, shas.ours, 'InProgress', {startedAt: noon - 60 * minute}),
		);
		expect(shares).toEqual({
			machines: 32 * minute,
			people: 20 * minute,
			waiting: 8 * minute,
			total: 60 * minute,
		});
	});

	it('lets what runs go on to the last look and no further', () => {
		const [, taiko] = rowsIn(pipelineOf([run('Staging', 'StagingTaiko', 'InProgress', [9, 9])]));
		expect(taiko).toMatchObject({open: true, state: 'Running', from: noon - 9 * minute, to: noon});
		const [, , , gate] = rowsIn(pipelineOf([run('Production', 'ApproveProduction', 'InProgress', [2, 2])]));
		expect(gate).toMatchObject({open: true, state: 'Waiting', usual: null});
	});

	it('sets a failed try and the one after it below each other, each with its own state', () => {
		const rows = rowsIn(
			pipelineOf([
				run('Staging', 'StagingTaiko', 'Succeeded', [3, 1]),
				run('Staging', 'StagingTaiko', 'Failed', [9, 6]),
			]),
		).filter(({name}) => name === 'StagingTaiko');
		expect(rows.map(({state, attempt, attempts}) => [state, attempt, attempts])).toEqual([
			['Failed', 1, 2],
			['Succeeded', 2, 2],
		]);
	});

	it('says what stage it waits outside of, has ahead of it, or ended before', () => {
		const runs = [run('Github', 'Github', 'Succeeded', [12, 11])];
		const snapshot = {
			version: 1,
			stages: [
				stage('Github', [2, 'Succeeded']),
				stage('Staging', [1, 'InProgress'], {inbound: [executionId(2)]}),
			],
		};
		const places = (pipeline: PipelineRecord, status: 'InProgress' | 'Superseded') =>
			timelineOf(pipeline, execution(2, shas.ours, status)).stages.map(({place}) => place);
		expect(places(pipelineOf(runs, {snapshot}), 'InProgress')).toEqual(['entered', 'waits', 'ahead']);
		expect(places(pipelineOf(runs), 'Superseded')).toEqual(['entered', 'missed', 'missed']);
		const unread = {[executionId(2)]: {readAt: null, runs, foreign: [], open: true}};
		const {stages, whole} = timelineOf(
			pipelineOf([], {records: unread}),
			execution(2, shas.ours, 'Superseded'),
		);
		expect(whole).toBe(false);
		expect(stages.map(({place}) => place)).toEqual(['entered', 'unread', 'unread']);
		expect(stages.flatMap(shownRows).map(({name}) => name)).toEqual(['Github']);
	});

	it('keeps what ran and is defined no more', () => {
		const rows = rowsIn(pipelineOf([run('Gone', 'Old', 'Succeeded', [12, 11])]));
		expect(rows.at(-1)).toMatchObject({stage: 'Gone', name: 'Old', state: 'Succeeded'});
	});
});

describe('whether all of an execution is known', () => {
	const own = [
		run('Github', 'Github', 'Succeeded', [12, 11]),
		run('Staging', 'StagingTaiko', 'Failed', [11, 6.5]),
	].map(each => ({...each, execution: executionId(2)}));
	const before = {...run('Github', 'Github', 'Succeeded', [100, 99]), execution: executionId(1)};
	const failed = execution(2, shas.ours, 'Failed');
	const whole = (over: Partial<PipelineRecord>, one = failed) =>
		timelineOf(pipelineOf([], {records: {}, ...over}), one).whole;

	it('is told by the list of past runs that was read after its end and goes back before its start', () => {
		expect(whole({pastRuns: [...own, before], measuredAt: noon})).toBe(true);
		expect(whole({pastRuns: own, measuredAt: noon})).toBe(true);
		expect(whole({pastRuns: own.slice(1), measuredAt: noon})).toBe(false);
		expect(whole({pastRuns: [...own, before], measuredAt: noon - 7 * minute})).toBe(false);
		expect(whole({pastRuns: [before], measuredAt: noon})).toBe(false);
		expect(whole({pastRuns: [...own, before], measuredAt: noon}, execution(2, shas.ours, 'InProgress'))).toBe(
			false,
		);
	});

	it('is told by its own record, unless that was read before its end', () => {
		const record = (readAt: number) => ({[executionId(2)]: {readAt, runs: own, foreign: [], open: false}});
		expect(whole({records: record(noon)})).toBe(true);
		expect(whole({records: record(noon - 8 * minute)})).toBe(false);
		expect(whole({records: record(noon - 8 * minute)}, execution(2, shas.ours, 'InProgress'))).toBe(true);
	});
});
