import type {ReactNode} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import {fleetLink} from '../../hooks/use-fleet-keys.ts';
import {useFollows} from '../../hooks/use-follows.ts';
import {useScroll} from '../../hooks/use-scroll.ts';
import {linkTarget} from '../../hooks/use-split.ts';
import {fleetOf} from '../../source/domain/fleet.ts';
import {fleetState} from '../../source/domain/fleet-state.ts';
import {pipelinesOf} from '../../source/domain/select.ts';
import {lookOfState} from '../../source/wording/fleet-state-words.ts';
import {breakHard, fit, paintRow} from '../../source/wording/spans.ts';
import {lookOf} from '../../source/wording/words.ts';
import {Page, pageHeight} from '../page.tsx';
import {useTheme} from '../theme-context.ts';

/** The console link of every pipeline, whole and from the first column, the most urgent first. */
export function LinksScreen({columns, rows}: {readonly columns: number; readonly rows: number}): ReactNode {
	const theme = useTheme();
	const {link, now} = useDesk();
	const {state, commit, follows} = useFollows();
	const linked =
		commit === null
			? fleetOf(pipelinesOf(state), now()).map(row => {
					const look = lookOfState(fleetState(row));
					return {pipeline: row.pipeline, look, url: link(...fleetLink(row))};
				})
			: follows.map(follow => {
					const url = link(...linkTarget(follow, follow.execution));
					return {pipeline: follow.pipeline, look: lookOf(follow.standing), url};
				});
	const text =
		linked.length === 0
			? [paintRow([' ', ['no pipeline yet', 'dim']], columns, theme)]
			: linked.flatMap(({pipeline, look: {glyph, word, style}, url}) => {
					const title = paintRow(
						[' ', [glyph, style], ' ', [pipeline, 'bold'], '  ', [word, style]],
						columns,
						theme,
					);
					return [title, ...breakHard(url, columns).map(row => fit(row, columns))];
				});
	const top = useScroll('links', text.length, pageHeight(rows));
	return <Page place="links" title="console links" {...{text, top, columns, rows}} />;
}
