import {expect, it} from 'vitest';
import {progressWords, reasonOf, sayOnTheWay} from '../../source/commands/on-the-way.ts';
import {MovedClock} from '../clock.ts';
import {noon, scope, storeWith} from '../fixtures.ts';

it('says every ten seconds what is waited for, until nobody waits', async () => {
	const clock = new MovedClock();
	const said: string[] = [];
	const over = new AbortController();
	const saying = sayOnTheWay(
		() => 'still looking',
		line => said.push(line),
		clock,
		over.signal,
	);
	await clock.advance(9999);
	expect(said).toEqual([]);
	await clock.advance(20_001);
	expect(said).toEqual(['sluice: still looking', 'sluice: still looking', 'sluice: still looking']);
	over.abort();
	await saying;
	expect(clock.sleeping).toBe(0);
});

it('names how far one look has come, and what holds it up', () => {
	const store = storeWith([]);
	store.dispatch({kind: 'scope-opened', at: noon, scope, region: 'us-west-2', interval: 30_000});
	expect(progressWords(store.getState())).toMatch(
		/^still asking which pipelines there are: no more is asked a second than --rate allows; a higher --rate may be quicker$/,
	);
	store.dispatch({kind: 'pipelines-listed', at: noon, scope, names: ['p', 'q', 'r']});
	store.dispatch({kind: 'looked', at: noon, scope, pipeline: 'q', refused: null});
	store.dispatch({kind: 'paced', at: noon, scope, calls: 9, slowedBy: 'ThrottlingException'});
	expect(progressWords(store.getState())).toBe(
		'1 of 3 pipelines seen so far: AWS asks for fewer requests (ThrottlingException)',
	);
	expect(reasonOf(null)).toContain('--rate');
});
