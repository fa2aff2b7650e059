import {type ReactNode, useEffect, useLayoutEffect, useState} from 'react';
import {useDesk} from '../hooks/desk.ts';
import {createKeyboard, type Handlers} from '../hooks/keyboard.ts';
import {useLatest} from '../hooks/latest.ts';
import {NoteProvider, useNotes} from '../hooks/note.ts';
import {KeyboardProvider, useTypist} from '../hooks/use-keys.ts';

/** Hears what is typed and hands it to whatever screen inside has the keys; `common` is what works on all of them. */
export function Keys({
	common,
	children,
}: {
	readonly common: Handlers;
	readonly children: ReactNode;
}): ReactNode {
	const {now, listen} = useDesk();
	const turns = useTurns();
	const [note, say] = useNotes();
	const latest = useLatest(common);
	const [keyboard] = useState(() => createKeyboard({common: () => latest.current, say, ...turns, now}));
	useTypist(keyboard);
	useEffect(() => listen(sentence => say(sentence)), [listen, say]);
	return (
		<KeyboardProvider value={keyboard}>
			<NoteProvider value={note}>{children}</NoteProvider>
		</KeyboardProvider>
	);
}

/**
 * Tells when React has taken in what a key did. Ink's own wait ends before that when React leaves the work to its scheduler,
 * and the next key met the screen from before.
 */
function useTurns(): {readonly acted: () => void; readonly settled: () => Promise<void>} {
	const [turn, setTurn] = useState(0);
	const [state] = useState(() => ({last: 0, shown: 0, waiting: new Set<() => void>()}));
	useLayoutEffect(() => {
		state.shown = turn;
		for (const resolve of state.waiting) resolve();
		state.waiting.clear();
	}, [state, turn]);
	const [turns] = useState(() => ({
		acted: () => setTurn(++state.last),
		settled: () =>
			new Promise<void>(resolve => {
				if (state.shown >= state.last) resolve();
				else state.waiting.add(resolve);
			}),
	}));
	return turns;
}
