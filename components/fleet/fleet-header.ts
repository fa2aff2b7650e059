import type {Fleet} from '../../hooks/use-fleet.ts';
import {lookedAtIn} from '../../hooks/use-fleet.ts';
import {type Commit, short} from '../../source/domain/commit.ts';
import {freshFor} from '../../source/domain/fresh.ts';
import {fleetCounts} from '../../source/wording/fleet-words.ts';
import {paintRow, type Span, widthOf} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {count, paceWords} from '../../source/wording/words.ts';
import {commonTrouble, insteadWords, lookedWords} from '../header-rows.ts';
import {fitSegments, type Segment} from '../segments.ts';

const groupingWords = {none: '', prefix: 'in groups', scope: 'by account and region'} as const;

interface HeaderView {
	readonly columns: number;
	readonly theme: Theme;
	readonly demo: boolean;
	/** Host and port of whoever is asked in AWS's place; null: AWS itself. */
	readonly instead: string | null;
	/** The commits that are followed. */
	readonly tracked: readonly Commit[];
}

/**
 * How many pipelines want to be looked at, how many were read, in which order they stand, and how fresh that is; below it
 * what troubles a whole scope.
 */
export function fleetHeader(
	{rows, found, view, scopes, now}: Fleet,
	{columns, theme, demo, instead, tracked}: HeaderView,
): readonly string[] {
	const looked = lookedAtIn(scopes);
	const pace =
		Object.values(scopes)
			.map(paceWords)
			.find(words => words !== '') ?? '';
	const place = Object.values(scopes)
		.map(({account, region}) => [account, region].filter(part => part !== null).join(' '))
		.join(', ');
	const right: readonly Segment[] = [
		{spans: [[[`by ${view.sort}`, groupingWords[view.grouping]].filter(Boolean).join(', '), 'dim']], keep: 3},
		{spans: markWords(tracked), keep: 2},
		{spans: [[place, 'dim']], keep: 1},
		{spans: [[pace, 'trouble']], keep: 3},
		...(demo ? [{spans: [['DEMO', 'gate']] as const, keep: 4}] : []),
		{spans: [[insteadWords(instead, columns), 'gate']], keep: 4},
		{
			spans: [
				[looked === null ? 'looking…' : lookedWords(now - looked, freshFor(Object.values(scopes))), 'dim'],
			],
			keep: 5,
		},
	];
	const left = fitSegments(leftSegments(rows, found, scopes), columns - 2);
	const told = fitSegments(right, Math.max(0, columns - 3 - widthOf(left)));
	const fits = widthOf(left) + widthOf(told) + 3 <= columns;
	const end: readonly Span[] = fits ? told : [];
	const between = ' '.repeat(Math.max(1, columns - 2 - widthOf(left) - widthOf(end)));
	return [
		paintRow([' ', ...left, between, ...end], columns, theme),
		...commonTrouble(Object.values(scopes), {theme, columns, now}),
	];
}

/** What the mark beside a commit means. */
function markWords(tracked: readonly Commit[]): readonly Span[] {
	const [first] = tracked;
	if (first === undefined) return [];
	return [
		[tracked.length > 1 ? '*' : `* ${short(first.sha)}`, 'mine'],
		[' yours', 'dim'],
	];
}

function leftSegments(
	rows: Fleet['rows'],
	found: Fleet['found'],
	scopes: Fleet['scopes'],
): readonly Segment[] {
	const listed = Object.values(scopes).every(({names}) => names !== null);
	const read = rows.filter(({urgency}) => urgency !== 'unread').length;
	const total = count(rows.length, 'pipeline');
	const shown = found.length < rows.length ? `${found.length} of ${total}` : total;
	const counts = fleetCounts(rows).filter(([, , style]) => style !== 'dim');
	return [
		{spans: [['fleet', 'bold']], keep: Infinity},
		{spans: [listed ? shown : 'listing the pipelines…'], keep: 100},
		...(read < rows.length ? [{spans: [[`read ${read} of ${rows.length}`, 'note']] as const, keep: 90}] : []),
		...counts.map(
			([number, words, style], index): Segment => ({
				spans: [[`${number} ${words}`, style]],
				keep: 50 - index,
			}),
		),
	];
}
