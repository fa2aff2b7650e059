import {expect, it} from 'vitest';
import {everyPage, nextToken} from '../../../source/providers/aws/paging.ts';
import {rejection} from './loopback.ts';

it('takes a page of any length', async () => {
	const items = Array.from({length: 300_000}, (_, index) => index);
	expect(await everyPage(async () => ({items, next: null}))).toHaveLength(300_000);
});

it('ends a list that never does', async () => {
	let page = 0;
	const endless = everyPage(async () => ({items: [], next: `page ${page++}`}));
	expect(await rejection(endless)).toMatchObject({kind: 'broken'});
	expect(page).toBe(1000);
});

it.each([undefined, null, '', 7, {}, ['next'], true])('takes %j for no token', value => {
	expect(nextToken(value, null)).toBeNull();
});
