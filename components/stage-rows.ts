import {actionKey} from '../hooks/selection.ts';
import {actionLeft, type StageLeft, stageLeft, usualIn} from '../source/domain/estimate.ts';
import {newerInStage} from '../source/domain/newer.ts';
import type {ActionProgress, StageProgress} from '../source/domain/progress.ts';
import {greenWords, momentsAt} from '../source/wording/comparison-words.ts';
import {causeWords, shortened, stateWord} from '../source/wording/failure-words.ts';
import {actionLooks, stageLooks} from '../source/wording/glyphs.ts';
import {ruleWords} from '../source/wording/rule-words.ts';
import {breakWords, fit, paintEnds, paintRow, type Span, width, widthOf} from '../source/wording/spans.ts';
import {bar, leftSentence, leftWords, usualWords} from '../source/wording/time-left-words.ts';
import {duration, nameOf, reasonIn} from '../source/wording/words.ts';
import {besideRow} from './beside-row.ts';
import type {DetailRow, DetailView} from './detail-view.ts';
import {rowMarker} from './row-marker.ts';

/** A stage with its actions: what waits before it, its own row, then a row for each action. */
export function stageRows(stage: StageProgress, view: DetailView): readonly DetailRow[] {
	const only = stage.actions[0];
	// An action that is all of its stage and bears its name is one row with it.
	const single = stage.actions.length === 1 && only?.name === stage.name ? only : null;
	const opened = stage.state !== 'NotReached';
	const around = [
		...(stage.transition.open ? [] : closedRows(stage, view)),
		...(stage.state === 'Waiting' ? waitingRows(view) : []),
	];
	const text = headRow(stage, single !== null && actionKey(single) === view.action, view);
	const key = single === null ? null : actionKey(single);
	if (single !== null) {
		return [...around, ...[text, ...causeRows(single, stage, view)].map(row => ({text: row, action: key}))];
	}
	const below = opened
		? stage.actions.flatMap(action => actionRows(action, stage, view))
		: notReached(stage, view);
	return [...around, {text, action: key}, ...ruleRows(stage, view), ...below];
}

/** The rules of a condition that ended the stage. */
function ruleRows({name}: StageProgress, {theme, columns, follow}: DetailView): readonly DetailRow[] {
	if (follow.standing === null) return [];
	const {standing} = follow;
	if (standing.kind !== 'Failed' || standing.stage?.name !== name) return [];
	return standing.rules.flatMap(rule =>
		breakWords(ruleWords(rule), columns - 6)
			.slice(0, 3)
			.map((row, index) => ({
				text: paintRow([index === 0 ? '   ✗ ' : '     ', [row, 'bad']], columns, theme),
				action: null,
			})),
	);
}

/** Stages of which a count of what is done says nothing. */
const uncounted: readonly StageProgress['state'][] = ['NotReached', 'Waiting', 'Succeeded'];

function headRow(
	stage: StageProgress,
	selected: boolean,
	{theme, columns, follow, active, countedTo = follow.asOf}: DetailView,
): string {
	const look = stageLooks[stage.state];
	const elapsed = spanOf(stage.startedAt, stage.endedAt, follow.asOf);
	const counted = stage.total > 1 && !uncounted.includes(stage.state);
	const failed = stage.state === 'Failed' ? 0 : stage.actions.filter(({state}) => state === 'Failed').length;
	return paintEnds(
		[
			rowMarker({selected, active}),
			[look.glyph, look.style],
			' ',
			[stage.name, stage.state === 'NotReached' ? 'dim' : 'bold'],
			'  ',
			[counted ? `${look.word} · ${stage.done ?? '?'} of ${stage.total}` : look.word, look.style],
			[failed > 0 ? ` · ${failed} failed` : '', 'bad'],
		],
		[
			[
				[stageWords(stage, stageLeft(stage, usualIn(follow.record), countedTo)), elapsed]
					.filter(Boolean)
					.map(words => ` ${words} `)
					.join(''),
				'dim',
			],
		],
		columns,
		theme,
	);
}

/** How long a stage that runs still takes, and how long one that is ahead usually does; what people take is not in it. */
function stageWords({state}: StageProgress, left: StageLeft | null): string {
	if (left === null || left.usual === 0) return '';
	switch (state) {
		case 'Running':
			return leftWords(left);
		case 'Gate':
			return left.left === 0 ? '' : `then ${leftWords(left)}`;
		case 'NotReached':
		case 'Waiting':
			return `${usualWords(left.usual)}${left.people > 0 ? ' + approval' : ''}`;
		case 'Stopping':
		case 'Stopped':
		case 'Succeeded':
		case 'Failed':
		case 'Cancelled':
		case 'Skipped':
		case 'Unknown':
			return '';
	}
}

/** What a stage ahead will do, in few words: its run orders one after the other. */
function notReached(stage: StageProgress, {columns, theme}: DetailView): readonly DetailRow[] {
	const orders = [...Map.groupBy(stage.actions, ({runOrder}) => runOrder).entries()]
		.toSorted(([a], [b]) => a - b)
		.map(([, actions]) =>
			actions.map(action => (action.category === 'Approval' ? 'approval' : nameOf(action))).join(' '),
		);
	return breakWords(orders.join(', then '), columns - 6)
		.slice(0, 2)
		.map(row => ({text: paintRow(['     ', [row, 'dim']], columns, theme), action: null}));
}

function closedRows(stage: StageProgress, {theme, columns, follow}: DetailView): readonly DetailRow[] {
	if (stage.transition.open) return [];
	const {reason, since, by} = stage.transition;
	const details = [
		reason === '' ? '' : `"${reason}"`,
		since === null || follow.asOf === null ? '' : `${duration(follow.asOf - since)} ago`,
		by === null ? '' : `by ${by}`,
	].filter(part => part !== '');
	return breakWords(`closed: ${details.join(' · ')}`, columns - 4).map((row, index) => ({
		text: paintRow([index === 0 ? ' ‖ ' : '   ', [row, 'waiting']], columns, theme),
		action: null,
	}));
}

function waitingRows({theme, columns, follow, describe}: DetailView): readonly DetailRow[] {
	if (follow.standing === null) return [];
	const {standing} = follow;
	if (standing.kind !== 'Behind' || standing.obstacle.kind === 'transition-closed') return [];
	return [
		{
			text: paintRow([' ↓ ', [reasonIn({...follow, trouble: null}, describe), 'waiting']], columns, theme),
			action: null,
		},
	];
}

function actionRows(action: ActionProgress, stage: StageProgress, view: DetailView): readonly DetailRow[] {
	const {theme, columns, follow} = view;
	const look = actionLooks[action.state];
	const key = actionKey(action);
	const selected = key === view.action;
	const elapsed = spanOf(
		action.run?.startedAt ?? null,
		action.state === 'Running' || action.state === 'Waiting' ? null : (action.run?.changedAt ?? null),
		follow.asOf,
	);
	const name = nameOf(action);
	const word = action.state === 'Succeeded' ? '' : stateWord(action);
	const wide = Math.max(14, Math.min(widestName(view.stages), columns - 30));
	const dim = action.state === 'NotStarted';
	const row = paintEnds(
		[
			rowMarker({selected, active: view.active}),
			'  ',
			[look.glyph, look.style],
			' ',
			[fit(name, wide), selected ? 'bold' : dim ? 'dim' : 'plain'],
			' ',
			[fit(elapsed, 6, {align: 'right'}), 'dim'],
			'  ',
			[word, look.style],
		],
		endSpans(action, view, 14 + wide + width(word)),
		columns,
		theme,
	);
	return [{text: row, action: key}, ...causeRows(action, stage, view).map(text => ({text, action: key}))];
}

/** What is told of an action at its row's end: the most of it that has room beside the row's own `columns`. */
function endSpans(action: ActionProgress, view: DetailView, columns: number): readonly Span[] {
	return endings(action, view).find(spans => columns + widthOf(spans) <= view.columns) ?? [];
}

/** Of what failed, when it was last green; of what runs, what is left; of what is done, how long it usually takes. */
function endings(action: ActionProgress, view: DetailView): readonly (readonly Span[])[] {
	const {follow, countedTo = follow.asOf} = view;
	const usual = usualIn(follow.record);
	switch (action.state) {
		case 'Failed': {
			const comparison = view.comparison(action);
			const words = comparison === null ? '' : greenWords(comparison, momentsAt(view.now));
			return words === '' ? [] : [[[` ${words} `, 'dim']]];
		}
		case 'Running': {
			const left = actionLeft(action, usual, countedTo);
			if (left === null) return [];
			const style = left.over > 0 ? 'waiting' : 'dim';
			const words: Span = [` ${leftSentence(left)} `, style];
			const all: Span = [left.over > 0 ? '' : `${usualWords(left.usual)} `, 'dim'];
			const brief: Span = [` ${leftWords(left)} `, style];
			const drawn: Span = [bar(left), left.over > 0 ? 'waiting' : 'running'];
			return [[' ', drawn, words, all], [words, all], [words], [brief]];
		}
		case 'Succeeded': {
			const length = action.category === 'Approval' ? null : usual(action);
			return length === null ? [] : [[[` ${usualWords(length)} `, 'dim']]];
		}
		case 'NotStarted':
		case 'Waiting':
		case 'Abandoned':
		case 'Unknown':
			return [];
	}
}

function widestName(stages: readonly StageProgress[]): number {
	const shown = stages.filter(({state}) => state !== 'NotReached');
	return Math.max(0, ...shown.flatMap(({actions}) => actions.map(action => width(nameOf(action)))));
}

/** Under a failure one line of cause with how sure it is, and one of how others fared. */
function causeRows(action: ActionProgress, stage: StageProgress, view: DetailView): readonly string[] {
	if (action.state !== 'Failed') return [];
	const {columns, theme, now, follow, execution} = view;
	const known = action.run?.failure?.known ?? null;
	const sure = known?.sure ?? '';
	const cause = shortened(causeWords(action), columns - width(sure) - 8);
	const said =
		cause === ''
			? []
			: [paintEnds(['     ', [cause, 'cause']], sure === '' ? [] : [[`  ${sure} `, 'dim']], columns, theme)];
	if (execution === null) return said;
	const {pipeline} = follow;
	const comparison = view.comparison(action);
	const newer = newerInStage(follow.record, stage.name, execution.id);
	return [...said, ...besideRow({pipeline, action, stage, known, comparison, newer}, {columns, now, theme})];
}

/** How long something took, or takes up to the last look. */
function spanOf(from: number | null, to: number | null, asOf: number | null): string {
	const end = to ?? asOf;
	return from === null || end === null ? '' : duration(end - from);
}
