import type {Page} from '../provider.ts';
import {brokenReply} from './errors.ts';

/** All items of a paged list. A token that comes a second time would lead round for ever: a ProviderError ends it. */
export async function everyPage<T>(read: (token: string | null) => Promise<Page<T>>): Promise<readonly T[]> {
	const items: T[] = [];
	const seen = new Set<string>();
	let token: string | null = null;
	do {
		const page: Page<T> = await read(token);
		items.push(...page.items);
		token = page.next;
		if (token !== null && seen.has(token)) throw repeatedToken();
		if (token !== null) seen.add(token);
	} while (token !== null);
	return items;
}

/** The token of the page after one that was asked for with `sent`; null at the end. */
export function nextToken(next: string | undefined, sent: string | null): string | null {
	if (next !== undefined && next === sent) throw repeatedToken();
	return next || null;
}

function repeatedToken() {
	return brokenReply('the list leads back to a page that was read before', null);
}
