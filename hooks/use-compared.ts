import {useEffect} from 'react';
import {type ActionPlace, comparisonOf, type SameReasonAs} from '../source/domain/compare-of.ts';
import type {Comparison} from '../source/domain/comparison.ts';
import type {GreenLog} from '../source/domain/green.ts';
import type {PipelineKey} from '../source/engine/intent.ts';
import {useDesk} from './desk.ts';
import {useSlice} from './use-slice.ts';

/** What a failed action is compared with. */
export interface Compared {
	/** Null: it has not failed, or nothing is known of it. */
	readonly comparison: Comparison | null;
	/** What it printed when it was last green; null: that was not read. */
	readonly green: GreenLog | null;
}

/** How a failed action compares with earlier runs, siblings and other pipelines. */
export function useCompared(place: ActionPlace, sameReasonAs: SameReasonAs): Compared {
	const comparison = useSlice(state => comparisonOf(state, place, sameReasonAs));
	const build = comparison?.lastGreen?.build ?? null;
	const green = useSlice(({scopes}) =>
		build === null ? null : (scopes[place.scope]?.greens[build] ?? null),
	);
	usePastRuns({scope: place.scope, name: place.pipeline}, comparison === null ? null : place.execution);
	return {comparison, green};
}

/** Has what came before an execution read, as long as it is looked at; null: nothing of it is to be compared. */
export function usePastRuns(pipeline: PipelineKey | null, execution: string | null): void {
	const {send} = useDesk();
	const {scope, name} = pipeline ?? {scope: null, name: null};
	useEffect(() => {
		if (scope !== null && name !== null && execution !== null)
			send({kind: 'read-runs', scope, pipeline: name, execution});
	}, [send, scope, name, execution]);
}
