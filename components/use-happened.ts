import {useMemo} from 'react';
import {useDesk} from '../hooks/desk.ts';
import {useSlice} from '../hooks/use-slice.ts';
import {type Happening, together} from '../source/domain/happening.ts';
import type {State} from '../source/domain/state.ts';
import {happeningOf} from '../source/wording/words.ts';

const happenedIn = ({happened}: State) => happened;
const none: readonly Happening[] = [];

/** What happened, while this screen runs and while earlier ones did; what both told, once. */
export function useHappened(): readonly Happening[] {
	const {session} = useDesk();
	const before = session.happened ?? none;
	const happened = useSlice(happenedIn);
	return useMemo(() => together(before, happened.map(happeningOf)), [before, happened]);
}
