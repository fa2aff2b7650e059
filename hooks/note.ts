import {createContext, useCallback, useContext, useEffect, useState} from 'react';
import {useDesk} from './desk.ts';

/** One sentence for the footer. */
const NoteContext = createContext<string | null>(null);
export const NoteProvider = NoteContext.Provider;

export function useNote(): string | null {
	return useContext(NoteContext);
}

/** What the footer says, and whether it goes by itself: what answers a key has been read by whoever pressed it. */
interface Note {
	readonly sentence: string;
	readonly passes: boolean;
}

/** Shows a sentence in the footer until the next key, one that passes until it can have been read; null takes it away. */
export type Say = (sentence: string | null, how?: 'stays' | 'passes') => void;

/** The sentence that the footer shows, and what changes it. Used once, at the root of the screen. */
export function useNotes(): readonly [note: string | null, say: Say] {
	const {session} = useDesk();
	const [note, setNote] = useState<Note | null>(null);
	const say = useCallback<Say>(
		(sentence, how = 'stays') => setNote(sentence === null ? null : {sentence, passes: how === 'passes'}),
		[],
	);
	useEffect(() => {
		if (note === null || !note.passes || session.still === true) return;
		const timer = setTimeout(() => setNote(null), readingTime(note.sentence));
		return () => clearTimeout(timer);
	}, [note, session]);
	return [note?.sentence ?? null, say];
}

/** How long a sentence takes to be noticed and read; ms. */
export function readingTime(sentence: string): number {
	return 2500 + 60 * sentence.length;
}
