import type {Clock} from '../engine/clock.ts';
import type {FoundFile} from '../state-file/whole-file.ts';

/** A file that one screen leaves behind for the next. What is wrong with it is said once, and is no reason to end. */
export interface KeptFile<Content> {
	/** What the file holds; `nothing` where there is none that can be used. */
	read(): Promise<Content>;
	/** Writes what is made of what the file holds now, as another screen may write there too; null: not now. */
	change(make: (before: Content) => Content | null): Promise<void>;
}

export interface KeptFileOptions<Content> {
	readonly file: string;
	readonly nothing: Content;
	readonly readIn: (file: string) => Promise<FoundFile<Content>>;
	readonly writeTo: (file: string, content: Content) => Promise<void>;
	/** What is lost where the file cannot be written, as the end of a sentence. */
	readonly lost: string;
	/** Hears what is wrong with the file, in one sentence. */
	readonly complain: (sentence: string) => void;
}

export function keptFile<Content>(options: KeptFileOptions<Content>): KeptFile<Content> {
	const {file, nothing, readIn, writeTo, lost, complain} = options;
	const said = new Set<string>();

	function say(sentence: string): void {
		if (said.has(sentence)) return;
		said.add(sentence);
		complain(sentence);
	}

	async function read(): Promise<Content> {
		const found = await readIn(file);
		if (found.kind === 'unusable') say(`${file} ${found.why}: it is left out, and written anew`);
		return found.kind === 'kept' ? found.kept : nothing;
	}

	return {
		read,
		async change(make) {
			const content = make(await read());
			if (content === null) return;
			try {
				await writeTo(file, content);
			} catch (error) {
				const {code} = error as NodeJS.ErrnoException;
				say(`${file} cannot be written (${code}): ${lost}`);
			}
		},
	};
}

/** The shortest time between two writes; ms. */
const rest = 2000;

/** Has it written down now and then what has come up, until it is closed: that writes a last time. */
export function nowAndThen(write: (last: boolean) => Promise<void>, clock: Clock): {close(): Promise<void>} {
	const over = new AbortController();
	const kept = keepUp(write, clock, over.signal);
	return {
		async close() {
			over.abort();
			await kept;
		},
	};
}

async function keepUp(
	write: (last: boolean) => Promise<void>,
	clock: Clock,
	signal: AbortSignal,
): Promise<void> {
	while (!signal.aborted) {
		await write(false);
		await clock.sleep(rest, signal);
	}
	await write(true);
}
