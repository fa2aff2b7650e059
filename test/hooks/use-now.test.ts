import {expect, it} from 'vitest';
import {untilNews} from '../../hooks/use-now.ts';

const [second, minute, hour] = [1000, 60_000, 3600_000];

it.each([
	['nothing before it is late', 0, 35 * second, 35 * second],
	['the rest of that time', 34_500, 35 * second, 500],
	['every ten seconds of the first minute', 41 * second, 35 * second, 9 * second],
	['every minute of the first hour', 5 * minute + 20 * second, 35 * second, 40 * second],
	['every ten minutes after it', 2 * hour, 35 * second, 10 * minute],
	['an age that nothing makes fresh', 3 * second, 0, 7 * second],
])('an age is written anew: %s', (_, age, freshFor, wait) => {
	expect(untilNews(age, freshFor)).toBe(wait);
});
