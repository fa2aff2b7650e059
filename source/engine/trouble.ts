import type {Trouble} from '../domain/trouble.ts';
import {ProviderError} from '../providers/provider.ts';

/**
 * What a failed call means to the user. `retryAt`: when it is tried again; where that is not known yet, when the service
 * allows it. Anything that is no ProviderError is a fault of ours, and is thrown on.
 */
export function troubleOf(error: unknown, operation: string, now: number, retryAt: number | null): Trouble {
	if (!(error instanceof ProviderError)) throw error;
	return {
		kind: error.kind,
		name: error.errorName,
		message: error.message,
		hint: error.hint,
		operation,
		...(error.permission === null ? {} : {permission: error.permission}),
		since: now,
		retryAt: retryAt ?? (error.retryAfter === null ? null : now + error.retryAfter),
	};
}
