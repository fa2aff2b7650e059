import {paragraphs, plain} from '../../terminal/sanitise.ts';

/*
 * How a reply's fields are read: every one may be missing, null or of another type, and every text is cleaned here, once.
 */

type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
export function fields(value: unknown): Fields {
	return isObject(value) ? value : {};
}

/** The objects of a list; what is no list is an empty one. */
export function list(value: unknown): readonly Fields[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text of one line; null when there is none. */
export function text(value: unknown): string | null {
	return typeof value === 'string' ? plain(value) || null : null;
}

/** A text that may have several lines; null when there is none. */
export function prose(value: unknown): string | null {
	return typeof value === 'string' ? paragraphs(value).trim() || null : null;
}

/** A number; a numeric string too, as configurations hold no others. */
export function number(value: unknown): number | null {
	const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/** A time as the SDK gives it (a Date), in ms since the epoch. */
export function time(value: unknown): number | null {
	return value instanceof Date ? number(value.getTime()) : null;
}

/** A link that a browser may be given: http or https only. */
export function link(value: unknown): string | null {
	const found = text(value);
	return found !== null && /^https?:\/\/\S+$/.test(found) ? found : null;
}

/** The word among those that we know, else Unknown. */
export function word<Known extends string>(value: unknown, known: readonly Known[]): Known | 'Unknown' {
	return known.find(each => each === value) ?? 'Unknown';
}

function isObject(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
