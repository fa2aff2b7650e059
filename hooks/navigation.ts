import {createContext, useContext} from 'react';
import type {ChangesOf} from '../source/domain/changes.ts';
import type {ExecutionId, PipelineName, ScopeId} from '../source/domain/pipeline.ts';

/** A screen that lies over the split view. */
export type Opened =
	| {
			readonly kind: 'build';
			readonly scope: ScopeId;
			readonly pipeline: PipelineName;
			readonly execution: ExecutionId;
			readonly stage: string;
			readonly action: string;
			/** Which of its tries, by the run's id; absent: the newest. */
			readonly run?: string | undefined;
	  }
	| {
			readonly kind: 'changes';
			readonly scope: ScopeId;
			readonly pipeline: PipelineName;
			readonly of: ChangesOf;
	  }
	/** The detail of a pipeline, whoever's execution it shows. */
	| {readonly kind: 'pipeline'; readonly scope: ScopeId; readonly pipeline: PipelineName}
	| {readonly kind: 'fleet'}
	| {
			readonly kind: 'timeline';
			readonly scope: ScopeId;
			readonly pipeline: PipelineName;
			/** The one that is selected first; null: the newest. */
			readonly execution: ExecutionId | null;
	  }
	| {readonly kind: 'picker'}
	| {readonly kind: 'help'}
	| {readonly kind: 'links'}
	| {readonly kind: 'happened'};

/** Where the user is and what he has chosen to see. What is followed lives in the store, never here. */
export interface View {
	/** The last one is seen; none: the split view. */
	readonly opened: readonly Opened[];
	readonly pane: 'list' | 'detail';
	/** The selected pipeline's key; null: the most urgent one, whichever that is. */
	readonly selected: string | null;
	/** The selected action of the detail; null: the most urgent one. */
	readonly action: string | null;
	/** The execution that the detail shows in place of the followed one. */
	readonly execution: ExecutionId | null;
	readonly onlyWrong: boolean;
	readonly unfolded: boolean;
	readonly filter: string;
	readonly filtering: boolean;
	/** Announcements that the user has hidden. */
	readonly hidden: readonly string[];
}

export const firstView: View = {
	opened: [],
	pane: 'list',
	selected: null,
	action: null,
	execution: null,
	onlyWrong: false,
	unfolded: false,
	filter: '',
	filtering: false,
	hidden: [],
};

/** A pipeline by its key, and whether it is one of those that the list folds. */
export interface ShownPipeline {
	readonly selected: string;
	readonly folded: boolean;
}

export type Step =
	| {readonly kind: 'open'; readonly screen: Opened}
	| {readonly kind: 'close'}
	| {readonly kind: 'close-all'}
	/** Back to the split view, on one of its pipelines. */
	| {readonly kind: 'show'; readonly shown: ShownPipeline}
	/** Moves the selection along `keys`; `shown` is what stands selected while the user has chosen nothing. */
	| {
			readonly kind: 'move';
			readonly keys: readonly string[];
			readonly shown: string | null;
			readonly by: number;
	  }
	| {
			readonly kind: 'move-action';
			readonly keys: readonly string[];
			readonly shown: string | null;
			readonly by: number;
	  }
	| {readonly kind: 'enter-detail'; readonly selected: string; readonly action: string | null}
	| {readonly kind: 'pane'; readonly pane: View['pane']}
	| {readonly kind: 'execution'; readonly execution: ExecutionId | null}
	| {readonly kind: 'only-wrong'}
	| {readonly kind: 'unfold'}
	| {readonly kind: 'filter'; readonly filtering: boolean; readonly text: string}
	| {readonly kind: 'type'; readonly letter: string}
	| {readonly kind: 'erase'}
	| {readonly kind: 'hide'; readonly announcements: readonly string[]};

export function navigate(view: View, step: Step): View {
	switch (step.kind) {
		case 'open': {
			const opened = view.opened.filter(({kind}) => kind !== step.screen.kind);
			return {...view, opened: [...opened, step.screen]};
		}
		case 'close':
			return {...view, opened: view.opened.slice(0, -1)};
		case 'close-all':
			return {...firstView, onlyWrong: view.onlyWrong, hidden: view.hidden};
		case 'show': {
			const {selected, folded} = step.shown;
			return {...firstView, hidden: view.hidden, pane: 'detail', selected, unfolded: folded};
		}
		case 'move': {
			const selected = moved(step.keys, [view.selected, step.shown], step.by);
			return selected === view.selected ? view : {...view, selected, action: null, execution: null};
		}
		case 'move-action':
			return {...view, action: moved(step.keys, [view.action, step.shown], step.by)};
		case 'enter-detail': {
			const same = view.selected === step.selected;
			return {
				...view,
				pane: 'detail',
				selected: step.selected,
				action: step.action,
				execution: same ? view.execution : null,
			};
		}
		case 'pane':
			return {...view, pane: step.pane};
		case 'execution':
			return {...view, execution: step.execution, action: null};
		case 'only-wrong':
			return {...view, onlyWrong: !view.onlyWrong};
		case 'unfold':
			return {...view, unfolded: !view.unfolded};
		case 'filter':
			return {...view, filtering: step.filtering, filter: step.text};
		case 'type':
			return {...view, filter: view.filter + step.letter};
		case 'erase':
			return {...view, filter: [...view.filter].slice(0, -1).join('')};
		case 'hide':
			return {...view, hidden: step.announcements};
	}
}

/** The key that lies so far from the first of `from` that is there, at most the last; the first key where none is. */
export function moved(keys: readonly string[], from: readonly (string | null)[], by: number): string | null {
	const start = from.find(each => each !== null && keys.includes(each)) ?? null;
	if (start === null) return keys[0] ?? null;
	return keys[Math.max(0, Math.min(keys.length - 1, keys.indexOf(start) + by))] ?? null;
}

/** What screens may ask of the one who shows them. */
export interface Navigator {
	open(screen: Opened): void;
	/** Back to the screen below. */
	close(): void;
	/** Back to the split view as it is at the start. */
	closeAll(): void;
	/** Back to the split view, to the detail of one of its pipelines. */
	show(pipeline: ShownPipeline): void;
}

const NavigatorContext = createContext<Navigator | null>(null);
export const NavigatorProvider = NavigatorContext.Provider;

export function useNavigator(): Navigator {
	const navigator = useContext(NavigatorContext);
	if (navigator === null) throw new Error('a screen was drawn outside of the app');
	return navigator;
}
