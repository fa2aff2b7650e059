import type {Page} from '../provider.ts';
import {brokenReply} from './errors.ts';

/** No list of AWS has so many pages. */
const mostPages = 1000;

/** All items of a paged list. One that leads round, or on for ever, is ended by a ProviderError. */
export async function everyPage<T>(read: (token: string | null) => Promise<Page<T>>): Promise<readonly T[]> {
	const items: T[] = [];
	const seen = new Set<string>();
	let token: string | null = null;
	do {
		const page: Page<T> = await read(token);
		for (const item of page.items) items.push(item);
		token = page.next;
		if (token !== null && seen.has(token)) throw repeatedToken();
		if (token !== null) seen.add(token);
		if (seen.size >= mostPages) throw brokenReply(`the list goes on after ${mostPages} pages`, null);
	} while (token !== null);
	return items;
}

/** The token of the page after one that was asked for with `sent`; null at the end. */
export function nextToken(next: unknown, sent: string | null): string | null {
	if (typeof next !== 'string' || next === '') return null;
	if (next === sent) throw repeatedToken();
	return next;
}

function repeatedToken() {
	return brokenReply('the list leads back to a page that was read before', null);
}
