import {describe, expect, it} from 'vitest';
import {type Figure, holds} from '../../bench/report/figure.ts';
import {figureTable, verdict} from '../../bench/report/figure-table.ts';
import {jsonLine} from '../../bench/report/json-line.ts';
import {keyTable} from '../../bench/report/key-table.ts';
import {median, percentile, ratioOfMedians} from '../../bench/report/statistics.ts';

const figure: Figure = {
	measure: 'start',
	name: '--version',
	value: 1.3,
	unit: '×',
	limit: 1.5,
	note: '52 ms against 40 ms',
	load: 0.5,
};

describe('statistics', () => {
	it('finds the middle of any list', () => {
		expect([median([3]), median([9, 1, 5]), median([4, 1, 2, 3])]).toEqual([3, 5, 2.5]);
		expect(median([])).toBeNaN();
		expect(ratioOfMedians([30, 10, 20], [8, 12, 10])).toBe(2);
	});

	it('finds the value below which a share lies', () => {
		const list = Array.from({length: 100}, (_, index) => 100 - index);
		expect([0, 0.5, 0.95, 0.99, 1].map(share => percentile(list, share))).toEqual([1, 50, 95, 99, 100]);
		expect(percentile([], 0.5)).toBeNaN();
	});
});

describe('a figure', () => {
	it('holds at its limit, and not above it or where it could not be had', () => {
		expect([1.5, 1.51, Number.NaN].map(value => holds({value, limit: 1.5}))).toEqual([true, false, false]);
		expect(holds({value: 9, limit: null})).toBeNull();
	});

	it('is one line of JSON with all that it was taken on', () => {
		const about = {sluice: '0.1.0', node: '24.0.0', platform: 'linux', processors: 2, processor: 'x'};
		expect(JSON.parse(jsonLine(figure, about, 0))).toEqual({
			v: 1,
			at: '1970-01-01T00:00:00.000Z',
			...figure,
			holds: true,
			...about,
		});
		expect(JSON.parse(jsonLine({...figure, value: Number.NaN}, about, 0))).toMatchObject({
			value: null,
			holds: false,
		});
	});
});

it('sets figures in a table, by their measurements, with a mark where there is a limit', () => {
	const figures: readonly Figure[] = [
		figure,
		{...figure, name: 'bare node', value: 40, unit: 'ms', limit: null, note: ''},
		{...figure, measure: 'calls', name: 'calls', value: 2, unit: 'calls', limit: 1.05, note: ''},
		{...figure, measure: 'calls', name: 'lost', value: Number.NaN, unit: 'ms', limit: 33, note: ''},
	];
	expect(figureTable(figures)).toEqual([
		'',
		'start',
		'✓ --version   1.30 ×  at most 1.50 ×      52 ms against 40 ms',
		'  bare node    40 ms',
		'',
		'calls',
		'✗ calls      2 calls  at most 1.05 calls',
		'✗ lost       not had  at most 33 ms',
	]);
	expect(verdict(figures)).toBe('2 of 3 limits are missed');
	expect(verdict(figures.slice(0, 2))).toBe('no limit is missed, of 1');
});

it('sets keys in a table, those that were never shown apart', () => {
	const rows = keyTable(new Map([['j', [1, 3, null]]]));
	expect(rows.map(row => row.trim().split(/ {2,}/))).toEqual([
		['key', 'times', 'p50', 'p95', 'p99', 'most', '(ms)'],
		['j', '3', '1.0', '3.0', '3.0', '3.0', '1 not shown'],
		['all', '3', '1.0', '3.0', '3.0', '3.0', '1 not shown'],
	]);
});
