import {useEffect, useEffectEvent} from 'react';
import type {State} from '../source/domain/state.ts';
import {useDesk} from './desk.ts';

interface Keyed {
	readonly key: string;
}

/**
 * Hears of what comes up among what `listed` makes of the state, whichever screen is seen, without having anything drawn.
 * What stands there at the beginning is new too; `late` is false of it. Null: not now, but together with what comes up next.
 */
export function useFresh<T extends Keyed>(
	listed: (state: State) => readonly T[] | null,
	hear: (fresh: readonly T[], late: boolean) => void,
): void {
	const {store} = useDesk();
	const tell = useEffectEvent(hear);
	useEffect(() => {
		let known: ReadonlySet<string> = new Set();
		const look = (late: boolean) => {
			const items = listed(store.getState());
			if (items === null) return;
			const fresh = items.filter(({key}) => !known.has(key));
			known = new Set(items.map(({key}) => key));
			if (fresh.length > 0) tell(fresh, late);
		};
		look(false);
		return store.subscribe(() => look(true));
	}, [store, listed]);
}
