import {describe, expect, it} from 'vitest';
import {bannerRoom, besideEachOther, layoutOf} from '../../components/layout.ts';
import {columnsOf} from '../../components/list-rows.ts';
import {followsOf} from '../../source/domain/select.ts';
import {duration} from '../../source/wording/words.ts';
import {busyDay} from '../busy-day.ts';
import {minute, noon, storeWith} from '../fixtures.ts';

describe('the banner leaves the list at least as many rows as it takes', () => {
	/** The rows of the list below a banner: beside the detail, above it, or alone. */
	function listBelow(columns: number, rows: number, header: number, banner: number): number {
		const free = rows - header - banner - 1;
		const {kind} = layoutOf(columns, rows);
		return kind === 'side' ? free - 2 : kind === 'stacked' ? Math.floor((free - 2) / 2) : free;
	}
	it.each([
		[80, 24, 6],
		[80, 15, 5],
		[40, 10, 3],
		[120, 36, 12],
		[100, 8, 2],
		[80, 60, 18],
	])('on %d×%d it has %d', (columns, rows, most) => {
		expect(bannerRoom(layoutOf(columns, rows), rows, 1)).toBe(most);
		for (const header of [1, 2, 4]) {
			const banner = bannerRoom(layoutOf(columns, rows), rows, header);
			expect(listBelow(columns, rows, header, banner)).toBeGreaterThanOrEqual(banner);
		}
	});
});

it('gives names the columns that the detail can spare, and stays as it was where they want none', () => {
	expect(besideEachOther(120)).toEqual({list: 46, detail: 73});
	expect(besideEachOther(120, 55)).toEqual({list: 55, detail: 64});
	expect(besideEachOther(120, 90)).toEqual({list: 61, detail: 58});
	expect(besideEachOther(100, 90)).toEqual({list: 46, detail: 53});
	expect(besideEachOther(200, 120)).toEqual({list: 84, detail: 115});
});

it('takes no more columns for a time than the longest of them', () => {
	const store = storeWith([busyDay.failed]);
	const wide = (now: number) => {
		store.dispatch({
			kind: 'looked',
			at: now,
			scope: follow().scope,
			pipeline: follow().pipeline,
			refused: null,
		});
		return columnsOf([follow()], {shorten: name => name, leftOf: () => null}, 46).time;
	};
	const follow = () => {
		const state = store.getState();
		const [found] = state.tracked.flatMap(commit => followsOf(state, commit));
		if (found === undefined) throw new Error('nothing is followed');
		return found;
	};
	expect(wide(noon)).toBe(4);
	const since = 'since' in follow().standing ? noon : 0;
	expect(wide(since + 700 * minute)).toBe(duration(706 * minute).length);
});
