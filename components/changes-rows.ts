import type {Block} from '../source/wording/changes-blocks.ts';
import {breakHard, breakWords, fit, paintRow, width} from '../source/wording/spans.ts';
import {tableRows} from '../source/wording/table.ts';
import type {Theme} from '../source/wording/theme.ts';

/** What is told of changes, in rows of exactly `columns`. */
export function changesRows(blocks: readonly Block[], columns: number, theme: Theme): readonly string[] {
	return blocks.flatMap(block => blockRows(block, columns, theme));
}

function blockRows(block: Block, columns: number, theme: Theme): readonly string[] {
	switch (block.kind) {
		case 'title': {
			const rule = '─'.repeat(Math.max(0, columns - width(block.text) - 3));
			return [paintRow([[`─ ${block.text} ${rule}`, 'line']], columns, theme)];
		}
		case 'table':
			return tableRows(block.rows, theme).map(row => fit(row === '' ? row : ` ${row}`, columns));
		case 'prose':
			return breakWords(block.text, columns - 4).map(row =>
				paintRow(['   ', [row, block.style]], columns, theme),
			);
		case 'link':
			return breakHard(block.url, columns).map(row => fit(row, columns));
	}
}
