import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useScroll} from '../../hooks/use-scroll.ts';
import {helpRows, signRows} from '../help-rows.ts';
import {Page, pageHeight} from '../page.tsx';
import {SignsTable, signsSize} from '../signs-table.tsx';
import {useTheme} from '../theme-context.ts';

/** The narrowest table of keys that says where each of them works. */
const keysColumns = 106;

/** Every key there is, what it does and where, and what the signs mean: beside the keys where there is room, else below. */
export function HelpScreen({columns, rows}: {readonly columns: number; readonly rows: number}): ReactNode {
	const theme = useTheme();
	const wide = columns >= keysColumns + signsSize.columns && pageHeight(rows) >= signsSize.rows;
	const text = wide
		? helpRows(columns - signsSize.columns, theme)
		: [...helpRows(columns, theme), ...signRows(columns, theme)];
	const top = useScroll('help', text.length, pageHeight(rows));
	const signs = {
		columns: signsSize.columns,
		content: (
			<Box flexDirection="column">
				<SignsTable />
			</Box>
		),
	};
	return <Page place="help" title="help" {...{text, top, columns, rows, ...(wide ? {beside: signs} : {})}} />;
}
