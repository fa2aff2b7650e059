import {withoutSecrets} from '../diagnosis/secrets.ts';
import {isSha} from '../domain/execution.ts';
import {type Happening, together} from '../domain/happening.ts';
import type {State} from '../domain/state.ts';
import type {Clock} from '../engine/clock.ts';
import {nothingHappened, readHappened, writeHappened} from '../state-file/happened-file.ts';
import type {Happened} from '../state-file/happened-schema.ts';
import type {Store} from '../store/store.ts';
import {duration, happeningOf} from '../wording/words.ts';

export interface PastOptions {
	/** The file of what happened. */
	readonly file: string;
	/** What is looked at: what happened elsewhere is told elsewhere. */
	readonly scope: string;
	readonly clock: Clock;
	/** Hears what is wrong with the file, in one sentence. */
	readonly complain: (sentence: string) => void;
}

/** What happened while a screen ran before, and what the next one will know of this one. */
export interface Past {
	/** What earlier screens told, oldest first, and when none was running. */
	before(): Promise<readonly Happening[]>;
	/** Writes down what the store tells, until it is closed: that writes a last time. */
	keep(store: Store): {close(): Promise<void>};
}

/** How much of a scope is kept. */
const most = 300;
/** The longest text and the longest key of one that is kept; characters. */
const longest = 300;
const longestKey = 4000;
/** The shortest time between two writes, and the longest while the screen runs; ms. */
const rest = 2000;
const beat = 60_000;
/** A program that was away for less was started anew, not missing; ms. */
const shortestPause = 2 * beat;

export function createPast({file, scope, clock, complain}: PastOptions): Past {
	const said = new Set<string>();
	let earlier: readonly Happening[] = [];

	function say(sentence: string): void {
		if (said.has(sentence)) return;
		said.add(sentence);
		complain(sentence);
	}

	async function read(): Promise<Happened['scopes']> {
		const found = await readHappened(file);
		if (found.kind === 'unusable') say(`${file} ${found.why}: it is left out, and written anew`);
		return found.kind === 'kept' ? found.kept.scopes : nothingHappened.scopes;
	}

	async function write(told: readonly Happening[]): Promise<void> {
		try {
			// Another screen on the same scope writes there too.
			const scopes = await read();
			const all = together(together(scopes[scope]?.told ?? [], earlier), told, most).flatMap(cut);
			if (all.length > 0)
				await writeHappened(file, {v: 1, scopes: {...scopes, [scope]: {until: clock.now(), told: all}}});
		} catch (error) {
			const {code} = error as NodeJS.ErrnoException;
			say(`${file} cannot be written (${code}): the next start will not know what happened`);
		}
	}

	async function keepUp(store: Store, signal: AbortSignal): Promise<void> {
		let written: {happened: State['happened']; at: number} = {happened: [], at: clock.now()};
		const look = async (last: boolean) => {
			const {happened} = store.getState();
			if (!last && happened === written.happened && clock.now() - written.at < beat) return;
			written = {happened, at: clock.now()};
			await write(happened.map(happeningOf));
		};
		while (!signal.aborted) {
			await look(false);
			await clock.sleep(rest, signal);
		}
		await look(true);
	}

	return {
		async before() {
			const kept = (await read())[scope];
			if (kept === undefined) return [];
			const away = clock.now() - kept.until;
			const pause = away >= shortestPause ? [pauseOf(scope, kept.until, away)] : [];
			earlier = together(kept.told, pause);
			return earlier;
		},
		keep(store) {
			const over = new AbortController();
			const kept = keepUp(store, over.signal);
			return {
				async close() {
					over.abort();
					await kept;
				},
			};
		},
	};
}

/** The time from one screen's end to the next one's start. */
function pauseOf(scope: string, at: number, away: number): Happening {
	const text = `not running ${duration(away)}`;
	return {at, key: `pause ${at}`, scope, pipeline: null, commit: null, look: 'pause', text, more: ''};
}

/** What may be written down: no secrets, nothing endless, and commits by their whole names only. */
function cut(happening: Happening): Happened['scopes'][string]['told'] {
	const {commit, text, more} = happening;
	const key = withoutSecrets(happening.key);
	const short = (words: string) => withoutSecrets(words).slice(0, longest).toWellFormed();
	const named = commit !== null && isSha(commit) ? commit : null;
	return key.length > longestKey
		? []
		: [{...happening, key, commit: named, text: short(text), more: short(more)}];
}
