import type {ReactNode} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import {useNavigator} from '../../hooks/navigation.ts';
import {keyOf} from '../../hooks/selection.ts';
import {useFollows} from '../../hooks/use-follows.ts';
import {useKeys} from '../../hooks/use-keys.ts';
import {useRows} from '../../hooks/use-rows.ts';
import {useWindow} from '../../hooks/use-window.ts';
import type {Happening} from '../../source/domain/happening.ts';
import {shortener} from '../../source/wording/names.ts';
import {paintEnds, paintRow, type Span} from '../../source/wording/spans.ts';
import {Footer} from '../footer.tsx';
import {happenedRow, newestFirst, timesOf} from '../happened-rows.ts';
import {filled, partOf} from '../list-pane.ts';
import {pageHeight} from '../page.tsx';
import {Rows} from '../row.tsx';
import {useTheme} from '../theme-context.ts';
import {useHappened} from '../use-happened.ts';

/** All that became true, the newest first, before this start too; Enter leads to the pipeline. */
export function HappenedScreen({
	columns,
	rows,
}: {
	readonly columns: number;
	readonly rows: number;
}): ReactNode {
	const theme = useTheme();
	const {now, copy, open, link} = useDesk();
	const navigator = useNavigator();
	const {follows, state} = useFollows();
	const happened = newestFirst(useHappened());
	const height = pageHeight(rows);
	const list = useRows(happened, {keyOf: ({key}) => key, matches, page: height});
	const {shown, at, view} = list;
	const topOf = useWindow();
	const place = view.filtering ? 'filter' : 'happened';
	const current = shown[at] ?? null;
	const pipeline = current?.pipeline ?? null;
	const follow = follows.find(each => each.scope === current?.scope && each.pipeline === pipeline) ?? null;
	const withLink = (use: (url: string) => Promise<string>) => () =>
		follow === null ? nowhere(current) : use(link(follow.scope, follow.pipeline, null));
	useKeys(
		place,
		{
			open: () => {
				if (follow === null) return nowhere(current);
				const folded = follow.standing.kind === 'NotTriggered';
				return navigator.show({selected: keyOf(follow), folded});
			},
			'open-link': withLink(open),
			'copy-link': withLink(copy),
			...list.handlers,
		},
		{text: list.text},
	);
	const time = now();
	const times = timesOf(shown, time);
	const several = new Set(state.tracked.map(({sha}) => sha).concat(shown.flatMap(commitOf))).size > 1;
	const shorten = columns < roomForNames ? shortener(names(happened)) : whole;
	const text = shown.map((each, index) =>
		happenedRow(each, {columns, theme, now: time, times, several, selected: index === at, shorten}),
	);
	const empty = view.filter === '' ? 'nothing yet' : `nothing is like "${view.filter}"`;
	const seen = text.length === 0 ? [paintRow([' ', [empty, 'dim']], columns, theme)] : text;
	const count = text.length > height ? `${at + 1} of ${text.length} ` : '';
	const prompt: readonly Span[] = view.filtering
		? [['/', 'key'], view.filter, ['▏', 'cursor']]
		: view.filter === ''
			? []
			: [[`/${view.filter}`, 'match']];
	return (
		<>
			<Rows
				rows={[
					paintEnds([' ', ['what happened', 'bold']], [[count, 'dim']], columns, theme),
					theme.paint('line', '─'.repeat(columns)),
					...filled(partOf(seen, {height, at, key: current?.key ?? null}, topOf), columns, height),
				]}
			/>
			<Footer
				place={place}
				columns={columns}
				labels={{open: view.filtering ? 'keep' : 'pipeline', leave: 'back'}}
				without={['copy-report', 'what-happened', ...(view.filtering ? [] : (['back'] as const))]}
				prompt={prompt}
			/>
		</>
	);
}

/** From this width on names stand whole. */
const roomForNames = 80;
const whole = (name: string) => name;

function names(happened: readonly Happening[]): readonly string[] {
	return [...new Set(happened.flatMap(({pipeline}) => pipeline ?? []))];
}

function commitOf({commit}: Happening): readonly string[] {
	return commit === null ? [] : [commit];
}

/** Whether all words of the filter stand in the row. */
function matches({pipeline, commit, text, more}: Happening, filter: string): boolean {
	const row = [pipeline, commit, text, more].join(' ').toLowerCase();
	return filter
		.toLowerCase()
		.split(' ')
		.every(word => row.includes(word));
}

/** Why there is no pipeline to go to. */
function nowhere(happening: Happening | null): string {
	if (happening === null) return 'nothing is selected';
	const {pipeline} = happening;
	return pipeline === null ? 'this is about no single pipeline' : `${pipeline} is not looked at now`;
}
