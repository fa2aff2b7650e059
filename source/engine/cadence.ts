import type {Follow} from '../domain/follow.ts';

/** The longest pause between two tries while something cannot be seen; ms. */
const longestRetry = 300_000;

/**
 * How long after a look the next one is due; ms. What moves is looked at at every interval; what is settled rarely,
 * but never never: a failed or stopped execution can be retried under the same id.
 */
export function pauseAfter(follow: Follow | null, interval: number): number {
	if (follow === null) return interval;
	switch (follow.standing.kind) {
		case 'Running':
		case 'Stopping':
		case 'Awaited':
		case 'Gate':
		case 'Behind':
		case 'Unknown':
			return interval;
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return interval * 4;
		case 'Succeeded':
		case 'NotTriggered':
			return interval * 10;
	}
}

/** How long to wait after `failures` failed tries in a row, the first time `retry`; ms. */
export function pauseAfterFailure(failures: number, retry: number): number {
	return Math.min(longestRetry, retry * 2 ** Math.max(0, failures - 1));
}
