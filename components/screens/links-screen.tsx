import type {ReactNode} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import {useFollows} from '../../hooks/use-follows.ts';
import {useScroll} from '../../hooks/use-scroll.ts';
import {linkTarget} from '../../hooks/use-split.ts';
import {breakHard, fit, paintRow} from '../../source/wording/spans.ts';
import {lookOf} from '../../source/wording/words.ts';
import {Page, pageHeight} from '../page.tsx';
import {useTheme} from '../theme-context.ts';

/** The console link of every pipeline, whole and from the first column, the most urgent first. */
export function LinksScreen({columns, rows}: {readonly columns: number; readonly rows: number}): ReactNode {
	const theme = useTheme();
	const {link} = useDesk();
	const {follows} = useFollows();
	const text =
		follows.length === 0
			? [paintRow([' ', ['no pipeline yet', 'dim']], columns, theme)]
			: follows.flatMap(follow => {
					const {glyph, word, style} = lookOf(follow.standing);
					const title = paintRow(
						[' ', [glyph, style], ' ', [follow.pipeline, 'bold'], '  ', [word, style]],
						columns,
						theme,
					);
					const url = link(...linkTarget(follow, follow.execution));
					return [title, ...breakHard(url, columns).map(row => fit(row, columns))];
				});
	const top = useScroll('links', text.length, pageHeight(rows));
	return <Page place="links" title="console links" {...{text, top, columns, rows}} />;
}
