import type {ReactNode} from 'react';
import {useDesk} from '../hooks/desk.ts';
import type {View} from '../hooks/navigation.ts';
import type {Split} from '../hooks/use-split.ts';
import type {Notice} from '../source/domain/notice.ts';
import type {PipelineName} from '../source/domain/pipeline.ts';
import type {ActionProgress} from '../source/domain/progress.ts';
import {scopesOf} from '../source/domain/select.ts';
import type {Command, Place} from '../source/keymap/keymap.ts';
import type {Span} from '../source/wording/spans.ts';
import {Footer} from './footer.tsx';

interface SplitFooterProps {
	readonly place: Place;
	readonly columns: number;
	readonly view: View;
	readonly split: Split;
	readonly announced: boolean;
	shorten(name: string): string;
}

/** The footer of the split view: its keys, what is typed into the filter, hints of the demo, the pace of the calls. */
export function SplitFooter({place, columns, view, split, announced, shorten}: SplitFooterProps): ReactNode {
	const {session} = useDesk();
	const {action, list, follow, other, state, now} = split;
	const detail = place === 'detail' || place === 'split-detail';
	const without: readonly (Command | false)[] = [
		!announced && 'hide-banner',
		list.folded.length === 0 && !view.unfolded && 'unfold',
		...((follow?.record.executions.length ?? 0) < 2 ? (['older', 'newer'] as const) : []),
		!detail && view.filter === '' && !view.onlyWrong && 'back',
	];
	const labels: Partial<Record<Command, string>> = {
		open:
			other !== null ? 'follow first' : detail ? openLabel(action) : place === 'filter' ? 'keep' : 'detail',
		unfold: view.unfolded ? 'fold' : 'unfold',
		'only-wrong': view.onlyWrong ? 'all' : 'only wrong',
		leave: place === 'detail' ? 'list' : 'quit',
	};
	const here = {detail, selected: follow?.pipeline ?? null, shorten};
	const hint = session.demo ? demoHint(state.happened, now, here) : null;
	const prompt: readonly Span[] =
		place === 'filter'
			? [['/', 'key'], view.filter, ['▏', 'cursor']]
			: hint === null || columns < 80
				? filterPrompt(view)
				: [[hint, 'gate']];
	return (
		<Footer
			place={place}
			columns={columns}
			labels={labels}
			without={without.filter(command => command !== false)}
			prompt={prompt}
			right={paceOf(split, columns)}
		/>
	);
}

/** What Enter does with an action, in a word or three. */
export function openLabel(action: ActionProgress | null): string {
	if (action?.state === 'Failed' && action.run?.build === null) return 'why';
	if (action?.category === 'Approval') return 'what it ships';
	return action?.run?.build == null ? 'open' : 'log';
}

function filterPrompt({filter, onlyWrong}: View): readonly Span[] {
	if (filter !== '') return [[`/${filter}`, 'match']];
	return onlyWrong ? [['only wrong', 'match']] : [];
}

/** The calls of the last minute on wide screens; why looks come slower than asked for on all. */
function paceOf({state}: Split, columns: number): readonly Span[] {
	const scopes = scopesOf(state);
	const slowed = scopes.find(({slowedBy}) => slowedBy !== null)?.slowedBy ?? null;
	const calls = scopes.reduce((sum, scope) => sum + scope.calls, 0);
	if (slowed !== null) return [[`slowed: ${slowed} · ${calls} calls/min `, 'trouble']];
	return columns >= 120 && calls > 0 ? [[`${calls} calls/min `, 'dim']] : [];
}

/** How long a hint stays; ms. */
const hintFor = 20_000;

interface Here {
	/** Whether the detail has the keys. */
	readonly detail: boolean;
	/** The selected pipeline. */
	readonly selected: PipelineName | null;
	shorten(name: string): string;
}

/** What has just happened, and for the pipeline that is selected what a newcomer may want to try. */
function demoHint(
	happened: readonly Notice[],
	now: number,
	{detail, selected, shorten}: Here,
): string | null {
	const hints = happened.flatMap(notice => (now - notice.at < hintFor ? hintsOf(notice, detail) : []));
	const last = hints.at(-1);
	if (last === undefined) return null;
	const words = `${last.words} ${shorten(last.pipeline)}`;
	return last.pipeline === selected && last.keys !== '' ? `${words}: ${last.keys}` : words;
}

interface Hint {
	readonly pipeline: PipelineName;
	readonly words: string;
	readonly keys: string;
}

/** The hint that a notice is worth: one or none. */
function hintsOf(notice: Notice, detail: boolean): readonly Hint[] {
	const toLog = detail ? 'Enter' : 'Enter Enter';
	switch (notice.kind) {
		case 'chain-failed':
			return [{pipeline: notice.pipeline, words: 'a chain failed in', keys: toLog}];
		case 'failed':
			if (notice.retriedAt !== null) return [];
			return [{pipeline: notice.pipeline, words: 'a stage has failed in', keys: toLog}];
		case 'gate':
			return [{pipeline: notice.pipeline, words: 'a gate opened in', keys: 'y copies its link'}];
		case 'carried':
			return [{pipeline: notice.pipeline, words: 'a later commit carries yours in', keys: ''}];
		case 'blocked':
			return [{pipeline: notice.pipeline, words: 'yours waits in', keys: ''}];
		default:
			return [];
	}
}
