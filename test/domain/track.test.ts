import {expect, it} from 'vitest';
import {advance} from '../../source/domain/advance.ts';
import type {Event} from '../../source/domain/event.ts';
import {emptyState} from '../../source/domain/state.ts';
import {commit, execution, noon, scope, shas} from '../fixtures.ts';

const tracked = (...events: readonly Event[]) =>
	events.reduce(advance, emptyState).tracked.map(({sha}) => sha);
const track = (sha: string, also?: boolean): Event => ({
	kind: 'commit-tracked',
	at: noon,
	commit: commit(sha),
	...(also === undefined ? {} : {also}),
});

it('follows one commit in the place of all others, or beside them, each once', () => {
	expect(tracked(track(shas.ours), track(shas.newer))).toEqual([shas.newer]);
	expect(tracked(track(shas.ours, true), track(shas.newer, true), track(shas.ours, true))).toEqual([
		shas.ours,
		shas.newer,
	]);
});

it('follows a commit once that was given short and whole', () => {
	const listed: readonly Event[] = [
		{kind: 'scope-opened', at: noon, scope, region: 'us-west-2', interval: 1},
		{kind: 'pipelines-listed', at: noon, scope, names: ['web']},
		{
			kind: 'executions-read',
			at: noon,
			scope,
			pipeline: 'web',
			executions: [execution(1, shas.ours, 'InProgress')],
			newest: true,
			next: null,
		},
	];
	const short = track(shas.ours.slice(0, 7), true);
	expect(tracked(short, track(shas.newer, true), track(shas.ours, true), ...listed)).toEqual([
		shas.ours,
		shas.newer,
	]);
});
