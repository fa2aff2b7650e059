import type {ReactNode} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import {useKeys} from '../../hooks/use-keys.ts';
import {fit, paintRow} from '../../source/wording/spans.ts';
import {smallest} from '../layout.ts';
import {Row} from '../row.tsx';
import {useTheme} from '../theme-context.ts';

/** The one line that a terminal gets which is too small; q still quits. */
export function TinyScreen({columns, rows}: {readonly columns: number; readonly rows: number}): ReactNode {
	const theme = useTheme();
	const {quit} = useDesk();
	useKeys('tiny', {leave: () => quit()});
	const words = `needs ${smallest.columns}×${smallest.rows} (${columns}×${rows})`;
	return <Row>{paintRow([fit(words, columns)], columns, theme)}</Row>;
}
