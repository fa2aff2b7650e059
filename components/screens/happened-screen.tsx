import type {ReactNode} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import {useScroll} from '../../hooks/use-scroll.ts';
import {useSlice} from '../../hooks/use-slice.ts';
import type {State} from '../../source/domain/state.ts';
import {paintRow} from '../../source/wording/spans.ts';
import {happenedRow, newestFirst} from '../list-pane.ts';
import {Page, pageHeight} from '../page.tsx';
import {useTheme} from '../theme-context.ts';

const happenedIn = ({happened}: State) => happened;
const trackedIn = ({tracked}: State) => tracked;

/** All that became true, the newest first. */
export function HappenedScreen({
	columns,
	rows,
}: {
	readonly columns: number;
	readonly rows: number;
}): ReactNode {
	const theme = useTheme();
	const {now} = useDesk();
	const happened = useSlice(happenedIn);
	const several = useSlice(trackedIn).length > 1;
	const whole = (name: string) => name;
	const text =
		happened.length === 0
			? [paintRow([' ', ['nothing yet', 'dim']], columns, theme)]
			: newestFirst(happened).map(notice =>
					happenedRow(notice, {columns, theme, now: now(), shorten: whole}, several),
				);
	const top = useScroll('happened', text.length, pageHeight(rows));
	return <Page place="happened" title="what happened" {...{text, top, columns, rows}} />;
}
