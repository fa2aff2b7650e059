import {createContext, useContext} from 'react';

const SeenContext = createContext(true);
export const SeenProvider = SeenContext.Provider;

/**
 * Whether the screen around is the one that is seen. One that lies below another keeps its place and what it has read
 * for it, but neither hears keys and changes nor asks to be drawn.
 */
export function useSeen(): boolean {
	return useContext(SeenContext);
}
