import {describe, expect, it} from 'vitest';
import {followsOf} from '../../source/domain/select.ts';
import {clock, count, duration, reasonIn, timeLeft} from '../../source/wording/words.ts';
import {busyDay} from '../busy-day.ts';
import {commit, execution, executionId, shas, stage, storeWith} from '../fixtures.ts';

const [second, minute, hour, day] = [1000, 60_000, 3600_000, 86_400_000];

describe('how long', () => {
	it.each([
		[-5, '0s'],
		[6 * second, '6s'],
		[59 * second + 999, '59s'],
		[minute, '1m'],
		[4 * minute + 59 * second, '4m'],
		[2 * hour + 10 * minute, '2h10m'],
		[hour, '1h00m'],
		[3 * day + 23 * hour, '3d'],
	])('%d ms is %s', (ms, words) => expect(duration(ms)).toBe(words));

	it('tells hours beside days where they matter', () => {
		expect(timeLeft(6 * day + 23 * hour)).toBe('6d23h');
		expect(timeLeft(4 * day + 2 * hour)).toBe('4d02h');
		expect(timeLeft(90 * minute)).toBe('1h30m');
	});
});

it('names the day of what did not happen today', () => {
	const now = new Date(2026, 10, 21, 14, 22).getTime();
	expect(clock(now - minute, now)).toBe('14:21');
	expect(clock(now - day, now)).toBe('11-20 14:22');
});

it('counts', () => {
	expect([count(1, 'gate'), count(2, 'gate'), count(0, 'repository', 'repositories')]).toEqual([
		'1 gate',
		'2 gates',
		'0 repositories',
	]);
});

it('says that a commit is no longer where it had come to', () => {
	const {done} = busyDay;
	const latest = {execution: executionId(3), status: 'Succeeded', rollback: true} as const;
	const back = {
		...done,
		executions: [execution(3, shas.older, 'Succeeded', {rollback: true}), ...done.executions],
		stages: [...done.stages.slice(0, -1), stage('DeployProduction', null, {latest})],
	};
	const [follow] = followsOf(storeWith([back]).getState(), commit(shas.ours));
	if (follow === undefined) throw new Error('nothing is followed');
	const words = reasonIn(follow, sha => sha?.slice(0, 7) ?? '');
	expect(words).toBe('DeployProduction was rolled back to 9e0c4b7');
});
