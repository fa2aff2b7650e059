import {expect, it} from 'vitest';
import {announcementsOf, type BannerView, bannerRows} from '../../components/banner-rows.ts';
import {followsOf} from '../../source/domain/select.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {named} from '../../source/wording/words.ts';
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

it('cuts a long cause of a failure rather than leave it out, and tells resources shortly first', () => {
	const {failed} = busyDay;
	const store = storeWith([failed]);
	const cause = (text: string) => ({id: 'denied', cause: text, advice: '', retryHelps: null, sure: null});
	const row = (text: string, columns: number) => {
		store.dispatch({
			kind: 'cause-known',
			at: noon,
			scope,
			pipeline: failed.definition.name,
			build: 'DeployStagingTaiko:1',
			cause: cause(text),
		});
		const state = store.getState();
		const follows = state.tracked.flatMap(commit => followsOf(state, commit));
		const view: BannerView = {
			columns,
			rows: 3,
			selected: null,
			lit: false,
			now: noon,
			alsoAsk: null,
			theme: createTheme({level: 0, unicode: true}),
			shorten: name => name,
			describe: named,
			link: () => '',
			others: () => null,
			isStale: () => false,
		};
		return bannerRows(announcementsOf(follows, shas.ours), view)[0]?.trimEnd();
	};
	const where = '✗ FAILED l-indexer-pipeline · DeployStaging/Taiko';
	expect(row('arn:aws:iam::123456789012:role/deploy is denied', 90)).toBe(
		`${where} · …:role/deploy is denied`,
	);
	expect(row('the role that deploys is denied to the pipeline', 80)).toBe(
		`${where} · the role that deploys is de…`,
	);
	expect(row('the role that deploys is denied to the pipeline', 60)).toBe(where);
});
