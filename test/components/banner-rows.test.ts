import {expect, it} from 'vitest';
import {announcementsOf} from '../../components/banner-rows.ts';
import {followsOf} from '../../source/domain/select.ts';
import {busyDay} from '../busy-day.ts';
import {look, noon, scope, shas, storeWith} from '../fixtures.ts';

it('announces a failure only once a whole look has shown that nothing of it runs any more', () => {
	const {failed} = busyDay;
	const store = storeWith([]);
	const announced = () => {
		const state = store.getState();
		const [tracked] = state.tracked;
		if (tracked === undefined) throw new Error('nothing is tracked');
		return announcementsOf(followsOf(state, tracked), shas.ours).map(({kind}) => kind);
	};
	const pipeline = failed.definition.name;
	store.dispatch({kind: 'pipelines-listed', at: noon, scope, names: [pipeline]});
	store.dispatch({
		kind: 'executions-read',
		at: noon,
		scope,
		pipeline,
		executions: failed.executions,
		newest: true,
		next: null,
	});
	expect(announced()).toEqual([]);
	look(store, failed);
	expect(announced()).toEqual(['failed']);
});
