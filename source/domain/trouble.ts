/** Why something cannot be seen. */
export const troubleKinds = [
	'throttled',
	'expired',
	'no-credentials',
	'denied',
	'unreachable',
	'timeout',
	'not-found',
	'broken',
	'invalid',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

/** A fault of seeing, not of a pipeline: the last picture stays, and the call is tried again. */
export interface Trouble {
	readonly kind: TroubleKind;
	/** The provider's own name of the error (`ThrottlingException`). */
	readonly name: string;
	/** One sentence, sanitised. */
	readonly message: string;
	/** What the reader can do about it, where there is something. */
	readonly hint: string | null;
	/** The operation that failed (`GetPipelineState`). */
	readonly operation: string | null;
	/** When it was first met and when it is tried again; ms since the epoch. */
	readonly since: number;
	readonly retryAt: number | null;
}

/** Whether the fault is of the whole scope, so that it is said once and not in each row. */
export function isCommon(kind: TroubleKind): boolean {
	switch (kind) {
		case 'expired':
		case 'no-credentials':
		case 'unreachable':
		case 'throttled':
			return true;
		case 'denied':
		case 'timeout':
		case 'not-found':
		case 'broken':
		case 'invalid':
			return false;
	}
}
