import {plain} from '../terminal/sanitise.ts';

/** The values of a line's pairs; null and undefined leave the pair out. */
export type Pairs = Readonly<Record<string, string | number | null | undefined>>;

/** One line for people and scripts: words first, then `key=value` pairs in the order given. Ids are whole, nothing is coloured. */
export function line(words: string, pairs: Pairs): string {
	const said = Object.entries(pairs).flatMap(([key, value]) =>
		value == null ? [] : `${key}=${quoted(String(value))}`,
	);
	return [words, ...said].join(' ');
}

/** A value with a space, a quote or nothing in it stands in quotes. */
function quoted(value: string): string {
	const clean = plain(value);
	return /^[^\s"=]+$/.test(clean) || /^https?:\S+$/.test(clean) ? clean : `"${clean.replaceAll('"', "'")}"`;
}

/** `16:04:31Z`. */
export function clockTime(at: number): string {
	return `${new Date(at).toISOString().slice(11, 19)}Z`;
}

/** `2026-11-27T16:00:00Z`. */
export function isoTime(at: number | null): string | null {
	return at === null ? null : `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** `4m12s`, `58s`, `2h10m`, `3d4h`: the two largest units. */
export function span(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const parts: readonly [number, string][] = [
		[Math.floor(seconds / 86_400), 'd'],
		[Math.floor(seconds / 3600) % 24, 'h'],
		[Math.floor(seconds / 60) % 60, 'm'],
		[seconds % 60, 's'],
	];
	const first = parts.findIndex(([count]) => count > 0);
	if (first < 0) return '0s';
	return parts
		.slice(first, first + 2)
		.filter(([count], index) => index === 0 || count > 0)
		.map(([count, unit]) => `${count}${unit}`)
		.join('');
}
