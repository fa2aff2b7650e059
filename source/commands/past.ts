import {withoutSecrets} from '../diagnosis/secrets.ts';
import {isSha} from '../domain/execution.ts';
import {type Happening, together} from '../domain/happening.ts';
import type {State} from '../domain/state.ts';
import type {Clock} from '../engine/clock.ts';
import {nothingHappened, readHappened, writeHappened} from '../state-file/happened-file.ts';
import type {Happened} from '../state-file/happened-schema.ts';
import type {Store} from '../store/store.ts';
import {duration, happeningOf} from '../wording/words.ts';
import {keptFile, nowAndThen} from './kept-file.ts';

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
/** The longest time between two writes while the screen runs; ms. */
const beat = 60_000;
/** A program that was away for less was started anew, not missing; ms. */
const shortestPause = 2 * beat;

export function createPast({file, scope, clock, complain}: PastOptions): Past {
	let earlier: readonly Happening[] = [];
	const kept = keptFile({
		file,
		nothing: nothingHappened,
		readIn: readHappened,
		writeTo: writeHappened,
		lost: 'the next start will not know what happened',
		complain,
	});

	return {
		async before() {
			const mine = (await kept.read()).scopes[scope];
			if (mine === undefined) return [];
			const away = clock.now() - mine.until;
			const pause = away >= shortestPause ? [pauseOf(scope, mine.until, away)] : [];
			earlier = together(mine.told, pause);
			return earlier;
		},
		keep(store) {
			let written: {happened: State['happened']; at: number} = {happened: [], at: clock.now()};
			return nowAndThen(async last => {
				const {happened} = store.getState();
				const at = clock.now();
				if (!last && happened === written.happened && at - written.at < beat) return;
				written = {happened, at};
				await kept.change(({v, scopes}) => {
					const before = together(scopes[scope]?.told ?? [], earlier);
					const told = together(before, happened.map(happeningOf), most).flatMap(cut);
					return told.length === 0 ? null : {v, scopes: {...scopes, [scope]: {until: clock.now(), told}}};
				});
			}, clock);
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
