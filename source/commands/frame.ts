import {scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import type {Trouble} from '../domain/trouble.ts';
import {troubleIn} from './look-once.ts';

/** What every JSON object of one look begins with. */
export interface Frame {
	readonly v: 1;
	/** When the newest of it was read; ISO 8601, null: nothing was. */
	readonly asOf: string | null;
	readonly account: string | null;
	readonly region: string | null;
	readonly trouble: TroubleJson | null;
}

/** Why something cannot be seen, and what renews the sight of it. */
export interface TroubleJson {
	readonly kind: string;
	readonly message: string;
	readonly renew: string | null;
}

export function frameOf(state: State): Frame {
	const [scope] = scopesOf(state);
	return {
		v: 1,
		asOf: iso(scope?.lookedAt ?? null),
		account: scope?.account ?? null,
		region: scope?.region ?? null,
		trouble: troubleJson(troubleIn(state)),
	};
}

export function troubleJson(trouble: Trouble | null): TroubleJson | null {
	return trouble === null ? null : {kind: trouble.kind, message: trouble.message, renew: trouble.hint};
}

/** ms since the epoch as ISO 8601 in UTC; null stays null. */
export function iso(at: number | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}

/** ms as whole seconds; null stays null. */
export function inSeconds(ms: number | null): number | null {
	return ms === null ? null : Math.max(0, Math.round(ms / 1000));
}
