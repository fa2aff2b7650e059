import type {Program} from '../assemble.ts';
import type {TerminalFlags, WatchFlags} from '../command-line/parse.ts';
import type {ThemeName} from '../settings/settings.ts';
import type {Memory} from './memory.ts';
import type {Past} from './past.ts';
import type {Refusal, Sought} from './refusal.ts';
import type {Voice} from './voice.ts';

/** A program that is ready to run, and what the face that shows it must know. */
export interface Showing {
	readonly program: Program;
	/** What the terminal's title ends with. */
	readonly title: string;
	/** Links open nothing real. */
	readonly demo: boolean;
	/** Host and port of whoever is asked in AWS's place; null: AWS itself, or the demo's own account. */
	readonly instead: string | null;
	/** Whom else to ask for an approval; null: nobody is named. */
	readonly alsoAsk: string | null;
	/** What rings the bell; null: what rings it by default. */
	readonly bell: readonly ('gate' | 'failed' | 'done')[] | null;
	/** Whether no commit is followed yet, so that one must be picked. */
	readonly pick: boolean;
	/** What the colours are chosen for. */
	readonly theme: ThemeName;
	/** Keeps what a live screen followed; null: nothing is kept. */
	readonly memory: Memory | null;
	/** Keeps what a live screen told; null: nothing is kept. */
	readonly past: Past | null;
	/** What is said on the way. */
	readonly voice: Voice;
	readonly terminal: TerminalFlags;
	readonly sought: Sought;
	/** Whether each new merge of the user's is to be followed as it starts. */
	readonly mine: boolean;
	/** When lines end, and what they say. */
	readonly watch: WatchFlags;
	/** Lines are JSON objects. */
	readonly json: boolean;
	/** Settles what only the pipelines can judge of the commits, while the program runs; a refusal ends it. */
	readonly settle: (signal: AbortSignal) => Promise<Refusal | null>;
}

/** Shows a program until it ends or its user leaves it: on a live screen, or as lines. Resolves with the exit code. */
export type Show = (showing: Showing) => Promise<number>;
