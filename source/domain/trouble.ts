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
	/** The permission that is missing, as the provider spells it (`codepipeline:GetPipelineState`). Absent: it is not that. */
	readonly permission?: string;
	/** The look was made all the same, without what this call would have told: nothing else is in doubt. */
	readonly optional?: true;
	/** Others may be in it as well: it is not told as this pipeline's own. */
	readonly shared?: true;
	/** When it was first met and when it is tried again; ms since the epoch. */
	readonly since: number;
	readonly retryAt: number | null;
}

/** Whether the fault is of the whole scope by its kind, so that it is said once and not in each row. */
export function isCommon(kind: TroubleKind): boolean {
	switch (kind) {
		case 'expired':
		case 'no-credentials':
		case 'throttled':
			return true;
		case 'unreachable':
		case 'denied':
		case 'timeout':
		case 'not-found':
		case 'broken':
		case 'invalid':
			return false;
	}
}

/** Whether it is for the user to end it. */
export function isUpToUser(kind: TroubleKind): boolean {
	switch (kind) {
		case 'expired':
		case 'no-credentials':
		case 'denied':
			return true;
		case 'throttled':
		case 'unreachable':
		case 'timeout':
		case 'not-found':
		case 'broken':
		case 'invalid':
			return false;
	}
}

/** Whether nobody answered. */
export function isSilence(kind: TroubleKind): boolean {
	return kind === 'unreachable' || kind === 'timeout';
}

/** Whether it keeps something from being seen that a row needs: not what a look can do without. */
export function isBlinding(trouble: Trouble | null): trouble is Trouble {
	return trouble !== null && trouble.optional !== true;
}

/** Whether it is of a call that a look can do without. */
export function isOptional(trouble: Trouble | null): trouble is Trouble {
	return trouble?.optional === true;
}

/** Whether something was never seen, and will not be: it is denied. */
export function isUnseen(seen: {
	readonly trouble: Trouble | null;
	readonly lookedAt: number | null;
}): boolean {
	return seen.lookedAt === null && isBlinding(seen.trouble) && seen.trouble.kind === 'denied';
}
