import {expect, it} from 'vitest';
import type {Build} from '../../source/domain/build.ts';
import {emptyPipeline} from '../../source/domain/record.ts';
import {usualBuilds, usualPhases} from '../../source/domain/usual-phases.ts';
import {noon, run} from '../fixtures.ts';

const second = 1000;

function build(seconds: number, status: Build['status'] = 'Succeeded'): Build {
	const phase = (name: string, ms: number | null) =>
		({
			name,
			status: 'Succeeded',
			startedAt: noon,
			endedAt: ms === null ? null : noon + ms,
			messages: [],
		}) as const;
	return {
		id: `b:${seconds}`,
		project: 'b',
		status,
		phases: [phase('BUILD', seconds * second), phase('COMPLETED', null)],
		startedAt: noon,
		endedAt: noon,
		log: {kind: 'not-yet'},
		url: null,
	};
}

it('is the middle of what each phase took in builds that succeeded', () => {
	const usual = usualPhases([build(10), build(30), build(14), build(1, 'Failed')]);
	expect([...usual]).toEqual([['BUILD', 14 * second]]);
	expect(usualPhases([]).size).toBe(0);
});

it('is known from the newest builds of the same action that succeeded, without the one it is compared with', () => {
	const past = [9, 8, 7, 6, 5, 4, 3, 2].map(age => ({
		...run('Deploy', 'Taiko', 'Succeeded', [age, age - 0.5], {build: `taiko:${age}`}),
		execution: `e${age}`,
	}));
	const others = [
		{...run('Deploy', 'Taiko', 'Failed', [1.5, 1], {build: 'taiko:failed'}), execution: 'f'},
		{...run('Deploy', 'Base', 'Succeeded', [1, 0.5], {build: 'base:1'}), execution: 'g'},
	];
	const record = {...emptyPipeline('s', 'p'), pastRuns: [...past, ...others]};
	expect(usualBuilds(record, {stage: 'Deploy', action: 'Taiko'}, 'taiko:2')).toEqual(
		[3, 4, 5, 6, 7].map(age => `taiko:${age}`),
	);
});
