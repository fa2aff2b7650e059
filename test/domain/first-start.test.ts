import {expect, it} from 'vitest';
import {firstStart} from '../../source/domain/first-start.ts';
import {execution} from '../fixtures.ts';

const [ours, theirs] = ['a'.repeat(40), 'b'.repeat(40)];

it('is the earliest start of those that run the commit, asked as often as one likes', () => {
	const list = [
		execution(3, ours, 'InProgress', {startedAt: 300}),
		execution(2, ours, 'Failed', {startedAt: 200}),
		execution(1, theirs, 'Succeeded', {startedAt: 100}),
	];
	for (let times = 0; times < 2; times++) {
		expect(firstStart(list, ours)).toBe(200);
		expect(firstStart(list, theirs)).toBe(100);
		expect(firstStart(list, 'c'.repeat(40))).toBeNull();
	}
});

it('is not known where nobody tells it', () => {
	expect(firstStart([execution(1, ours, 'InProgress', {startedAt: null})], ours)).toBeNull();
});

it('is that of the list at hand, not of one before it', () => {
	const before = [execution(2, ours, 'InProgress', {startedAt: 200})];
	expect(firstStart(before, ours)).toBe(200);
	expect(firstStart([...before, execution(1, ours, 'Failed', {startedAt: 100})], ours)).toBe(100);
});
