import {expect, it} from 'vitest';
import {beyond, compare} from './compare.ts';
import type {Followed} from './day.ts';
import type {Happened, Told} from './simulator.ts';

const minute = 60_000;
const followed: readonly Followed[] = [{sha: 'ours', from: 0, until: 60 * minute}];
const about = {pipeline: 'p', execution: 'e', startedAt: 2 * minute};
const gate = {...about, level: 'approval', stage: 'Production', action: 'Approve'} as const;
const events: readonly Happened[] = [
	{...about, level: 'execution', at: minute, state: 'STARTED', commit: 'ours'},
	{...about, level: 'source', at: minute, state: 'SUCCEEDED'},
	{...gate, at: 2 * minute, state: 'STARTED'},
	{...gate, at: 4 * minute, state: 'SUCCEEDED'},
	{...about, level: 'execution', at: 5 * minute, state: 'SUCCEEDED', commit: null},
];

function line(event: 'gate' | 'done' | 'failed', at: number, more: Told['said']['facts'] = {}): Told {
	const facts = {pipeline: 'p', execution: 'e', commit: 'ours', carries: null, ...more};
	return {at, said: {event, at, scope: 's', words: event, facts}};
}
const opened = line('gate', 3 * minute, {stage: 'Production', action: 'Approve', since: 2 * minute});
const done = line('done', 6 * minute);
const verdict = (told: readonly Told[]) => {
	const {missed, invented, repeated} = compare({told, events, followed, stretches: []});
	return [missed.length, invented.length, repeated.length];
};

it('finds nothing to object to in what is told as it was', () => {
	expect(compare({told: [opened, done], events, followed, stretches: []})).toMatchObject({
		gates: 1,
		endings: 1,
		excused: 0,
		missed: [],
		invented: [],
		repeated: [],
		delay: {most: minute},
	});
});

it.each([
	['a gate that is not told', [done], [1, 0, 0]],
	['an ending that is not told', [opened], [1, 0, 0]],
	['a failure that was none', [opened, done, line('failed', 6 * minute)], [0, 1, 0]],
	['an ending that is told before it came', [opened, line('done', 4 * minute)], [1, 1, 0]],
	[
		'a gate of another time',
		[opened, done, {...opened, said: {...opened.said, facts: {...opened.said.facts, since: 0}}}],
		[0, 1, 0],
	],
	['a gate that is told twice', [opened, opened, done], [0, 0, 1]],
	['an ending that is told twice', [opened, done, done], [0, 0, 1]],
] as const)('finds %s', (_, told, objections) => {
	expect(verdict(told)).toEqual(objections);
});

it('finds calls beyond the budget, and none within it', () => {
	const call = (time: number) => ({service: 'codepipeline', operation: 'GetPipelineState', time});
	const within = [0, 0, 0, 0, 1000, 2000, 6000, 6000, 6000, 6000].map(call);
	expect(beyond(within, 'codepipeline', 1)).toEqual([]);
	expect(beyond([...within, call(6500)], 'codepipeline', 1)).toEqual([call(6500)]);
	expect(beyond([...within, call(6500)], 'codebuild', 1)).toEqual([]);
});
