import type {WatchFlags} from '../command-line/parse.ts';
import {scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import type {Clock} from '../engine/clock.ts';
import type {Store} from '../store/store.ts';
import type {Said} from './facts.ts';
import {createLooks} from './looks.ts';
import {type Link, saidOf} from './said.ts';
import {hasFailed, type ReachedIn, type Tally, tallyOf, type Until} from './tally.ts';
import {createGrace, passed} from './waiting.ts';

export interface WatchOptions {
	readonly store: Store;
	readonly clock: Clock;
	readonly link: Link;
	readonly flags: Omit<WatchFlags, 'reached'>;
	/** Whether the stage that is waited for runs a commit; null: no stage is waited for. */
	readonly reached: ReachedIn | null;
	/** Whether more commits may come to be followed: then nothing but time or a failure ends it. */
	readonly endless: boolean;
	/** Looks at everything again, now. */
	readonly look: () => void;
	readonly print: (said: Said) => void;
	readonly signal: AbortSignal;
}

/** How all stand at the end, and what ended it: `expired`: credentials were not renewed in time. */
export interface Watched {
	readonly tally: Tally;
	readonly ended: 'through' | 'timeout' | 'expired' | 'aborted';
}

/** Prints what the store learns until nothing more is waited for, the time is up, or the signal aborts. */
export function watch(options: WatchOptions): Promise<Watched> {
	const {store, clock, link, flags, reached, endless, look, print, signal} = options;
	const until: Until = {exitOn: flags.exitOn, reached};
	const looks = createLooks(until, flags.quiet ? 0 : flags.heartbeat, print);
	const tellNotices = createNotices(link, print);

	function isOver(state: State): boolean {
		if (flags.exitOn === 'failure' && looks.seen(state).some(each => hasFailed(each, until))) return true;
		return !endless && isListed(state) && looks.areThrough(state);
	}

	return new Promise(resolve => {
		const over = new AbortController();
		const end = (ended: Watched['ended']) => {
			if (over.signal.aborted) return;
			over.abort();
			unsubscribe();
			signal.removeEventListener('abort', abort);
			const state = store.getState();
			resolve({tally: tallyOf(state.tracked, looks.seen(state), until), ended});
		};
		const abort = () => end('aborted');
		const expire = () => end('expired');
		const mind = createGrace({clock, grace: flags.grace, look, end: expire, signal: over.signal});
		const hear = (state: State) => {
			looks.hear(state);
			tellNotices(state);
			mind(state);
			// What the same look tells besides, such as that AWS answers again, is told before the end.
			if (isOver(state)) queueMicrotask(() => isOver(store.getState()) && end('through'));
		};
		const unsubscribe = store.subscribe(hear);
		signal.addEventListener('abort', abort, {once: true});
		if (signal.aborted) return abort();
		if (flags.timeout !== null)
			void passed(clock, flags.timeout, over.signal).then(isUp => isUp && end('timeout'));
		hear(store.getState());
	});
}

/** Tells what became true, each once. */
function createNotices(link: Link, print: (said: Said) => void): (state: State) => void {
	let told: ReadonlySet<string> = new Set();
	let last: State['happened'] | null = null;
	return ({happened}) => {
		if (happened === last) return;
		last = happened;
		for (const notice of happened.filter(({key}) => !told.has(key))) {
			const said = saidOf(notice, link);
			if (said !== null) print(said);
		}
		told = new Set(happened.map(({key}) => key));
	};
}

/** Whether it is known which pipelines there are. */
function isListed(state: State): boolean {
	const scopes = scopesOf(state);
	return (
		state.tracked.length > 0 &&
		scopes.length > 0 &&
		scopes.every(({names}) => names !== null && names.length > 0)
	);
}
