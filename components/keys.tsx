import {useApp} from 'ink';
import {type ReactNode, useLayoutEffect, useRef, useState} from 'react';
import {useDesk} from '../hooks/desk.ts';
import {createKeyboard, type Handlers} from '../hooks/keyboard.ts';
import {NoteProvider} from '../hooks/note.ts';
import {KeyboardProvider, useTypist} from '../hooks/use-keys.ts';

/** Hears what is typed and hands it to whatever screen inside has the keys; `common` is what works on all of them. */
export function Keys({
	common,
	children,
}: {
	readonly common: Handlers;
	readonly children: ReactNode;
}): ReactNode {
	const {waitUntilRenderFlush} = useApp();
	const {now} = useDesk();
	const [note, setNote] = useState<string | null>(null);
	const latest = useRef(common);
	useLayoutEffect(() => {
		latest.current = common;
	});
	const [keyboard] = useState(() =>
		createKeyboard({common: () => latest.current, say: setNote, settled: waitUntilRenderFlush, now}),
	);
	useTypist(keyboard);
	return (
		<KeyboardProvider value={keyboard}>
			<NoteProvider value={note}>{children}</NoteProvider>
		</KeyboardProvider>
	);
}
