import type {Block} from '../wording/changes-blocks.ts';
import {breakWords} from '../wording/spans.ts';
import {tableRows} from '../wording/table.ts';
import type {Paper} from './paper.ts';

/** What is told of changes, as rows of text: nothing of them is cut. */
export function changesRows(blocks: readonly Block[], paper: Paper): readonly string[] {
	return blocks.flatMap(block => blockRows(block, paper));
}

function blockRows(block: Block, {columns, theme}: Paper): readonly string[] {
	switch (block.kind) {
		case 'title':
			return ['', theme.paint('bold', block.text)];
		case 'table':
			return tableRows(block.rows, theme).map(row => row.trimEnd());
		case 'prose':
			return breakWords(block.text, Math.max(20, columns - 2)).map(
				row => `  ${theme.paint(block.style, row)}`,
			);
		case 'link':
			return [block.url];
	}
}
