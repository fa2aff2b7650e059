import {describe, expect, it} from 'vitest';
import type {ActionRun} from '../../source/domain/pipeline.ts';
import {emptyPipeline} from '../../source/domain/record.ts';
import {usualLength} from '../../source/domain/usual.ts';

const minute = 60_000;
let count = 0;

function run(minutes: number, more: Partial<ActionRun> = {}): ActionRun & {execution: string} {
	count++;
	const startedAt = count * 3600_000;
	return {
		id: `run-${count}`,
		stage: 'Deploy',
		action: 'Taiko',
		category: 'Build',
		status: 'Succeeded',
		startedAt,
		changedAt: startedAt + minutes * minute,
		failure: null,
		build: null,
		summary: null,
		url: null,
		execution: 'e',
		...more,
	};
}

const usual = (...runs: readonly ReturnType<typeof run>[]) =>
	usualLength({...emptyPipeline('s', 'p'), pastRuns: runs}, {stage: 'Deploy', action: 'Taiko'});

it('is the middle of what succeeded runs took, and not known without one', () => {
	expect(usual()).toBeNull();
	expect(usual(run(10), run(100), run(12))).toBe(12 * minute);
	expect(usual(run(10), run(14))).toBe(12 * minute);
	expect(
		usual(run(1, {status: 'Failed'}), run(2, {status: 'InProgress'}), run(3, {status: 'Abandoned'})),
	).toBeNull();
	expect(usual(run(1, {stage: 'Test'}), run(2, {action: 'Base'}), run(3, {startedAt: null}))).toBeNull();
});

it('is that of the newest runs, in whatever order they were told', () => {
	const old = Array.from({length: 20}, () => run(60));
	const fresh = Array.from({length: 9}, () => run(5));
	expect(usual(...fresh, ...old)).toBe(5 * minute);
	expect(usual(...old, ...fresh)).toBe(5 * minute);
});

it('counts a run once that two replies have told, of executions that were followed too', () => {
	const [slow, fast, faster] = [run(60), run(5), run(4)];
	const records = {e: {readAt: 0, runs: [slow, fast], foreign: [], open: false}};
	const pipeline = {...emptyPipeline('s', 'p'), records, pastRuns: [slow, faster]};
	expect(usualLength(pipeline, {stage: 'Deploy', action: 'Taiko'})).toBe(5 * minute);
});

describe('a pipeline that was edited', () => {
	const definition = {name: 'p', version: 2, mode: 'SUPERSEDED', account: null, stages: []} as const;
	const usualNow = (...runs: readonly ReturnType<typeof run>[]) =>
		usualLength({...emptyPipeline('s', 'p'), definition, pastRuns: runs}, {stage: 'Deploy', action: 'Taiko'});
	const before = [run(60, {version: 1}), run(61, {version: 1}), run(62)];

	it('is as slow as it is now, once it ran three times', () => {
		expect(usualNow(...before, run(5, {version: 2}), run(6, {version: 2}), run(7, {version: 2}))).toBe(
			6 * minute,
		);
	});

	it('is as slow as it ever was before', () => {
		expect(usualNow(...before, run(5, {version: 2}), run(6, {version: 2}))).toBe(60 * minute);
	});
});

it('is what an earlier session knew where fewer runs are known now', () => {
	const usual = [{stage: 'Deploy', action: 'Taiko', ms: 30 * minute, runs: 9}];
	const known = (...runs: readonly ReturnType<typeof run>[]) =>
		usualLength({...emptyPipeline('s', 'p'), usual, pastRuns: runs}, {stage: 'Deploy', action: 'Taiko'});
	expect(known()).toBe(30 * minute);
	expect(known(run(5), run(5))).toBe(30 * minute);
	expect(known(run(5), run(5), run(5))).toBe(5 * minute);
});
