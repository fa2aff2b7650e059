import {type Dispatch, type ReactNode, useMemo} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import type {Step, View} from '../../hooks/navigation.ts';
import {actionKey, commitKey, keyOf, listed} from '../../hooks/selection.ts';
import {useAttention} from '../../hooks/use-attention.ts';
import {usePastRuns} from '../../hooks/use-compared.ts';
import {linkTarget, type Split, useSplit} from '../../hooks/use-split.ts';
import {placeOf, useSplitKeys} from '../../hooks/use-split-keys.ts';
import {type TopOf, useWindow} from '../../hooks/use-window.ts';
import {sameReasonAs} from '../../source/diagnosis/same-reason.ts';
import type {Commit} from '../../source/domain/commit.ts';
import {comparisonOf} from '../../source/domain/compare-of.ts';
import {countedTo, followLeft} from '../../source/domain/estimate.ts';
import {commitOf} from '../../source/domain/execution.ts';
import type {Follow} from '../../source/domain/follow.ts';
import type {Happening} from '../../source/domain/happening.ts';
import {allPictures} from '../../source/domain/remembered.ts';
import {followsOf, inUrgencyOrder, scopesOf} from '../../source/domain/select.ts';
import type {State} from '../../source/domain/state.ts';
import {aheadBy, describeIn, shippedWith} from '../../source/wording/describe.ts';
import {shortener} from '../../source/wording/names.ts';
import {type Announcement, allAnnouncements, bannerRows} from '../banner-rows.ts';
import {otherCommit} from '../commit-rows.ts';
import {headerRows} from '../header-rows.ts';
import {bannerRoom, layoutOf} from '../layout.ts';
import {beforeListing, type Memories} from '../remembered-row.ts';
import {type Reporter, useReporter} from '../report/use-report.ts';
import {Rows} from '../row.tsx';
import {SplitFooter} from '../split-footer.tsx';
import {splitRows} from '../split-rows.ts';
import {isStale} from '../stale.ts';
import {useTheme} from '../theme-context.ts';
import {useHappened} from '../use-happened.ts';

export interface SplitScreenProps {
	readonly view: View;
	readonly step: Dispatch<Step>;
	readonly reporter: Reporter;
	readonly columns: number;
	readonly rows: number;
}

/** Header, banner, list and detail, footer: what is seen all day. */
export function SplitScreen({view, step, reporter, columns, rows}: SplitScreenProps): ReactNode {
	const theme = useTheme();
	const {session, link} = useDesk();
	const split = useSplit(view);
	const {state, now, follow, other, execution} = split;
	useReporter(reporter, {split, view});
	const topOf = useWindow();
	const happened = useHappened();
	const layout = layoutOf(columns, rows);
	const panes = layout.kind !== 'list';
	const failed =
		(panes || view.pane === 'detail') &&
		split.stages.some(({actions}) => actions.some(({state}) => state === 'Failed'));
	usePastRuns(
		follow === null ? null : {scope: follow.scope, name: follow.pipeline},
		failed && execution !== null ? execution.id : null,
	);
	const announced = useMemo(() => allAnnouncements(state), [state]);
	const announcements = visible(announced, view.hidden);
	const lit = useAttention(announcements.map(({key}) => key));
	const memories = useMemo(() => memoriesIn(state, split.commit, now), [state, split.commit, now]);
	const names = useMemo(() => namesIn(split.follows, memories).join('\n'), [split.follows, memories]);
	const shorten = useMemo(() => shortener(names === '' ? [] : names.split('\n')), [names]);
	const shared = {
		theme,
		now,
		shorten,
		describe: describeIn(state, now),
		isStale: (each: Follow) => isStale(each, state.scopes[each.scope], now),
		isBlind: (each: Follow) => state.scopes[each.scope]?.trouble != null,
	};
	const lookedAt = ({scope}: Follow) => state.scopes[scope]?.lookedAt ?? null;
	const header = headerRows(split.commit, scopesOf(state), {
		...shared,
		columns,
		demo: session.demo,
		instead: session.instead ?? null,
		lookedAt: split.lookedAt,
	});
	const banner = bannerRows(announcements, {
		...shared,
		columns,
		rows: bannerRoom(layout, rows, header.length),
		selected: view.selected === null ? null : (follow?.pipeline ?? null),
		lit,
		alsoAsk: session.alsoAsk,
		link: each => link(...linkTarget(each, each.execution)),
		others: (each, gate) => shippedWith(state, each, gate),
	});
	const list = {
		...shared,
		list: split.list,
		others: split.others.map(each => otherCommit(state, each)),
		selected: other !== null ? commitKey(other) : follow === null ? null : keyOf(follow),
		active: view.pane === 'list',
		memories,
		topOf,
		leftOf: (each: Follow) => followLeft(each, lookedAt(each)),
		empty: emptyWords(split, view, session.mine === true),
		happened: concerning(happened, split.commit),
	};
	const body = splitRows({
		layout,
		columns,
		height: rows - header.length - banner.length - 1,
		theme,
		pane: view.pane,
		list,
		preview:
			other === null
				? null
				: {
						...list,
						list: listed(inUrgencyOrder(followsOf(state, other)), {...view, filter: '', onlyWrong: false}),
						others: [],
						topOf: fromTheFirst,
						selected: null,
						happened: [],
						empty: '',
					},
		detail:
			follow === null
				? null
				: {
						...shared,
						follow,
						execution,
						stages: split.stages,
						link: link(...linkTarget(follow, execution)),
						ahead: aheadBy(
							state,
							execution === null ? null : (commitOf(execution)?.sha ?? null),
							follow.lastStage?.commit ?? null,
						),
						action: split.action === null ? null : actionKey(split.action),
						active: view.pane === 'detail',
						countedTo: countedTo(follow, lookedAt(follow)),
						stale: shared.isStale(follow),
						comparison: ({stage, name: action}) =>
							execution === null
								? null
								: comparisonOf(
										state,
										{scope: follow.scope, pipeline: follow.pipeline, execution: execution.id, stage, action},
										sameReasonAs,
									),
					},
	});
	useSplitKeys({
		view,
		step,
		split,
		panes,
		page: Math.max(1, body.length - 4),
		announced: announcements.map(({key}) => key),
	});
	return (
		<>
			<Rows rows={[...header, ...banner, ...body]} />
			<SplitFooter
				place={placeOf(view, panes)}
				columns={columns}
				view={view}
				split={split}
				announced={announcements.length > 0}
				shorten={shorten}
			/>
		</>
	);
}

/** A preview has no keys. */
const fromTheFirst: TopOf = () => 0;

/** What an earlier session saw, as long as nobody has looked since. */
function memoriesIn(state: State, commit: Commit | null, now: number): Memories {
	const scopes = scopesOf(state);
	const listed = scopes.every(({names}) => names !== null);
	return {commit: commit?.sha ?? '', now, pictures: commit === null ? new Map() : allPictures(state), listed};
}

/** What all names share is left out: those of the pipelines that the commit concerns. */
function namesIn(follows: readonly Follow[], memories: Memories): readonly string[] {
	const concerned = follows.filter(
		({standing, pipeline}) =>
			standing.kind !== 'NotTriggered' && memories.pictures.get(pipeline)?.standing !== 'NotTriggered',
	);
	return [...concerned.map(({pipeline}) => pipeline), ...beforeListing(memories).map(([name]) => name)];
}

/** All announcements as long as one of them is not hidden: what the user hid comes back with what is new. */
function visible(announcements: readonly Announcement[], hidden: readonly string[]): readonly Announcement[] {
	return announcements.every(({key}) => hidden.includes(key)) ? [] : announcements;
}

/** What happened to a commit, and what troubled its sight: the row of another commit tells of that one. */
function concerning(happened: readonly Happening[], commit: Commit | null): readonly Happening[] {
	return happened.filter(
		each => each.commit === null || commit === null || commit.sha.startsWith(each.commit),
	);
}

function emptyWords({commit, follows, list}: Split, {filter, onlyWrong}: View, mine: boolean): string {
	if (commit === null && mine) return 'waiting for your next merge: c picks a commit';
	if (commit === null) return 'no commit: c picks one, F shows the fleet';
	if (follows.length === 0) return 'looking for pipelines…';
	if (filter !== '') return `no pipeline is called like "${filter}"`;
	if (onlyWrong) return 'nothing is wrong';
	return list.folded.length > 0 ? 'the commit concerns no pipeline' : '';
}
