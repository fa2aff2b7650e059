import {paragraphs, plain} from '../../terminal/sanitise.ts';

/*
 * How a reply's fields are read: every one may be missing, null or of another type, and every text is cleaned here, once.
 */

type Fields = Readonly<Record<string, unknown>>;

/** AWS itself gives no longer ones: 2,048 characters of a summary, 5,000 of what an action says of its end. */
const [longestText, longestProse] = [4000, 10_000];
/** Times up to the year 9999 have a form that everybody reads, with room for what is added to them; ms since the epoch. */
const latest = Date.UTC(9000, 0);
const mostThings = 10_000_000;

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
	return typeof value === 'string' ? plain(cut(value, longestText)) || null : null;
}

/** A text that may have several lines; null when there is none. */
export function prose(value: unknown): string | null {
	return typeof value === 'string' ? paragraphs(cut(value, longestProse)).trim() || null : null;
}

/** An id, by which things are kept; null when there is none, or it is a word to which every object answers. */
export function id(value: unknown): string | null {
	const found = text(value);
	return found === null || found in Object.prototype ? null : found;
}

/** A number; a numeric string too, as configurations hold no others. */
export function number(value: unknown): number | null {
	const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/** A time as the SDK gives it (a Date), in ms since the epoch; one that cannot be meant is none. */
export function time(value: unknown): number | null {
	return value instanceof Date ? moment(value.getTime()) : null;
}

/** A time in ms since the epoch; null when it cannot be meant. */
export function moment(value: unknown): number | null {
	const found = number(value);
	return found !== null && found >= 0 && found < latest ? found : null;
}

/** A number of things; null when there is none, or it counts nothing. */
export function count(value: unknown): number | null {
	const found = number(value);
	return found !== null && found >= 0 && found <= mostThings ? found : null;
}

/** A link that a browser may be given: http or https only, and whole. */
export function link(value: unknown): string | null {
	const found = typeof value === 'string' && value.length <= longestText ? text(value) : null;
	return found !== null && /^https?:\/\/\S+$/.test(found) ? found : null;
}

/** The word among those that we know, else Unknown. */
export function word<Known extends string>(value: unknown, known: readonly Known[]): Known | 'Unknown' {
	return known.find(each => each === value) ?? 'Unknown';
}

/** The beginning of a text that is too long to be meant. */
function cut(value: string, most: number): string {
	return value.length > most ? `${value.slice(0, most)}…` : value;
}

function isObject(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
