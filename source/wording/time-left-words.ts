import {partDone, type TimeLeft} from '../domain/estimate.ts';
import {duration} from './words.ts';

const [second, minute, hour] = [1000, 60_000, 3_600_000];

/** How long something still takes, in one word: `~40s`, `~4m`, `~8m+` where what is before that runs over, `3m over`, `2h over`. */
export function leftWords({left, over}: TimeLeft): string {
	if (left < second && over >= second) return `${duration(over).replace(/(?<=h).*/, '')} over`;
	return `~${roughly(left)}${over >= minute ? '+' : ''}`;
}

/** The same as a sentence's end: `~4m left`, `3m over the usual 8m`. */
export function leftSentence(time: TimeLeft): string {
	const words = leftWords(time);
	return words.startsWith('~') ? `${words} left` : `${words} the usual ${duration(time.usual)}`;
}

/**
 * A time that is no more than a guess, rounded so that what is lost is far less than what a guess is off: seconds up to `100s`,
 * as a minute would round too much of one and a half, then minutes; ms in.
 */
export function roughly(ms: number): string {
	const seconds = ms / second;
	const step = seconds < 10 ? 1 : seconds < 60 ? 5 : 10;
	const rounded = Math.round(seconds / step) * step;
	return rounded <= 100 ? `${rounded}s` : duration(Math.round(ms / minute) * minute);
}

/** How long something took or takes, to the second: `49s`, `1m24s`, `1h02m`; ms in. */
export function took(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / second));
	if (seconds < 60) return `${seconds}s`;
	const minutes = Math.floor(seconds / 60);
	const two = (number: number) => String(number).padStart(2, '0');
	return minutes < hour / minute
		? `${minutes}m${two(seconds % 60)}s`
		: `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}

/** `usual 5m50s`, `usual 6m`; ms in. */
export function usualWords(ms: number): string {
	return `usual ${took(ms).replace(/(?<=[mh])00[sm]$/, '')}`;
}

/** How many columns a bar takes. */
export const barWidth = 8;

/** How much of its usual length is over: full, and no fuller, where it runs over. */
export function bar(time: TimeLeft): string {
	const full = Math.min(barWidth, Math.floor(partDone(time) * barWidth));
	return '▇'.repeat(full) + '·'.repeat(barWidth - full);
}
