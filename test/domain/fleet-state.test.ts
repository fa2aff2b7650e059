import {expect, it} from 'vitest';
import {fleetOf, fleetRow} from '../../source/domain/fleet.ts';
import {groupsOf, isWorthGrouping} from '../../source/domain/fleet-groups.ts';
import {fleetSorts, sorted} from '../../source/domain/fleet-order.ts';
import {fleetState, standsOut} from '../../source/domain/fleet-state.ts';
import {emptyPipeline} from '../../source/domain/record.ts';
import {busyDay} from '../busy-day.ts';
import {execution, minute, noon, shas, stage} from '../fixtures.ts';
import {called, namesOf, rowsOf} from '../fleet-fixtures.ts';

const day = 24 * 60 * minute;
const one = (...plans: Parameters<typeof rowsOf>[0] & {}) => {
	const [row] = rowsOf(plans);
	if (row === undefined) throw new Error('no row');
	return row;
};

it.each([
	['failed', 'Failed', 'DeployStaging'],
	['atGate', 'Gate', 'DeployProduction'],
	['carried', 'Running', 'DeployStaging'],
	['stopped', 'Stopped', 'DeployStaging'],
	['closed', 'Closed', 'DeployProduction'],
	['done', 'Done', 'DeployProduction'],
] as const)('of a pipeline that is %s is %s, in %s', (plan, kind, of) => {
	expect(fleetState(one(busyDay[plan]))).toMatchObject({kind, stand: {stage: of}});
});

it('of a stage in which something failed while the rest runs is Failing', () => {
	const {failed} = busyDay;
	const runs = (failed.runs[2] ?? []).map(each =>
		each.action === 'DeployStagingEthSepolia'
			? {...each, status: 'InProgress' as const, changedAt: null}
			: each,
	);
	const stages = failed.stages.map(each =>
		each.name === 'DeployStaging' ? stage('DeployStaging', [2, 'InProgress']) : each,
	);
	const executions = [execution(2, shas.ours, 'InProgress'), ...failed.executions.slice(1)];
	expect(fleetState(one({...failed, executions, stages, runs: {2: runs}})).kind).toBe('Failing');
});

it('is never fine where it is not known', () => {
	const record = emptyPipeline('s', 'p');
	expect(fleetState(fleetRow(record, noon)).kind).toBe('Unread');
	const denied = {kind: 'denied', name: 'AccessDenied', operation: 'GetPipelineState'} as const;
	const trouble = {...denied, message: '', hint: null, since: noon, retryAt: null};
	expect(fleetState(fleetRow({...record, trouble}, noon)).kind).toBe('Unknown');
	const parallel = {...busyDay.carried, stages: [], runs: {}};
	const unread = one({...parallel, definition: {...parallel.definition, mode: 'PARALLEL'}});
	expect(fleetState(unread).kind).toBe('Unknown');
	expect(standsOut(unread)).toBe(true);
});

it('stands out where it failed, waits for a person, is held up, or had no run for two weeks', () => {
	const {failed, atGate, closed, carried, done} = busyDay;
	const out = rowsOf([failed, atGate, closed, carried, done]).filter(standsOut);
	expect(namesOf(out).toSorted()).toEqual([
		'l-indexer-pipeline',
		'l-kailua-batch-pipeline',
		'l-order-stream-pipeline',
	]);
	const old = {...done, executions: [execution(2, shas.ours, 'Succeeded', {startedAt: noon - 15 * day})]};
	expect(standsOut(one(old))).toBe(true);
	expect(fleetState(one(old))).toMatchObject({kind: 'Idle', since: noon - 15 * day});
});

it('comes before what is done where it is held up', () => {
	const {done, closed} = busyDay;
	const rows = rowsOf([called(done, 'a'), called(closed, 'b'), called(busyDay.failed, 'c')]);
	expect(namesOf(rows)).toEqual(['c', 'b', 'a']);
	expect(fleetState(one(closed)).since).toBe(noon - 90 * minute);
});

it('is put in order by urgency, name, last run and time at the gate', () => {
	const gate = (name: string, open: number) => ({
		...called(busyDay.behindGate, name),
		stages: busyDay.behindGate.stages.map(each =>
			each.name === 'DeployProduction'
				? {
						...each,
						rows: each.rows.map(row => ({
							...row,
							run: row.run === null ? null : {...row.run, startedAt: noon - open, changedAt: noon - open},
						})),
					}
				: each,
		),
	});
	const late = {
		...called(busyDay.done, 'd'),
		executions: [execution(2, shas.ours, 'Succeeded', {startedAt: noon - minute})],
	};
	const rows = rowsOf([gate('b', minute), gate('c', 3 * day), called(busyDay.failed, 'e'), late]);
	const by = Object.fromEntries(fleetSorts.map(sort => [sort, namesOf(sorted(rows, sort)).join('')]));
	expect(by).toMatchObject({urgency: 'ebcd', name: 'bcde', 'time at the gate': 'cbed'});
	expect(by['last run']?.[0]).toBe('d');
});

it('is grouped by what names begin with that not all of them share', () => {
	const names = ['x-order-a-y', 'x-order-b-y', 'x-slasher-y', 'x-prover-a-y', 'x-prover-b-y'];
	const rows = rowsOf(names.map(name => called(busyDay.done, name)));
	expect(groupsOf(rows, 'prefix').map(({title, rows: of}) => [title, of.length])).toEqual([
		['x-order-', 2],
		['x-prover-', 2],
		['', 1],
	]);
	expect(isWorthGrouping(rows, 'prefix')).toBe(true);
	expect(isWorthGrouping(rows, 'scope')).toBe(false);
	const numbers = rowsOf(['n-1-y', 'n-2-y'].map(name => called(busyDay.done, name)));
	expect(isWorthGrouping(numbers, 'prefix')).toBe(false);
});

it('is grouped by account and region where there are several', () => {
	const rows = fleetOf(
		[emptyPipeline('one', 'a'), emptyPipeline('two', 'a'), emptyPipeline('one', 'b')],
		noon,
	);
	expect(groupsOf(rows, 'scope').map(({title, rows: of}) => [title, namesOf(of).join('')])).toEqual([
		['one', 'ab'],
		['two', 'a'],
	]);
});

it('keeps a row as long as its record stays as it was, until it is idle', () => {
	const record = emptyPipeline('s', 'p');
	expect(fleetRow(record, noon)).toBe(fleetRow(record, noon + minute));
	const listed = {...record, executions: [execution(1, shas.ours, 'Succeeded')], older: null};
	const started = listed.executions[0]?.startedAt ?? 0;
	expect(fleetRow(listed, started).idle).toBe(false);
	expect(fleetRow(listed, started + 14 * day).idle).toBe(true);
	expect(fleetRow(listed, started).idle).toBe(false);
});
