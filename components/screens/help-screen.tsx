import type {ReactNode} from 'react';
import {useScroll} from '../../hooks/use-scroll.ts';
import {helpRows} from '../help-rows.ts';
import {Page, pageHeight} from '../page.tsx';
import {useTheme} from '../theme-context.ts';

/** Every key there is, what it does and where, and what the signs mean. */
export function HelpScreen({columns, rows}: {readonly columns: number; readonly rows: number}): ReactNode {
	const text = helpRows(columns, useTheme());
	const top = useScroll('help', text.length, pageHeight(rows));
	return <Page place="help" title="help" {...{text, top, columns, rows}} />;
}
