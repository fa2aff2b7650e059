import {expect, it} from 'vitest';
import {emptyState} from '../../source/domain/state.ts';
import {createStore} from '../../source/store/store.ts';

it('tells its listeners what changed, and nothing when nothing did', () => {
	const store = createStore();
	const heard: number[] = [];
	const silence = store.subscribe((state, before) => heard.push(before.now, state.now));
	store.dispatch({kind: 'clock-ticked', at: 5});
	store.dispatch({kind: 'clock-ticked', at: 5});
	store.dispatch({kind: 'clock-ticked', at: 3});
	expect(heard).toEqual([0, 5]);
	silence();
	store.dispatch({kind: 'clock-ticked', at: 9});
	expect(heard).toEqual([0, 5]);
	expect(store.getState().now).toBe(9);
});

it('begins with what it is given', () => {
	expect(createStore({...emptyState, now: 7}).getState().now).toBe(7);
});
