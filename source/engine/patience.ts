import type {Trouble, TroubleKind} from '../domain/trouble.ts';
import {type Asking, ProviderError, type Urgency} from '../providers/provider.ts';
import {pauseAfterFailure} from './cadence.ts';
import type {Clock} from './clock.ts';
import {troubleOf} from './trouble.ts';

/** How long one look goes on without getting anywhere; ms. AWS asks for patience when it throttles. */
export const patience = {throttled: 60_000, other: 8000};
/** The time until what failed is tried again, doubled each time; ms. */
const retry = 500;

/** Whether another try would tell nothing else. */
export function isHopeless(kind: TroubleKind): boolean {
	switch (kind) {
		case 'denied':
		case 'not-found':
		case 'invalid':
			return true;
		case 'throttled':
		case 'expired':
		case 'no-credentials':
		case 'unreachable':
		case 'timeout':
		case 'broken':
			return false;
	}
}

/** An answer, or why there is none. */
export type Answer<T> = {readonly answer: T} | {readonly trouble: Trouble};

/** Asks for one look, again where the service is not well for a moment. */
export interface Asker {
	/** How many questions were asked; each costs one call or more. */
	asked(): number;
	/** Asks until it is answered or patience is over. Rejects with the ProviderError, or with the signal's reason. */
	must<T>(ask: (asking: Asking) => Promise<T>): Promise<T>;
	/** The same where nothing depends on the answer. `operation`: the API's name of it. */
	may<T>(operation: string, ask: (asking: Asking) => Promise<T>): Promise<Answer<T>>;
}

/** Patience is of the whole look: as long as anything is answered it begins anew. */
export function createAsker(clock: Clock, signal: AbortSignal, urgency: Urgency = 'now'): Asker {
	let since = clock.now();
	let asked = 0;

	async function must<T>(ask: (asking: Asking) => Promise<T>): Promise<T> {
		asked++;
		for (let failures = 1; ; failures++) {
			try {
				const answer = await ask({urgency, signal});
				since = clock.now();
				return answer;
			} catch (error) {
				if (signal.aborted || !(error instanceof ProviderError) || !isWorthAnother(error.kind)) throw error;
				const enough = error.kind === 'throttled' ? patience.throttled : patience.other;
				if (clock.now() - since >= enough) throw error;
				await clock.sleep(Math.min(pauseAfterFailure(failures, retry), patience.other / 2), signal);
			}
		}
	}

	return {
		asked: () => asked,
		must,
		async may(operation, ask) {
			try {
				return {answer: await must(ask)};
			} catch (error) {
				if (signal.aborted) throw error;
				return {trouble: troubleOf(error, operation, clock.now(), null)};
			}
		},
	};
}

/** Credentials are not renewed while somebody waits for one look. */
function isWorthAnother(kind: TroubleKind): boolean {
	return !isHopeless(kind) && kind !== 'expired' && kind !== 'no-credentials';
}
