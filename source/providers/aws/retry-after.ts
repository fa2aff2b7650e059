/** No service may silence us for longer; ms. */
const longest = 300_000;

/** How long a reply asks to be left alone, in ms; null when it does not. `now` is ms since the epoch. */
export function retryAfterOf(headers: Readonly<Record<string, unknown>>, now: number): number | null {
	const header = (name: string) =>
		Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
	const milliseconds = waitOf(String(header('x-amz-retry-after')), 1, now);
	return milliseconds ?? waitOf(String(header('retry-after')), 1000, now);
}

/** A number of units, or a date (RFC 9110, section 10.2.3). */
function waitOf(value: string, unit: number, now: number): number | null {
	const wait = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * unit : Date.parse(value) - now;
	return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longest);
}
