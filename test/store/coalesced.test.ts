import {expect, it} from 'vitest';
import {coalesced} from '../../source/store/coalesced.ts';
import {createStore} from '../../source/store/store.ts';
import {MovedClock} from '../clock.ts';

function setUp() {
	const clock = new MovedClock();
	const store = createStore();
	const calm = coalesced(store, clock, {any: 200, aged: () => 1000});
	const heard: (readonly [before: number, after: number])[] = [];
	const listen = () => calm.subscribe((state, before) => heard.push([before.now, state.now]));
	const learn = (at: number) => store.dispatch({kind: 'repository-known', at, repository: `harbor/${at}`});
	const tick = (at: number) => store.dispatch({kind: 'clock-ticked', at});
	return {clock, calm, heard, listen, learn, tick};
}

it('tells at once of the changes of one moment together, and of those that follow them together', async () => {
	const {clock, calm, heard, listen, learn} = setUp();
	listen();
	learn(1);
	await Promise.resolve();
	learn(2);
	expect(calm.getState().now).toBe(2);
	await clock.advance(0);
	expect(heard).toEqual([[0, 2]]);
	learn(3);
	learn(4);
	expect(calm.getState().now).toBe(4);
	await clock.advance(199);
	expect(heard).toEqual([[0, 2]]);
	await clock.advance(1);
	expect(heard.slice(1)).toEqual([[2, 4]]);
	await clock.advance(200);
	learn(5);
	await clock.advance(0);
	expect(heard.slice(2)).toEqual([[4, 5]]);
});

it('tells all its listeners at the same moment, whenever they came', async () => {
	const {clock, heard, listen, learn} = setUp();
	listen();
	learn(1);
	await clock.advance(100);
	listen();
	learn(2);
	expect(heard).toHaveLength(1);
	await clock.advance(100);
	expect(heard.slice(1)).toEqual([
		[1, 2],
		[1, 2],
	]);
});

it('lets nothing wait for it once nobody listens, and begins anew with the next listener', async () => {
	const {clock, heard, listen, learn} = setUp();
	const silence = listen();
	learn(1);
	await clock.advance(0);
	learn(2);
	silence();
	expect(clock.sleeping).toBe(0);
	await clock.advance(1000);
	expect(heard).toHaveLength(1);
	listen();
	learn(3);
	await clock.advance(0);
	expect(heard.slice(1)).toEqual([[2, 3]]);
	const brief = setUp();
	const end = brief.listen();
	brief.learn(1);
	end();
	await brief.clock.advance(1000);
	expect(brief.heard).toEqual([]);
});

it('tells later of what only got older, and at once of what is new', async () => {
	const {clock, heard, listen, learn, tick} = setUp();
	listen();
	learn(1);
	await clock.advance(0);
	tick(2);
	await clock.advance(999);
	expect(heard).toEqual([[0, 1]]);
	await clock.advance(1);
	expect(heard.slice(1)).toEqual([[1, 2]]);
	await clock.advance(300);
	tick(3);
	await clock.advance(100);
	expect(heard).toHaveLength(2);
	learn(4);
	await clock.advance(0);
	expect(heard.slice(2)).toEqual([[2, 4]]);
	await clock.advance(1000);
	tick(5);
	await clock.advance(0);
	expect(heard.slice(3)).toEqual([[4, 5]]);
});
