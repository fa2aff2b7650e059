const units = {d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000} as const;

/** `90s`, `5m`, `1h30m`, `2d`: days, hours, minutes, seconds, in this order. */
export const durationPattern = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** A time from the start of the simulator; one with a minus lies before it. */
export const momentPattern = /^-?(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** Simulated ms of a text that fits one of the patterns. */
export function msOf(text: string): number {
	const [, days, hours, minutes, seconds] = momentPattern.exec(text) ?? [];
	const part = (count: string | undefined, unit: keyof typeof units) => Number(count ?? 0) * units[unit];
	const ms = part(days, 'd') + part(hours, 'h') + part(minutes, 'm') + part(seconds, 's');
	return text.startsWith('-') ? -ms : ms;
}

/** Minutes, as AWS counts time-outs; what has begun counts. */
export const minutesOf = (text: string) => Math.ceil(msOf(text) / 60_000);
