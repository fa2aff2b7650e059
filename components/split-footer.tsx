import type {ReactNode} from 'react';
import {useDesk} from '../hooks/desk.ts';
import type {View} from '../hooks/navigation.ts';
import type {Split} from '../hooks/use-split.ts';
import type {ActionProgress} from '../source/domain/progress.ts';
import {scopesOf} from '../source/domain/select.ts';
import type {Command, Place} from '../source/keymap/keymap.ts';
import type {Span} from '../source/wording/spans.ts';
import {newsHint, roomForSteps, stepHint} from './demo-hints.ts';
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
	const news = session.demo ? newsHint(state.happened, now, here) : null;
	const hint = news ?? (session.demo && columns >= roomForSteps ? stepHint(split, here) : null);
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
