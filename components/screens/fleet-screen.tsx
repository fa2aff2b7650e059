import {type ReactNode, useMemo} from 'react';
import {type Desk, useDesk} from '../../hooks/desk.ts';
import {type Fleet, useFleet} from '../../hooks/use-fleet.ts';
import {fleetLink, fleetPlace, useFleetKeys} from '../../hooks/use-fleet-keys.ts';
import {useSlice} from '../../hooks/use-slice.ts';
import {useWindow} from '../../hooks/use-window.ts';
import {byName} from '../../source/domain/fleet.ts';
import {own} from '../../source/domain/own.ts';
import type {State} from '../../source/domain/state.ts';
import type {Command} from '../../source/keymap/keymap.ts';
import {bareNames, deployingNames} from '../../source/wording/fleet-table.ts';
import {shortener} from '../../source/wording/names.ts';
import type {Span} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {fleetCard} from '../fleet/fleet-card.ts';
import {fleetColumns} from '../fleet/fleet-columns.ts';
import {fleetHeader} from '../fleet/fleet-header.ts';
import {fleetList, fleetListHeight} from '../fleet/fleet-list.ts';
import type {FleetPaper} from '../fleet/fleet-rows.ts';
import {Footer} from '../footer.tsx';
import {Rows} from '../row.tsx';
import {isOldRow} from '../stale.ts';
import {useTheme} from '../theme-context.ts';

/** In fewer rows nothing worth while can be told below the list. */
const leastCard = 7;

interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** Every pipeline in a row, whoever's commits stand there; where rows are left, the selected one's detail below. */
export function FleetScreen({columns, rows}: Size): ReactNode {
	const theme = useTheme();
	const {session, link} = useDesk();
	const fleet = useFleet();
	const tracked = useSlice(trackedIn);
	const paper = usePaper(fleet, tracked, columns, theme);
	const header = fleetHeader(fleet, {
		columns,
		theme,
		demo: session.demo,
		instead: session.instead ?? null,
		tracked,
	});
	const ruled = rows >= 12 ? [theme.paint('line', '─'.repeat(columns))] : [];
	const height = rows - header.length - ruled.length - 1;
	const spare = height - fleetListHeight(fleet);
	const below = cardOf(fleet, spare, paper, link);
	const list = fleetList(fleet, paper, height - below.length, useWindow());
	useFleetKeys(fleet, Math.max(1, list.length - 2));
	return (
		<>
			<Rows rows={[...header, ...ruled, ...list, ...below]} />
			<Footer
				place={fleetPlace(fleet.view)}
				columns={columns}
				labels={labelsOf(fleet)}
				without={withoutKeys(fleet, columns)}
				prompt={promptOf(fleet)}
			/>
		</>
	);
}

const trackedIn = ({tracked}: State) => tracked;

function usePaper(
	{rows, scopes, now}: Fleet,
	tracked: State['tracked'],
	columns: number,
	theme: Theme,
): FleetPaper {
	const drawn = useMemo(() => {
		// In whatever order the rows stand, the columns stay.
		const inOrder = rows.toSorted((a, b) => b.stages.length - a.stages.length || byName(a, b));
		const shorten = shortener(rows.map(({pipeline}) => pipeline));
		const names = deployingNames(inOrder);
		const bare = bareNames(names);
		return {
			shorten,
			columns: fleetColumns(inOrder, shorten, columns),
			stageName: (stage: string) => bare[names.indexOf(stage)] ?? stage,
		};
	}, [rows, columns]);
	return {
		...drawn,
		total: columns,
		theme,
		now,
		isFollowed: commit => tracked.some(({sha}) => commit.startsWith(sha)),
		isStale: row => isOldRow(row, scopes[row.scope], now),
	};
}

/** What is known of the selected pipeline, in exactly so many rows; none where there is too little room. */
function cardOf(
	{entries, at, scopes}: Fleet,
	height: number,
	paper: FleetPaper,
	link: Desk['link'],
): readonly string[] {
	const entry = entries[at];
	if (height < leastCard || entry?.kind !== 'row') return [];
	const {row} = entry;
	const record = own(scopes[row.scope]?.pipelines ?? {}, row.pipeline);
	if (record === undefined) return [];
	const rule = paper.theme.paint('line', '─'.repeat(paper.total));
	return [rule, ...fleetCard(row, record, link(...fleetLink(row)), height - 1, paper)];
}

function labelsOf({view, entries, at}: Fleet): Partial<Record<Command, string>> {
	const entry = entries[at];
	return {
		open: view.filtering ? 'keep' : entry?.kind === 'group' ? (entry.open ? 'fold' : 'unfold') : 'detail',
		'only-wrong': view.onlyWrong ? 'all' : 'only wrong',
		unfold: view.unfolded ? 'fold' : 'unfold',
		leave: 'back',
	};
}

/** Where there is little room, what only the fleet does comes before what works everywhere. */
const elsewhere = ['copy-link', 'open-link', 'list-links', 'pick-commit', 'look-now'] as const;

function withoutKeys({view}: Fleet, columns: number): readonly Command[] {
	return [
		...(columns < 100 ? elsewhere : []),
		'fleet',
		'copy-report',
		...(view.grouping === 'none' ? (['unfold'] as const) : []),
		...(view.filter === '' && !view.onlyWrong ? (['back'] as const) : []),
	];
}

function promptOf({view}: Fleet): readonly Span[] {
	if (view.filtering) return [['/', 'key'], view.filter, ['▏', 'cursor']];
	if (view.filter !== '') return [[`/${view.filter}`, 'match']];
	return view.onlyWrong ? [['only wrong', 'match']] : [];
}
