import {expect, it} from 'vitest';
import {advance} from '../../source/domain/advance.ts';
import type {TrackedPlace} from '../../source/domain/described.ts';
import type {Event} from '../../source/domain/event.ts';
import {emptyState} from '../../source/domain/state.ts';
import {commit, execution, noon, scope, shas} from '../fixtures.ts';

const tracked = (...events: readonly Event[]) =>
	events.reduce(advance, emptyState).tracked.map(({sha}) => sha);
const track = (sha: string, place?: TrackedPlace): Event => ({
	kind: 'commit-tracked',
	at: noon,
	commit: commit(sha),
	...(place === undefined ? {} : {place}),
});

it('follows one commit in the place of all others, or beside them, each once', () => {
	expect(tracked(track(shas.ours), track(shas.newer))).toEqual([shas.newer]);
	expect(tracked(track(shas.ours, 'last'), track(shas.newer, 'last'), track(shas.ours, 'last'))).toEqual([
		shas.ours,
		shas.newer,
	]);
});

it('puts a commit in front: in place of the first, unless it is one of the others', () => {
	const two = [track(shas.ours, 'last'), track(shas.newer, 'last')];
	expect(tracked(...two, track(shas.newer, 'first'))).toEqual([shas.newer, shas.ours]);
	expect(tracked(...two, track(shas.older, 'first'))).toEqual([shas.older, shas.newer]);
	expect(tracked(track(shas.older, 'first'))).toEqual([shas.older]);
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
	const short = track(shas.ours.slice(0, 7), 'last');
	expect(tracked(short, track(shas.newer, 'last'), track(shas.ours, 'last'), ...listed)).toEqual([
		shas.ours,
		shas.newer,
	]);
});
