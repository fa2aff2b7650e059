import {createContext, useContext} from 'react';

/** One sentence for the footer, until the next key. */
const NoteContext = createContext<string | null>(null);
export const NoteProvider = NoteContext.Provider;

export function useNote(): string | null {
	return useContext(NoteContext);
}
