import {createContext, useContext} from 'react';
import type {Recognise} from '../source/domain/cause.ts';
import type {Happening} from '../source/domain/happening.ts';
import type {Send} from '../source/engine/intent.ts';
import type {Store} from '../source/store/store.ts';

/** What the program was started as. */
export interface Session {
	/** The header says DEMO, links open nothing real, the footer hints at what just happened. */
	readonly demo: boolean;
	/** Host and port of whoever is asked in AWS's place, for the header to say; AWS itself where it is left out or null. */
	readonly instead?: string | null;
	/** Shown in the banner beside a gate (`[approval] also`); null: nothing. */
	readonly alsoAsk: string | null;
	/** Whether each new merge of the user's is followed as it starts; not so where it is left out. */
	readonly mine?: boolean;
	/** What happened while earlier screens ran, oldest first; nothing where it is left out. */
	readonly happened?: readonly Happening[];
	/** Whether nothing may move by itself: what calls for attention stays lit; not so where it is left out. */
	readonly still?: boolean;
	/** What rings the bell. */
	readonly bell: readonly ('gate' | 'failed' | 'done')[];
}

/** What a component may ask of the world outside the screen. Each answers with one sentence for the footer. */
export interface Desk {
	readonly store: Store;
	readonly send: Send;
	readonly session: Session;
	/** Which causes of failures are known. */
	readonly recognise: Recognise;
	/** The console's page of a pipeline. */
	link(scope: string, pipeline: string, parallel: {readonly execution: string} | null): string;
	/** Any page of the console, as the user opens it. */
	opened(scope: string, url: string): string;
	copy(text: string): Promise<string>;
	open(link: string): Promise<string>;
	/** Writes a new file of mode 0600 into the working directory; never over an existing one. */
	save(name: string, text: Iterable<string>): Promise<string>;
	/** Shows text in $PAGER while the screen steps aside; rejects with a sentence when there is none. */
	page(text: Iterable<string>): Promise<string>;
	bell(): void;
	/** Hears what is said on the way, whatever the user does. Returns what ends the listening. */
	listen(hear: (sentence: string) => void): () => void;
	/** The time; ms since the epoch. */
	now(): number;
	quit(): void;
}

/** What the world around lends to the screen; leaving it and stepping aside are the screen's own. */
export interface DeskParts extends Omit<Desk, 'quit' | 'page'> {
	/** Shows text in $PAGER; `aside` gives the terminal away while it runs. */
	page(text: Iterable<string>, aside: (run: () => Promise<void>) => Promise<void>): Promise<string>;
}

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
	const desk = useContext(DeskContext);
	if (desk === null) throw new Error('a component was drawn outside of a desk');
	return desk;
}
