import type {Dispatch} from 'react';
import type {Place} from '../source/keymap/keymap.ts';
import {actionKeys, changesOf} from './action-keys.ts';
import {useDesk} from './desk.ts';
import type {Handlers} from './keyboard.ts';
import {type Step, useNavigator, type View} from './navigation.ts';
import {actionKey, actionsIn, commitKey, keyOf, urgentAction} from './selection.ts';
import {useKeys} from './use-keys.ts';
import {linkTarget, type Split} from './use-split.ts';

interface Ground {
	readonly view: View;
	readonly step: Dispatch<Step>;
	readonly split: Split;
	/** Whether list and detail are seen at once. */
	readonly panes: boolean;
	/** How many rows a page has. */
	readonly page: number;
	/** Keys of the announcements that the banner shows. */
	readonly announced: readonly string[];
}

/** The part of the split view that has the keys. */
export function placeOf(view: View, panes: boolean): Place {
	if (view.filtering) return 'filter';
	return panes ? (view.pane === 'list' ? 'split-list' : 'split-detail') : view.pane;
}

/** The keys of list and detail. */
export function useSplitKeys(ground: Ground): void {
	const {view, step, panes} = ground;
	const list = useListKeys(ground);
	const detail = useDetailKeys(ground);
	const common = useCommonKeys(ground);
	const text = (letter: string) => step({kind: 'type', letter});
	const filter: Handlers = {
		...list,
		open: () => step({kind: 'filter', filtering: false, text: view.filter}),
		back: () => step({kind: 'filter', filtering: false, text: ''}),
		erase: () => step({kind: 'erase'}),
	};
	const handlers = view.filtering ? filter : view.pane === 'list' ? list : detail;
	useKeys(placeOf(view, panes), {...common, ...handlers}, {text});
}

/** The keys that move through something of which a page shows so much. */
export function moves(move: (by: number) => void, page: number): Handlers {
	const far = Number.MAX_SAFE_INTEGER;
	return {
		down: () => move(1),
		up: () => move(-1),
		top: () => move(-far),
		bottom: () => move(far),
		'half-down': () => move(Math.ceil(page / 2)),
		'half-up': () => move(-Math.ceil(page / 2)),
		'page-down': () => move(page),
		'page-up': () => move(-page),
	};
}

function useListKeys({view, step, split, page}: Ground): Handlers {
	const {quit, send} = useDesk();
	const {closeAll} = useNavigator();
	const {list, follow, other, others} = split;
	const keys = [...list.shown.map(keyOf), ...others.map(commitKey)];
	const shown = follow === null ? null : keyOf(follow);
	const enter = () => {
		if (other !== null) {
			send({kind: 'track', commit: other, place: 'first'});
			return closeAll();
		}
		if (follow === null) return 'nothing is selected';
		// Before the first look has ended, the most urgent action may still turn out to be another one.
		const urgent = follow.asOf === null ? null : urgentAction(follow.stages);
		step({
			kind: 'enter-detail',
			selected: keyOf(follow),
			action: urgent === null ? null : actionKey(urgent),
		});
		return undefined;
	};
	const toDetail = () =>
		other === null ? step({kind: 'pane', pane: 'detail'}) : 'Enter follows this commit first';
	return {
		...moves(by => step({kind: 'move', keys, shown, by}), page),
		open: enter,
		'other-pane': toDetail,
		'right-pane': toDetail,
		'left-pane': () => undefined,
		search: () => step({kind: 'filter', filtering: true, text: view.filter}),
		'only-wrong': () => step({kind: 'only-wrong'}),
		unfold: () => (list.folded.length === 0 && !view.unfolded ? 'nothing is folded' : step({kind: 'unfold'})),
		back: () => {
			if (view.filter !== '') return step({kind: 'filter', filtering: false, text: ''});
			if (view.onlyWrong) return step({kind: 'only-wrong'});
			return 'this is the first screen: q quits';
		},
		leave: () => quit(),
	};
}

function useDetailKeys({view, step, split, panes, page}: Ground): Handlers {
	const {quit, send} = useDesk();
	const {open} = useNavigator();
	const {follow, execution, action, stages} = split;
	const keys = actionsIn(stages).map(actionKey);
	const shown = action === null ? null : actionKey(action);
	const toList = () => step({kind: 'pane', pane: 'list'});
	const show = (id: string) => step({kind: 'execution', execution: id === follow?.execution?.id ? null : id});
	return {
		...moves(by => step({kind: 'move-action', keys, shown, by}), page),
		...actionKeys({pipeline: follow, execution, action}, {open, send, show}),
		'other-pane': toList,
		'left-pane': toList,
		'right-pane': () => undefined,
		back: () => (view.execution === null ? toList() : step({kind: 'execution', execution: null})),
		leave: panes ? () => quit() : toList,
	};
}

function useCommonKeys({step, split, announced}: Ground): Handlers {
	const {link, open, copy} = useDesk();
	const navigator = useNavigator();
	const {follow, execution, stages} = split;
	const withLink = (use: (url: string) => Promise<string>) => () =>
		follow === null ? 'nothing is selected' : use(link(...linkTarget(follow, execution)));
	return {
		'open-link': withLink(open),
		'copy-link': withLink(copy),
		'what-changed': () => {
			if (follow === null) return 'nothing is selected';
			const {scope, pipeline} = follow;
			return navigator.open({
				kind: 'changes',
				scope,
				pipeline,
				of: changesOf(follow.gates, execution, stages),
			});
		},
		timeline: () => {
			if (follow === null) return 'nothing is selected';
			const {scope, pipeline} = follow;
			return navigator.open({kind: 'timeline', scope, pipeline, execution: execution?.id ?? null});
		},
		'hide-banner': () =>
			announced.length === 0 ? 'there is no banner to hide' : step({kind: 'hide', announcements: announced}),
	};
}
