import {stripVTControlCharacters} from 'node:util';
import {commitOf} from '../source/domain/execution.ts';
import {isOptional, type Trouble} from '../source/domain/trouble.ts';
import {breakHard, breakWords, fit, paintEnds, paintRow, type Span, width} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {count, duration, modeWords, named, reasonIn, troubleWords} from '../source/wording/words.ts';
import type {DetailRow, DetailView} from './detail-view.ts';
import {stageRows} from './stage-rows.ts';

/** From here on a pane grows no wider rows: the eye would lose them between a name and its time. */
const widest = 110;

/** The detail's rows; the console link's, which are never left out, apart. */
export function detailRows(pane: DetailView): {
	readonly body: readonly DetailRow[];
	readonly link: readonly string[];
} {
	const view = {...pane, columns: Math.min(pane.columns, widest)};
	const {follow, columns, theme} = view;
	const plain = (text: string): DetailRow => ({text, action: null});
	const blank = plain(' '.repeat(columns));
	const reason = follow.standing === null ? '' : reasonIn(follow, view.describe);
	const nothing =
		view.execution === null && reason !== ''
			? [plain(paintRow([' ', [reason, 'waiting']], columns, theme)), blank]
			: [];
	const body = [
		...titleRows(view).map(plain),
		blank,
		...nothing,
		...view.stages
			.flatMap(stage => stageRows(stage, view))
			.map(row => (view.stale ? dimmed(row, theme) : row)),
		blank,
		...aroundRows(view).map(plain),
	];
	return {
		body: body.map(row => ({...row, text: fit(row.text, pane.columns)})),
		link: breakHard(pane.link, pane.columns).map(row => fit(row, pane.columns)),
	};
}

/** What was read too long ago keeps its words and loses its colours. */
function dimmed({text, action}: DetailRow, theme: Theme): DetailRow {
	return {text: theme.paint('dim', stripVTControlCharacters(text)), action};
}

function titleRows({follow, execution, columns, theme, stale, now}: DetailView): readonly string[] {
	const {isOwn, which} = whose(follow, execution);
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
					isOwn ? [named(commit), 'mine'] : named(commit),
				];
	const ends = [[mode, which], [which], []].map(parts => parts.filter(part => part !== '').join(' · '));
	// The pipeline's name is the last to go.
	const right = ends.find(end => width(follow.pipeline) + width(end) + 3 <= columns) ?? '';
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
			: breakWords(explained(trouble), columns - 3)
					.slice(0, 2)
					.map((row, at) =>
						paintRow([at === 0 ? [' ? ', 'trouble'] : '   ', [row, 'trouble']], columns, theme),
					);
	return [
		paintEnds([' ', [follow.pipeline, 'bold']], [[` ${right} `, 'dim']], columns, theme),
		...aboutRows(about, columns, theme),
		...old,
		...hint,
	];
}

/** A permission that is missing stands first: it must not be what is cut. */
function explained(trouble: Trouble): string {
	const {permission, message, hint} = trouble;
	if (isOptional(trouble)) return `${troubleWords(trouble)}: what it would tell is unknown`;
	if (permission !== undefined) return `${troubleWords(trouble)}: ${message}`;
	return hint === null ? message : `${message} · ${hint}`;
}

/** Whose execution it is, in a few words. */
function whose(
	follow: DetailView['follow'],
	execution: DetailView['execution'],
): {readonly isOwn: boolean; readonly which: string} {
	const other = {isOwn: false, which: 'not your commit'};
	if (execution === null) return {isOwn: false, which: ''};
	if (follow.standing === null) return follow.isAnyFollowed ? other : {isOwn: false, which: ''};
	const {runs, carriedBy} = follow;
	const index = runs.findIndex(({id}) => id === execution.id);
	if (index >= 0) return {isOwn: true, which: `run ${runs.length - index} of ${runs.length}`};
	return carriedBy?.execution === execution.id ? {isOwn: false, which: 'carries your commit'} : other;
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

function aroundRows({follow, columns, theme, describe, ahead, execution}: DetailView): readonly string[] {
	const {lastStage} = follow;
	const after = follow.standing === null ? [] : follow.after;
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
			reverted: ' (reverts yours)',
			lacks: ' (without yours)',
			unknown: ' (whether it contains yours is unknown)',
		}[next.contains];
		const more = after.length > 1 ? `, ${count(after.length - 1, 'more', 'more')}` : '';
		rows.push([' ', [fit('after yours', 24), 'dim'], ' ', `${describe(next.commit)}${contains}${more}`]);
	}
	return rows.map(spans => paintRow(spans, columns, theme));
}
