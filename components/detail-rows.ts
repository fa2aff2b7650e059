import {actionKey} from '../hooks/selection.ts';
import type {Execution} from '../source/domain/execution.ts';
import {commitOf} from '../source/domain/execution.ts';
import type {Follow} from '../source/domain/follow.ts';
import type {ActionProgress, StageProgress} from '../source/domain/progress.ts';
import {actionLooks, stageLooks} from './glyphs.ts';
import {breakHard, breakWords, fit, paintEnds, paintRow, type Span, width} from './spans.ts';
import type {Theme} from './theme.ts';
import {causeOf, count, type Describe, duration, modeWords, named, nameOf, reasonIn} from './words.ts';

/** One execution of a pipeline, as the detail shows it. */
export interface DetailView {
	readonly follow: Follow;
	/** The execution shown; null: the commit has none here. */
	readonly execution: Execution | null;
	readonly stages: readonly StageProgress[];
	readonly link: string;
	/** By how many commits it is ahead of what the last stage runs; null: not known. */
	readonly ahead: number | null;
	/** The selected action (`stage/action`), and whether the detail has the keys. */
	readonly action: string | null;
	readonly active: boolean;
	readonly stale: boolean;
	readonly now: number;
	readonly columns: number;
	readonly theme: Theme;
	describe: Describe;
}

/** A row of the detail, with the action that it is about. */
export interface DetailRow {
	readonly text: string;
	readonly action: string | null;
}

/** The detail's rows; the console link's, which are never left out, apart. */
export function detailRows(view: DetailView): {
	readonly body: readonly DetailRow[];
	readonly link: readonly string[];
} {
	const {follow, columns, theme} = view;
	const plain = (text: string): DetailRow => ({text, action: null});
	const blank = plain(' '.repeat(columns));
	const reason = reasonIn(follow, view.describe);
	const nothing =
		view.execution === null ? [plain(paintRow([' ', [reason, 'waiting']], columns, theme)), blank] : [];
	return {
		body: [
			...titleRows(view).map(plain),
			blank,
			...nothing,
			...view.stages.flatMap(stage => stageRows(stage, view)),
			blank,
			...aroundRows(view).map(plain),
		],
		link: breakHard(view.link, columns).map(row => fit(row, columns)),
	};
}

function titleRows({follow, execution, columns, theme, stale, now}: DetailView): readonly string[] {
	const index = follow.runs.findIndex(({id}) => id === execution?.id);
	const of = follow.runs.length;
	const which =
		execution === null
			? ''
			: index >= 0
				? `run ${of - index} of ${of}`
				: follow.carriedBy?.execution === execution.id
					? 'carries your commit'
					: 'not your commit';
	const mode = follow.record.definition === null ? '' : modeWords[follow.record.definition.mode];
	const commit = execution === null ? null : (commitOf(execution)?.sha ?? null);
	const about: readonly Span[] =
		execution === null
			? [' ', ['no execution', 'dim']]
			: [
					' ',
					['exec ', 'dim'],
					execution.id,
					['  commit ', 'dim'],
					index >= 0 ? [named(commit), 'mine'] : named(commit),
				];
	const right = [mode, which].filter(part => part !== '').join(' · ');
	const old =
		stale && follow.asOf !== null
			? [
					paintRow(
						[' ', [`read ${duration(now - follow.asOf)} ago: it may have moved on`, 'trouble']],
						columns,
						theme,
					),
				]
			: [];
	const trouble = follow.trouble;
	const hint =
		trouble === null
			? []
			: breakWords(`${trouble.message}${trouble.hint === null ? '' : ` · ${trouble.hint}`}`, columns - 3)
					.slice(0, 2)
					.map((row, at) =>
						paintRow([at === 0 ? [' ? ', 'trouble'] : '   ', [row, 'trouble']], columns, theme),
					);
	return [
		paintEnds([' ', [follow.pipeline, 'bold']], [[` ${right} `, 'dim']], columns, theme),
		...aboutRows(about, columns, theme),
		...hint,
		...(hint.length > 0 ? [] : old),
	];
}

/** Execution and commit on one row, or on two where the pane is narrow: an id is never cut. */
function aboutRows(about: readonly Span[], columns: number, theme: Theme): readonly string[] {
	const all = about.reduce((sum, span) => sum + width(typeof span === 'string' ? span : span[0]), 0);
	return all <= columns || about.length < 4
		? [paintRow(about, columns, theme)]
		: [
				paintRow(about.slice(0, 3), columns, theme),
				paintRow([' ', ['commit ', 'dim'], about[4] ?? ''], columns, theme),
			];
}

function stageRows(stage: StageProgress, view: DetailView): readonly DetailRow[] {
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
		return [...around, ...[text, ...causeRows(single, view)].map(row => ({text: row, action: key}))];
	}
	const below = opened ? stage.actions.flatMap(action => actionRows(action, view)) : notReached(stage, view);
	return [...around, {text, action: key}, ...below];
}

function headRow(
	stage: StageProgress,
	selected: boolean,
	{theme, columns, follow, active}: DetailView,
): string {
	const look = stageLooks[stage.state];
	const elapsed = spanOf(stage.startedAt, stage.endedAt, follow.asOf);
	const counted = stage.state !== 'NotReached' && stage.state !== 'Succeeded' && stage.total > 1;
	return paintEnds(
		[
			selected ? ['▌', active ? 'cursor' : 'dim'] : ' ',
			[look.glyph, look.style],
			' ',
			[stage.name, stage.state === 'NotReached' ? 'dim' : 'bold'],
			'  ',
			[counted ? `${look.word} · ${stage.done} of ${stage.total}` : look.word, look.style],
		],
		[[elapsed === '' ? '' : ` ${elapsed} `, 'dim']],
		columns,
		theme,
	);
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
	const {standing} = follow;
	if (standing.kind !== 'Behind' || standing.obstacle.kind === 'transition-closed') return [];
	return [
		{
			text: paintRow([' ↓ ', [reasonIn({...follow, trouble: null}, describe), 'waiting']], columns, theme),
			action: null,
		},
	];
}

function actionRows(action: ActionProgress, view: DetailView): readonly DetailRow[] {
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
	const word = action.state === 'Succeeded' ? '' : look.word;
	const wide = Math.max(14, Math.min(34, columns - 30));
	const dim = action.state === 'NotStarted';
	const row = paintRow(
		[
			selected ? ['▌', view.active ? 'cursor' : 'dim'] : ' ',
			'  ',
			[look.glyph, look.style],
			' ',
			[fit(name, wide), selected ? 'bold' : dim ? 'dim' : 'plain'],
			' ',
			[fit(elapsed, 6, {align: 'right'}), 'dim'],
			'  ',
			[word, look.style],
		],
		columns,
		theme,
	);
	return [{text: row, action: key}, ...causeRows(action, view).map(text => ({text, action: key}))];
}

/** One line of cause under a failure, and an action's own summary under an approval. */
function causeRows({state, run}: ActionProgress, {columns, theme}: DetailView): readonly string[] {
	if (state !== 'Failed' || run?.failure == null) return [];
	const cause = causeOf(run.failure);
	return cause === '' ? [] : [paintRow(['     ', [cause, 'cause']], columns, theme)];
}

/** How long something took, or takes up to the last look. */
function spanOf(from: number | null, to: number | null, asOf: number | null): string {
	const end = to ?? asOf;
	return from === null || end === null ? '' : duration(end - from);
}

function aroundRows({follow, columns, theme, describe, ahead, execution}: DetailView): readonly string[] {
	const {lastStage, after} = follow;
	const rows: (readonly Span[])[] = [];
	if (lastStage !== null) {
		const ours = lastStage.execution === execution?.id;
		rows.push([
			' ',
			[fit(`${lastStage.stage} runs`, 24), 'dim'],
			' ',
			ours ? ['this execution', 'good'] : describe(lastStage.commit),
			!ours && ahead !== null ? [`  ${count(ahead, 'commit')} behind this one`, 'dim'] : '',
		]);
	}
	const [next] = after.slice(-1);
	if (next !== undefined) {
		const contains = {
			contains: ' (contains yours)',
			lacks: ' (without yours)',
			unknown: ' (whether it contains yours is unknown)',
		}[next.contains];
		const more = after.length > 1 ? `, ${count(after.length - 1, 'more', 'more')}` : '';
		rows.push([' ', [fit('after yours', 24), 'dim'], ' ', `${describe(next.commit)}${contains}${more}`]);
	}
	return rows.map(spans => paintRow(spans, columns, theme));
}
