import {describe, expect, it} from 'vitest';
import {isOpen, parseWindow} from '../../../source/simulator/account/window.ts';

const isOpenAt = (cron: string, time: string, zone?: string) => {
	const window = parseWindow(cron, zone);
	return window && isOpen(window, Date.parse(time));
};

describe('a deployment window', () => {
	it.each([
		['* * 9-17 ? * MON-FRI *', '2026-11-20T17:59:59Z', true],
		['* * 9-17 ? * MON-FRI *', '2026-11-20T18:00:00Z', false],
		['* * 9-17 ? * MON-FRI *', '2026-11-21T12:00:00Z', false],
		['* * 9-17 ? * MON-FRI', '2026-11-20T12:00:00Z', true],
		['* * * ? * FRI-MON', '2026-11-22T12:00:00Z', true],
		['* * * ? * FRI-MON', '2026-11-24T12:00:00Z', false],
		['* 0/15 * * * ?', '2026-11-20T12:45:10Z', true],
		['* 0/15 * * * ?', '2026-11-20T12:46:10Z', false],
		['* 10-20/5,59 * * * ?', '2026-11-20T12:59:10Z', true],
		['* * * 1,20 NOV ?', '2026-11-20T12:00:00Z', true],
		['* * * 20 12 ?', '2026-11-20T12:00:00Z', false],
		['* * * L * ?', '2026-11-30T12:00:00Z', true],
		['* * * L 2 ?', '2028-02-29T12:00:00Z', true],
		['* * * LW * ?', '2026-10-30T12:00:00Z', true],
		['* * * 15W * ?', '2026-11-16T12:00:00Z', true],
		['* * * 1W * ?', '2026-08-03T12:00:00Z', true],
		['* * * ? * 6L', '2026-11-27T12:00:00Z', true],
		['* * * ? * 6L', '2026-11-20T12:00:00Z', false],
		['* * * ? * FRI#3', '2026-11-20T12:00:00Z', true],
		['* * * ? * FRI#2', '2026-11-20T12:00:00Z', false],
		['* * * ? * L', '2026-11-21T12:00:00Z', true],
		['* * * ? * * 2027-2030', '2026-11-20T12:00:00Z', false],
	])('%s at %s: %s', (cron, time, open) => {
		expect(isOpenAt(cron, time)).toBe(open);
	});

	it('is read in its time zone', () => {
		expect(isOpenAt('* * 9 ? * *', '2026-07-01T16:30:00Z', 'America/Los_Angeles')).toBe(true);
		expect(isOpenAt('* * 9 ? * *', '2026-12-01T17:30:00Z', 'America/Los_Angeles')).toBe(true);
	});

	it.each([
		['* * * * *', 'UTC'],
		['* * * ? * * * *', 'UTC'],
		['* 60 * ? * *', 'UTC'],
		['? * * * * *', 'UTC'],
		['* */0 * ? * *', 'UTC'],
		['* a-b * ? * *', 'UTC'],
		['* * * ? * *', 'Mars/Olympus'],
	])('%s in %s means nothing', (cron, zone) => {
		expect(parseWindow(cron, zone)).toBeUndefined();
	});
});
