import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createGateway} from '../../source/engine/gateway.ts';
import {type Call, ProviderError, type Urgency, urgencies} from '../../source/providers/provider.ts';
import {MovedClock} from '../clock.ts';

function open(rate = 1) {
	const clock = new MovedClock();
	const {gateway, traffic} = createGateway({pipelines: rate, builds: rate, logs: rate}, clock);
	const passed: string[] = [];
	const stop = new AbortController();
	const call = (name: string, more: Partial<Call> = {}, attempt = () => Promise.resolve(name)) =>
		gateway({service: 'pipelines', operation: name, urgency: 'moving', signal: stop.signal, ...more}, () => {
			passed.push(name);
			return attempt();
		});
	return {clock, traffic, passed, stop, call};
}

describe('the gateway', () => {
	it('lets the most urgent pass first', async () => {
		const {clock, passed, call} = open();
		for (let n = 0; n < 4; n++) void call('burst');
		const urgencies: Urgency[] = ['background', 'finding', 'moving', 'now'];
		for (const urgency of urgencies) void call(urgency, {urgency});
		await clock.advance(4000);
		expect(passed.slice(4)).toEqual(['now', 'moving', 'finding', 'background']);
	});

	it('serves the least urgent too, however much that is urgent there is', async () => {
		const {clock, passed, call} = open();
		void call('finding', {urgency: 'finding'});
		const more = (): Promise<unknown> => call('moving').then(more);
		for (let n = 0; n < 5; n++) void more();
		await clock.advance(1000);
		void call('background', {urgency: 'background'});
		await clock.advance(120_000);
		expect(passed).toContain('finding');
		expect(passed).not.toContain('background');
		await clock.advance(240_000);
		expect(passed).toContain('background');
	});

	it('paces every service by itself', async () => {
		const {clock, passed, call} = open();
		for (let n = 0; n < 6; n++) void call('pipelines');
		void call('logs', {service: 'logs'});
		await clock.advance(0);
		expect(passed).toEqual(['pipelines', 'pipelines', 'pipelines', 'pipelines', 'logs']);
	});

	it('counts every attempt of the last minute', async () => {
		const {clock, traffic, call} = open();
		for (let n = 0; n < 6; n++) void call('x');
		await clock.advance(10_000);
		expect(traffic()).toEqual({calls: 6, slowedBy: null, allowed: 1});
		await clock.advance(51_000);
		expect(traffic().calls).toBe(2);
		await clock.advance(60_000);
		expect(traffic().calls).toBe(0);
	});

	it('slows down once for calls that were throttled together, and rests as long as asked', async () => {
		const {clock, traffic, passed, call} = open(10);
		const error = new ProviderError('throttled', 'ThrottlingException', 'Rate exceeded', {retryAfter: 5000});
		const together = [1, 2, 3, 4].map(() => call('x', {}, () => Promise.reject(error)));
		const failed = Promise.allSettled(together);
		await clock.advance(0);
		expect((await failed).every(({status}) => status === 'rejected')).toBe(true);
		expect(traffic()).toMatchObject({slowedBy: 'ThrottlingException', allowed: 5});
		for (let n = 0; n < 100; n++) void call('y');
		await clock.advance(4999);
		expect(passed).toHaveLength(4);
		await clock.advance(2001);
		expect(passed.length).toBeGreaterThan(4 + 8);
		await clock.advance(20_000);
		expect(traffic().slowedBy).toBeNull();
	});

	it('rests as long as any answer asks, and no longer because the clock was set back', async () => {
		const {clock, traffic, passed, call} = open(10);
		const error = new ProviderError('broken', 'HTTP 503', 'unavailable', {retryAfter: 5000});
		await expect(call('x', {}, () => Promise.reject(error))).rejects.toThrow('unavailable');
		const next = call('y');
		await clock.advance(4999);
		expect(passed).toEqual(['x']);
		await clock.advance(1);
		expect(await next).toBe('y');
		expect(traffic().slowedBy).toBeNull();
		await expect(call('x', {}, () => Promise.reject(error))).rejects.toThrow('unavailable');
		clock.set(clock.now() - 3600_000);
		expect(await call('z')).toBe('z');
	});

	it('refuses at once what is to rest for long, with what the service said, and lets the others rest for less', async () => {
		const {clock, passed, call} = open(1);
		const error = new ProviderError('throttled', 'ThrottlingException', 'slow', {retryAfter: 240_000});
		const first = expect(call('x', {}, () => Promise.reject(error))).rejects.toThrow('slow');
		for (let n = 0; n < 3; n++) void call('y');
		const waiting = expect(call('x')).rejects.toMatchObject({kind: 'throttled', retryAfter: 240_000});
		await clock.advance(0);
		await first;
		await waiting;
		const later = call('z');
		await clock.advance(29_999);
		expect(passed).toEqual(['x', 'y', 'y', 'y']);
		await clock.advance(30_001);
		expect(await later).toBe('z');
		await expect(call('x')).rejects.toMatchObject({errorName: 'ThrottlingException', retryAfter: 180_000});
		expect(await call('y')).toBe('y');
		expect(passed).toEqual(['x', 'y', 'y', 'y', 'z', 'y']);
		await clock.advance(180_000);
		expect(await call('x')).toBe('x');
	});

	it('never lets more through in any time than the rate and the burst allow, and everybody in the end', async () => {
		const throttling = {retryAfter: null, kind: 'throttled'} as const;
		const wish = fc.record({
			after: fc.integer({min: 0, max: 3000}),
			urgency: fc.constantFrom(...urgencies),
			fault: fc.constantFrom(null, null, null, throttling, {retryAfter: 5000, kind: 'broken'} as const),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.double({min: 0.2, max: 20, noNaN: true}),
				fc.array(wish, {minLength: 1, maxLength: 40}),
				async (rate, wishes) => {
					const {clock, call} = open(rate);
					const times: number[] = [];
					for (const {after, urgency, fault} of wishes) {
						await clock.advance(after);
						const asked = call(urgency, {urgency}, () => {
							times.push(clock.now());
							if (fault === null) return Promise.resolve('');
							return Promise.reject(new ProviderError(fault.kind, 'X', 'x', fault));
						});
						asked.catch(() => {});
					}
					await clock.advance(3600_000);
					expect(times).toHaveLength(wishes.length);
					for (const [first, since] of times.entries())
						for (const [last, until] of times.entries())
							if (last >= first)
								expect(last - first + 1).toBeLessThanOrEqual(4 + (rate * (until - since)) / 1000 + 1e-6);
				},
			),
			{numRuns: 25},
		);
	});

	it('lets go at once of who aborts, and sleeps for nobody', async () => {
		const {clock, passed, stop, call} = open();
		for (let n = 0; n < 4; n++) void call('burst');
		const [mine, other] = [new AbortController(), call('other')];
		const aborted = expect(call('mine', {signal: mine.signal})).rejects.toThrow('never mind');
		await clock.settle();
		mine.abort(new Error('never mind'));
		await aborted;
		expect(clock.sleeping).toBe(1);
		const stopped = expect(other).rejects.toThrow('enough');
		stop.abort(new Error('enough'));
		await stopped;
		await clock.settle();
		expect(clock.sleeping).toBe(0);
		expect(passed).toEqual(['burst', 'burst', 'burst', 'burst']);
		await expect(call('late')).rejects.toThrow('enough');
	});
});
