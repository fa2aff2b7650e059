import type {ScopeRecord} from './state.ts';

/** Looks are never so punctual that less than this is a sign of anything; ms. */
export const slack = 5000;

/** How long after a look the next one is not late yet, where nothing troubles the looks; ms. */
export function freshFor(scopes: readonly Pick<ScopeRecord, 'every' | 'trouble'>[]): number {
	if (scopes.some(({trouble}) => trouble !== null)) return 0;
	return Math.max(0, ...scopes.map(({every}) => every)) + slack;
}
