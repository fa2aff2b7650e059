import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {systemClock} from '../../source/engine/clock.ts';

const hour = 3600_000;

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance']});
});
afterEach(() => {
	vi.useRealTimers();
});

async function sleeping(ms: number, signal = new AbortController().signal) {
	const seen = {over: false};
	void systemClock.sleep(ms, signal).then(() => {
		seen.over = true;
	});
	await vi.advanceTimersByTimeAsync(0);
	return seen;
}

it('sleeps as long as it was asked to, however long that is', async () => {
	const seen = await sleeping(hour);
	await vi.advanceTimersByTimeAsync(hour - 1);
	expect(seen.over).toBe(false);
	await vi.advanceTimersByTimeAsync(1);
	expect(seen.over).toBe(true);
});

it('wakes soon after the machine does, when the time came while it slept', async () => {
	const seen = await sleeping(hour);
	await vi.advanceTimersByTimeAsync(60_000);
	vi.setSystemTime(Date.now() + 8 * hour);
	await vi.advanceTimersByTimeAsync(5000);
	expect(seen.over).toBe(true);
});

it('sleeps no longer where the clock is set back', async () => {
	const seen = await sleeping(60_000);
	vi.setSystemTime(Date.now() - 8 * hour);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(seen.over).toBe(true);
});

it('ends with the signal and leaves no timer behind', async () => {
	const stop = new AbortController();
	const seen = await sleeping(hour, stop.signal);
	await vi.advanceTimersByTimeAsync(7000);
	stop.abort();
	await vi.advanceTimersByTimeAsync(0);
	expect(seen.over).toBe(true);
	expect(vi.getTimerCount()).toBe(0);
});
