import {describe, expect, it} from 'vitest';
import {type Cell, tableRows, tableWidth} from '../../source/wording/table.ts';
import {createTheme} from '../../source/wording/theme.ts';

const plain = createTheme({level: 0, unicode: true});
const rows: readonly (readonly Cell[])[] = [
	[['l-indexer'], ['✓ ', ['acfd7c6', 'dim']], [], ['4m']],
	[['l-a'], ['·'], [], []],
	[['漢字'], [], [], ['2h']],
];

describe('a table', () => {
	it('stands in columns, without a column of nothing and without blanks at the end', () => {
		expect(tableRows(rows, plain)).toEqual([
			'l-indexer  ✓ acfd7c6  4m',
			'l-a        ·',
			'漢字                  2h',
		]);
	});

	it('is as wide as its widest row', () => {
		expect(tableWidth(rows)).toBe(24);
		expect(tableWidth([])).toBe(0);
	});

	it('stands the same with colours', () => {
		const coloured = tableRows(rows, createTheme({level: 1, unicode: true}));
		expect(coloured[0]).toContain('\u001b[');
		const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
		expect(coloured.map(row => row.replace(colour, ''))).toEqual(tableRows(rows, plain));
	});
});
