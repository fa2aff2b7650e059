import {commitOf, type Execution} from '../../source/domain/execution.ts';
import type {Sha} from '../../source/domain/pipeline.ts';
import type {ExecutionStatus} from '../../source/domain/status.ts';
import type {Look} from '../../source/wording/glyphs.ts';
import {fit, paintRow, type Span} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {duration, named, standingLooks} from '../../source/wording/words.ts';

const looks = {
	InProgress: {...standingLooks.Running, word: 'In progress'},
	Stopping: standingLooks.Stopping,
	Stopped: standingLooks.Stopped,
	Succeeded: standingLooks.Succeeded,
	Superseded: standingLooks.Superseded,
	Failed: standingLooks.Failed,
	Cancelled: standingLooks.Cancelled,
	Unknown: standingLooks.Unknown,
} as const satisfies Record<ExecutionStatus, Look>;

const wordWidth = Math.max(...Object.values(looks).map(({word}) => word.length));

export interface RunsView {
	readonly columns: number;
	readonly theme: Theme;
	readonly now: number;
	/** The execution that is shown; null: none of them. */
	readonly shown: string | null;
	isFollowed(commit: Sha): boolean;
}

/** `✓ Done  96f03cc   2h ago  took 12m  fix: retry`, a row for each execution; the newest first, as many as `height` has room for. */
export function runRows(executions: readonly Execution[], height: number, view: RunsView): readonly string[] {
	const at = executions.findIndex(({id}) => id === view.shown);
	const from = Math.max(0, Math.min(at - height + 1, executions.length - height));
	return executions.slice(from, from + Math.max(0, height)).map(each => runRow(each, view));
}

function runRow(execution: Execution, {columns, theme, now, shown, isFollowed}: RunsView): string {
	const {glyph, word, style} = looks[execution.status];
	const {startedAt, updatedAt, status} = execution;
	const commit = commitOf(execution);
	const followed = commit !== null && isFollowed(commit.sha);
	const isOver = status !== 'InProgress' && status !== 'Stopping';
	const took = isOver && startedAt !== null && updatedAt !== null ? duration(updatedAt - startedAt) : '';
	const words: readonly Span[] = [
		execution.id === shown ? ['▌', 'cursor'] : ' ',
		[glyph, style],
		columns >= 60 ? [` ${fit(word, wordWidth)} `, style] : ' ',
		followed
			? [fit(`*${named(commit.sha)}`, 8), 'mine']
			: fit(` ${commit === null ? '?' : named(commit.sha)}`, 8),
		[`  ${fit(startedAt === null ? '' : `${duration(now - startedAt)} ago`, 10, {align: 'right'})}`, 'dim'],
		[columns >= 60 ? `  ${fit(took === '' ? '' : `took ${took}`, 10)}` : '', 'dim'],
		execution.rollback ? ['  rollback', 'ended'] : '',
		`  ${commit?.subject ?? ''}`,
	];
	return paintRow(words, columns, theme);
}
