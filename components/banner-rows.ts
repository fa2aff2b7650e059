import {short} from '../source/domain/commit.ts';
import type {Follow} from '../source/domain/follow.ts';
import type {Gate} from '../source/domain/gate.ts';
import type {Sha} from '../source/domain/pipeline.ts';
import {followsOf, gatesOnTheWay, isEverywhere} from '../source/domain/select.ts';
import type {State} from '../source/domain/state.ts';
import {shortened} from '../source/wording/failure-words.ts';
import {rulesWords} from '../source/wording/rule-words.ts';
import {breakHard, fit, paintRow, type Span, width, widthOf} from '../source/wording/spans.ts';
import type {Style, Theme} from '../source/wording/theme.ts';
import {clock, count, type Describe, failedWords, named, nameOf, timeLeft} from '../source/wording/words.ts';
import {fitSegments, fitsWhole, type Segment} from './segments.ts';

/** What the banner announces. */
export type Announcement =
	| {readonly kind: 'gate'; readonly key: string; readonly gate: Gate; readonly follow: Follow}
	| {readonly kind: 'failed'; readonly key: string; readonly follow: Follow}
	| {readonly kind: 'done'; readonly key: string; readonly sha: Sha; readonly pipelines: number};

/** All there is to announce: the commit's own gates, those in its way, what failed for good, and that all is done. */
export function announcementsOf(follows: readonly Follow[], sha: Sha): readonly Announcement[] {
	const gates = gatesOnTheWay(follows).flatMap((gate): Announcement[] => {
		const follow = follows.find(({gates}) => gates.includes(gate));
		if (follow === undefined) return [];
		const key = ['gate', follow.scope, gate.pipeline, gate.stage, gate.action, gate.execution, gate.openedAt];
		return [{kind: 'gate', key: key.join(' '), gate, follow}];
	});
	// Halfway through the first look it is not known yet whether siblings still run: then it has not failed for good.
	const failed = follows
		.filter(({standing, asOf}) => standing.kind === 'Failed' && asOf !== null)
		.map(
			(follow): Announcement => ({
				kind: 'failed',
				key: ['failed', follow.scope, follow.pipeline, follow.execution?.id].join(' '),
				follow,
			}),
		);
	const concerned = follows.filter(({standing}) => standing.kind !== 'NotTriggered').length;
	const done: readonly Announcement[] = isEverywhere(follows)
		? [{kind: 'done', key: `done ${sha}`, sha, pipelines: concerned}]
		: [];
	return [...gates, ...failed, ...done];
}

/**
 * What is announced of all commits that are followed, the first one's before the others'. A gate that one of them holds in
 * front of another is told once, as the one's own. That all is done is told of the first alone: its pipelines are listed.
 */
export function allAnnouncements(state: State): readonly Announcement[] {
	const all = state.tracked.flatMap((commit, index) =>
		announcementsOf(followsOf(state, commit), commit.sha).filter(({kind}) => index === 0 || kind !== 'done'),
	);
	const isOwn = (each: Announcement) => each.kind !== 'gate' || each.gate.tracked;
	const told = all.filter(each => isOwn(each) || !all.some(other => other.key === each.key && isOwn(other)));
	return told.filter(({key}, index) => told.findIndex(other => other.key === key) === index);
}

/** What the rows of a banner are written with. */
export interface BannerView {
	readonly theme: Theme;
	readonly columns: number;
	/** How many rows there are at most. */
	readonly rows: number;
	/** The pipeline that the list has selected: its gate's link is shown. */
	readonly selected: string | null;
	readonly lit: boolean;
	readonly now: number;
	readonly alsoAsk: string | null;
	shorten(name: string): string;
	describe: Describe;
	link(follow: Follow): string;
	/** How many other commits would ship with the one at the gate; null: not known. */
	others(follow: Follow, gate: Gate): number | null;
	isStale(follow: Follow): boolean;
}

/**
 * The banner's rows: one for each announcement, and below the selected gate (else the first) its console link, from the
 * first column and broken hard. What finds no room is counted at the end of the last row.
 */
export function bannerRows(announcements: readonly Announcement[], view: BannerView): readonly string[] {
	const gates = announcements.filter(({kind}) => kind === 'gate');
	const chosen = gates.find(each => each.kind === 'gate' && each.gate.pipeline === view.selected) ?? gates[0];
	const link = chosen?.kind === 'gate' ? breakHard(view.link(chosen.follow), view.columns) : [];
	const shown = announcements.slice(0, Math.max(1, view.rows));
	const linkFits = link.length > 0 && link.length < view.rows;
	const linked = linkFits ? announcements.slice(0, Math.max(1, view.rows - link.length)) : shown;
	const kept = chosen === undefined || linked.includes(chosen) ? linked : [...linked.slice(0, -1), chosen];
	const hidden = announcements.filter(each => !kept.includes(each));
	return kept.flatMap((each, index) => {
		const rest = index === kept.length - 1 ? restWords(hidden) : '';
		const row = announcementRow(each, rest, view);
		return each === chosen && linkFits ? [row, ...link] : [row];
	});
}

function restWords(hidden: readonly Announcement[]): string {
	if (hidden.length === 0) return '';
	const gates = hidden.filter(({kind}) => kind === 'gate').length;
	const others = hidden.length - gates;
	return [gates > 0 ? `+${count(gates, 'gate')}` : '', others > 0 ? `+${others} failed` : '']
		.filter(part => part !== '')
		.join(' ');
}

function announcementRow(announcement: Announcement, rest: string, view: BannerView): string {
	const {theme, columns, lit} = view;
	const tail: readonly Segment[] = rest === '' ? [] : [{spans: [[rest, 'bold']], keep: Infinity}];
	const full = [...segmentsOf(announcement, view, false), ...tail];
	const spans = fitsWhole(full, columns)
		? fitSegments(full, columns)
		: fitSegments([...segmentsOf(announcement, view, true), ...tail], columns, '  ');
	if (!lit) return paintRow(spans, columns, theme);
	const text = spans.map(span => (typeof span === 'string' ? span : span[0])).join('');
	return paintRow([[fit(text, columns), flashes[announcement.kind]]], columns, theme);
}

const flashes = {
	gate: 'flash-gate',
	failed: 'flash-bad',
	done: 'flash-good',
} as const satisfies Record<Announcement['kind'], Style>;

/** `brief`: in the fewest words, where room is short. */
function segmentsOf(announcement: Announcement, view: BannerView, brief: boolean): readonly Segment[] {
	switch (announcement.kind) {
		case 'gate':
			return gateSegments(announcement.gate, announcement.follow, view, brief);
		case 'failed':
			return failedSegments(announcement.follow, view);
		case 'done':
			return [
				{spans: [['✓ DONE', 'good'], ` ${short(announcement.sha)}`], keep: Infinity},
				{spans: ['through its last stage everywhere'], keep: 2},
				{spans: [[count(announcement.pipelines, 'pipeline'), 'dim']], keep: 1},
			];
	}
}

function gateSegments(gate: Gate, follow: Follow, view: BannerView, brief: boolean): readonly Segment[] {
	const {now, alsoAsk, describe, shorten} = view;
	const others = view.others(follow, gate);
	const yours: readonly Span[] = gate.tracked ? [['YOURS', 'mine']] : [];
	const sha = gate.tracked
		? `${gate.commit === null ? '' : short(gate.commit)}${shippedWith(others)}`
		: brief
			? `not yours ${named(gate.commit)}`
			: `not yours: ${describe(gate.commit)}`;
	const left = gate.expiresAt === null ? null : gate.expiresAt - now;
	const waiting = gate.tracked
		? gate.waiting > 0
			? `${gate.waiting} ${brief ? '' : 'newer '}${gate.waiting === 1 ? 'waits' : 'wait'}`
			: ''
		: follow.standing.kind === 'Behind'
			? brief
				? 'yours waits'
				: 'yours waits behind it'
			: '';
	const asOf = asOfWords(follow, view);
	return [
		{spans: [['▲ GATE', 'gate'], ' ', [shorten(gate.pipeline), 'bold']], keep: Infinity},
		{spans: [asOf], keep: 9},
		{spans: [brief ? gate.action : `${gate.stage}/${gate.action}`], keep: 7},
		...(brief
			? [
					{spans: yours, keep: 8},
					{spans: [sha], keep: 6},
				]
			: [{spans: [...yours, gate.tracked ? ` ${sha}` : sha], keep: 6}]),
		{spans: [waiting], keep: 4},
		{
			spans: [left === null ? '' : left <= 0 ? 'expired' : `${timeLeft(left)}${brief ? '' : ' left'}`],
			keep: 3,
		},
		{spans: [[alsoAsk === null ? '' : `also: ${alsoAsk}`, 'dim']], keep: 2},
	];
}

/** When it was so, where that is too long ago; empty: it is fresh. */
function asOfWords(follow: Follow, {isStale, now}: BannerView): string {
	return isStale(follow) && follow.asOf !== null ? `as of ${clock(follow.asOf, now)}` : '';
}

function shippedWith(others: number | null): string {
	return others === null || others === 0 ? '' : ` +${others} more`;
}

/** Fewer columns than these say nothing of a cause. */
const fewest = 20;

function failedSegments(follow: Follow, view: BannerView): readonly Segment[] {
	const {pipeline, standing} = follow;
	if (standing.kind !== 'Failed') return [];
	const {shorten, columns} = view;
	const asOf = asOfWords(follow, view);
	const {stage, failed, rules} = standing;
	const where = [stage?.name ?? '', failed.map(nameOf).join(' ')].filter(part => part !== '').join('/');
	const cause = failed.length === 1 ? failedWords(failed).replace(/^[^:]*: /, '') : rulesWords(rules);
	const head: readonly Span[] = [['✗ FAILED', 'bad'], ' ', [shorten(pipeline), 'bold']];
	const before = asOf === '' ? [] : [asOf, ' · '];
	const room = columns - widthOf([...head, ...before, where]) - 2 * ' · '.length;
	const said = shortened(cause, room);
	const fitting = width(said) <= room ? said : fit(said, room < fewest ? 0 : room);
	return [
		{spans: head, keep: Infinity},
		{spans: [asOf], keep: 9},
		{spans: [where], keep: 3},
		{spans: [[fitting, 'dim']], keep: 1},
	];
}
