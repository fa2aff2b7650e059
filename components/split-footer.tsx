import type {ReactNode} from 'react';
import {useDesk} from '../hooks/desk.ts';
import type {View} from '../hooks/navigation.ts';
import type {Split} from '../hooks/use-split.ts';
import type {Notice} from '../source/domain/notice.ts';
import {scopesOf} from '../source/domain/select.ts';
import type {Command, Place} from '../source/keymap/keymap.ts';
import {Footer} from './footer.tsx';
import type {Span} from './spans.ts';

interface SplitFooterProps {
	readonly place: Place;
	readonly columns: number;
	readonly view: View;
	readonly split: Split;
	readonly announced: boolean;
}

/** The footer of the split view: its keys, what is typed into the filter, hints of the demo, the pace of the calls. */
export function SplitFooter({place, columns, view, split, announced}: SplitFooterProps): ReactNode {
	const {session} = useDesk();
	const {action, list, follow, state, now} = split;
	const detail = place === 'detail' || place === 'split-detail';
	const without: readonly (Command | false)[] = [
		!announced && 'hide-banner',
		list.folded.length === 0 && !view.unfolded && 'unfold',
		...((follow?.record.executions.length ?? 0) < 2 ? (['older', 'newer'] as const) : []),
		!detail && view.filter === '' && !view.onlyWrong && 'back',
	];
	const labels: Partial<Record<Command, string>> = {
		open: detail ? (action?.run?.build == null ? 'open' : 'log') : place === 'filter' ? 'keep' : 'detail',
		unfold: view.unfolded ? 'fold' : 'unfold',
		'only-wrong': view.onlyWrong ? 'all' : 'only wrong',
		leave: place === 'detail' ? 'list' : 'quit',
	};
	const hint = session.demo ? demoHint(state.happened, now) : null;
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

/** What a newcomer may want to try, from what has just happened. */
function demoHint(happened: readonly Notice[], now: number): string | null {
	const last = happened.findLast(({at, kind}) => now - at < hintFor && hintKinds.has(kind));
	switch (last?.kind) {
		case 'chain-failed':
			return `a chain failed in ${last.pipeline}: Enter Enter`;
		case 'failed':
			return `${last.pipeline} has failed: Enter Enter`;
		case 'gate':
			return `a gate opened in ${last.pipeline}: y copies its link`;
		case 'carried':
			return `a later commit carries yours in ${last.pipeline}`;
		case 'blocked':
			return `yours waits in ${last.pipeline}: Tab shows behind whom`;
		default:
			return null;
	}
}

const hintKinds: ReadonlySet<Notice['kind']> = new Set([
	'chain-failed',
	'failed',
	'gate',
	'carried',
	'blocked',
]);
