import type {TroubleKind} from '../domain/trouble.ts';
import {ProviderError} from '../providers/provider.ts';
import type {Clock} from './clock.ts';
import type {Scope} from './scope.ts';

/** How long after the first try the second one is made; ms. */
const soon = 1000;

/** Whether a fault may be over in a moment: a connection that was closed just as it was used again, a proxy that restarts. */
export function isPassing(kind: TroubleKind): boolean {
	switch (kind) {
		case 'throttled':
		case 'unreachable':
		case 'timeout':
		case 'broken':
			return true;
		case 'expired':
		case 'no-credentials':
		case 'denied':
		case 'not-found':
		case 'invalid':
			return false;
	}
}

export interface Trying {
	readonly clock: Clock;
	/** How long after the first try the second one is made; ms. */
	readonly pause: number;
	readonly signal: AbortSignal;
	/** Hears of a first try that failed. */
	readonly failed: () => void;
}

/** When the second try of something about a scope is made. */
export function pauseBefore({retry, interval}: Pick<Scope, 'retry' | 'interval'>): number {
	return Math.min(soon, (retry ?? interval) / 2);
}

/**
 * Asks once more before a fault that may pass is called trouble, unless the service asks for a longer rest. Each try takes its
 * turn in the budget. Rejects with the error of the last try, or with the signal's reason.
 */
export async function withSecondTry<T>(
	ask: () => Promise<T>,
	{clock, pause, signal, failed}: Trying,
): Promise<T> {
	try {
		return await ask();
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof ProviderError) || !isPassing(error.kind)) throw error;
		if ((error.retryAfter ?? 0) > soon) throw error;
		failed();
		await clock.sleep(pause, signal);
		signal.throwIfAborted();
		return ask();
	}
}
