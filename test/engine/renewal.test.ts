import {expect, it} from 'vitest';
import {watchForRenewal} from '../../source/engine/renewal.ts';
import {createStore} from '../../source/store/store.ts';
import {MovedClock} from '../clock.ts';

const expired = {
	kind: 'expired',
	name: 'ExpiredTokenException',
	message: 'the credentials have expired',
	hint: null,
	operation: 'ListPipelines',
	since: 0,
	retryAt: null,
} as const;

function watched() {
	const store = createStore();
	const clock = new MovedClock();
	const over = new AbortController();
	const seen = {marks: 0, looks: 0, mark: 'a'};
	watchForRenewal({
		store,
		clock,
		mark: async () => {
			seen.marks++;
			return seen.mark;
		},
		look: () => seen.looks++,
		signal: over.signal,
	});
	store.dispatch({kind: 'scope-opened', at: 0, scope: 's', region: 'us-west-2', interval: 30_000});
	return {store, clock, over, seen};
}

it('looks again within seconds when the files of the keys were written, once for each time', async () => {
	const {store, clock, over, seen} = watched();
	store.dispatch({kind: 'scope-unread', at: 1, scope: 's', trouble: expired});
	await clock.advance(60_000);
	expect(seen.looks).toBe(0);
	seen.mark = 'b';
	await clock.advance(6000);
	expect(seen.looks).toBe(1);
	await clock.advance(60_000);
	expect(seen.looks).toBe(1);
	over.abort();
	await clock.settle();
	expect(clock.sleeping).toBe(0);
});

it('leaves the files alone while the keys are good', async () => {
	const {store, clock, seen} = watched();
	const broken = {...expired, kind: 'unreachable'} as const;
	store.dispatch({kind: 'scope-unread', at: 1, scope: 's', trouble: broken});
	await clock.advance(60_000);
	expect(seen.marks).toBe(0);
	store.dispatch({kind: 'scope-unread', at: 2, scope: 's', trouble: expired});
	await clock.advance(10_000);
	store.dispatch({kind: 'scope-answered', at: 3, scope: 's'});
	await clock.advance(10_000);
	const {marks} = seen;
	await clock.advance(60_000);
	expect(seen.marks).toBe(marks);
	expect(clock.sleeping).toBe(0);
});
