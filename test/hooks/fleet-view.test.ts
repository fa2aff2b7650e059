import {describe, expect, it} from 'vitest';
import {entriesOf} from '../../hooks/fleet-entries.ts';
import {matchingRows} from '../../hooks/fleet-filter.ts';
import {arrange, firstFleetView} from '../../hooks/fleet-view.ts';
import {holdOrder} from '../../hooks/use-follows.ts';
import {busyDay} from '../busy-day.ts';
import {called, namesOf, rowsOf} from '../fleet-fixtures.ts';

const rows = rowsOf();
const found = (query: string) => namesOf(matchingRows(rows, query));

describe('the filter of the fleet', () => {
	it.each([
		['order-s', ['l-order-stream-pipeline']],
		['ORDER-S', ['l-order-stream-pipeline']],
		['lordstrm', ['l-order-stream-pipeline']],
		['fail', ['l-indexer-pipeline']],
		['gate', ['l-distributor-pipeline', 'l-order-stream-pipeline']],
		['gate order', ['l-order-stream-pipeline']],
		['zzzz', []],
	])('%s finds %j', (query, names) => {
		expect(found(query)).toEqual(names);
	});

	it('finds where a commit stands', () => {
		const sha = busyDay.carried.executions[0]?.revisions[0]?.sha ?? '';
		expect(found(sha.slice(0, 7))).toEqual(['l-order-stream-pipeline', 'l-slasher-pipeline']);
	});

	it('keeps the order, and all rows without a word', () => {
		expect(matchingRows(rows, ' ')).toEqual(rows);
		expect(found('l-')).toEqual(namesOf(rows).filter(name => name.includes('l-')));
	});
});

describe('the groups of the fleet', () => {
	const plans = [
		called(busyDay.done, 'x-calm-a-y'),
		called(busyDay.done, 'x-calm-b-y'),
		called(busyDay.failed, 'x-loud-a-y'),
		called(busyDay.done, 'x-loud-b-y'),
	];
	const grouped = {...firstFleetView, grouping: 'prefix'} as const;
	const shown = (view: typeof grouped | typeof firstFleetView) =>
		entriesOf(rowsOf(plans), view).map(entry => (entry.kind === 'row' ? entry.row.pipeline : entry.key));

	it('are folded where nothing runs and nothing is wrong', () => {
		expect(shown(grouped)).toEqual(['group:x-loud-', 'x-loud-a-y', 'x-loud-b-y', 'group:x-calm-']);
	});

	it('are all open once unfolded, while one filters, and each by hand', () => {
		const whole = ['group:x-loud-', 'x-loud-a-y', 'x-loud-b-y', 'group:x-calm-', 'x-calm-a-y', 'x-calm-b-y'];
		expect(shown({...grouped, unfolded: true})).toEqual(whole);
		expect(shown({...grouped, filter: 'x'})).toEqual(whole);
		expect(shown({...grouped, turned: ['group:x-calm-']})).toEqual(whole);
		expect(shown({...grouped, turned: ['group:x-loud-']})).toEqual(['group:x-loud-', 'group:x-calm-']);
	});
});

describe('what the user chooses of the fleet', () => {
	it('goes round the orders and the groupings that tell rows apart', () => {
		const sorts = [firstFleetView];
		for (const view of sorts) if (sorts.length < 5) sorts.push(arrange(view, {kind: 'sort'}));
		expect(sorts.map(({sort}) => sort)).toEqual([
			'urgency',
			'name',
			'last run',
			'time at the gate',
			'urgency',
		]);
		const group = (view: typeof firstFleetView) => arrange(view, {kind: 'group', among: ['prefix']});
		expect(group(firstFleetView).grouping).toBe('prefix');
		expect(group(group(firstFleetView)).grouping).toBe('none');
	});

	it('moves on from the first that is found where the selected one is not, and comes back to it', () => {
		const chosen = arrange({...firstFleetView, selected: 's a'}, {kind: 'type', letter: 'b'});
		const back = arrange(chosen, {kind: 'filter', filtering: false, text: ''});
		expect(back).toMatchObject({filter: '', selected: 's a'});
		const move = {kind: 'move', keys: ['s b', 's ba'], shown: 's b', by: 1} as const;
		expect(arrange(chosen, move).selected).toBe('s ba');
	});
});

describe('rows that are held', () => {
	const by = (items: readonly string[], before: readonly string[]) => holdOrder(before, items, item => item);

	it('stand as they stood, new ones at the end', () => {
		expect(by(['c', 'a', 'n', 'b'], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c', 'n']);
	});

	it('are the same list where nothing moves', () => {
		const items = ['a', 'c', 'n'];
		expect(by(items, ['a', 'b', 'c'])).toBe(items);
	});
});
