import {describe, expect, it} from 'vitest';
import {firstView, navigate, type Step} from '../../hooks/navigation.ts';

const after = (...steps: Step[]) => steps.reduce(navigate, firstView);
const move = (by: number): Step => ({kind: 'move', keys: ['a', 'b', 'c'], shown: 'a', by});

describe('the selection', () => {
	it('moves from what is shown, and stays within', () => {
		expect(after(move(1)).selected).toBe('b');
		expect(after(move(1), move(1), move(1)).selected).toBe('c');
		expect(after(move(-1)).selected).toBe('a');
	});

	it('stays with its pipeline when the rows change their order', () => {
		const view = after(move(1));
		expect(navigate(view, {kind: 'move', keys: ['b', 'a', 'c'], shown: 'b', by: 1}).selected).toBe('a');
		// A row that is filtered away is selected no more: the first one is shown in its place.
		const gone = {...view, selected: 'away'};
		expect(navigate(gone, {kind: 'move', keys: ['b', 'a'], shown: 'b', by: 1}).selected).toBe('a');
	});

	it('forgets the action and the execution of another pipeline', () => {
		const view = after(
			{kind: 'execution', execution: 'e1'},
			{kind: 'move-action', keys: ['x', 'y'], shown: 'x', by: 1},
		);
		expect(view.action).toBe('y');
		expect(navigate(view, move(1))).toMatchObject({action: null, execution: null});
	});
});

it('opens a screen once, and closes the last', () => {
	const view = after(
		{kind: 'open', screen: {kind: 'help'}},
		{kind: 'open', screen: {kind: 'links'}},
		{kind: 'open', screen: {kind: 'help'}},
	);
	expect(view.opened.map(({kind}) => kind)).toEqual(['links', 'help']);
	expect(navigate(view, {kind: 'close'}).opened.map(({kind}) => kind)).toEqual(['links']);
	expect(navigate(view, {kind: 'close-all'}).opened).toEqual([]);
});
