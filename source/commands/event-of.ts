import type {Notice} from '../domain/notice.ts';
import {scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {plainFacts, type Said} from './facts.ts';
import {type Link, saidOf} from './said.ts';

/** What an event is told in front of: whose account it is, and where the console is. */
export interface Context {
	readonly scopes: State['scopes'];
	readonly link: Link;
}

/** What became true as the object that `watch --json` prints; null for what is told on the screen only. */
export function eventOf(notice: Notice, {scopes, link}: Context): Record<string, unknown> | null {
	const said = saidOf(notice, link);
	return said === null ? null : jsonOf(said, {scopes});
}

/** The object of a line: plain data without control characters. */
export function jsonOf(said: Said, {scopes}: Pick<Context, 'scopes'>): Record<string, unknown> {
	const all = scopesOf({scopes});
	const scope = said.scope === null && all.length === 1 ? all[0] : scopes[said.scope ?? ''];
	return {
		v: 1,
		at: new Date(said.at).toISOString(),
		event: said.event,
		account: scope?.account ?? null,
		region: scope?.region ?? null,
		...plainFacts(said.facts),
	};
}
