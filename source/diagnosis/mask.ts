import {plain} from './plain.ts';

/*
 * What changes from run to run of the same build is taken out of a line: times, durations, sizes, counters, ids, hashes,
 * temporary names. What tells one error from another stays: codes (TS2345), exit and HTTP statuses, whether nothing failed
 * or something did. All patterns run on every line of long logs: each is linear and reads on from where a digit stands.
 */

/** A line with `#` for what changes from run to run. Masking it again changes nothing. */
export function masked(text: string): string {
	const line = plain(text).replace(spaces, ' ').trim().replace(bars, '$1$1$1');
	const named = line.includes('tmp') ? line.replace(temporary, '$1$2#') : line;
	const words = maskWords(named);
	if (!words.includes('#')) return words;
	return words.replace(dayNames, '#').replace(joined, '#');
}

const spaces = /\s{2,}|[^\S ]/g;
/** Rules and progress bars are as long as they happen to be. */
const bars = /([-=._*~>━─█▓▒░⣿])\1{3,}/g;
const temporary =
	/(\/tmp\/|(?<![\w#])tmp[._-])(?:tmp|[^\s#/'"`:,;()[\]{}<>]*\d)[^\s#/'"`:,;()[\]{}<>]*|((?<![\w#])tmp\.)[A-Za-z]{6,}/g;

const days = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const months =
	'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December';
/** In front of the rest of a date. */
const dayNames = new RegExp(`(?:\\b(?:${days}|${months})[.,]? )+#`, 'g');

const units = [
	'[munµ]?s|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|milliseconds?|AM|PM|UTC|GMT',
	'[kKMGT]i?B|B|bytes?|[kKMGT]bit',
].join('|');
/** What is left of a date, an address, a version, a duration or a size: one sign, however many numbers it had. */
const joined = new RegExp(`#(?:[-/:.,+_ ]?#| ?(?:${units})\\b|/s\\b)*`, 'g');

const [zero, nine] = [48, 57];

function isDigit(code: number): boolean {
	return code >= zero && code <= nine;
}

function isLetter(code: number): boolean {
	const small = code | 0x20;
	return small >= 97 && small <= 122;
}

/** Masks the words (letters and digits) that hold a digit. */
function maskWords(line: string): string {
	let out = '';
	let from = 0;
	for (let at = 0; at < line.length; at++) {
		if (!isDigit(line.charCodeAt(at))) continue;
		let start = at;
		while (start > from && isLetter(line.charCodeAt(start - 1))) start--;
		const end = endOfWord(line, start, at);
		out += line.slice(from, start) + maskedWord(line, start, end);
		from = end;
		at = end;
	}
	return from === 0 ? line : out + line.slice(from);
}

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])/iy;
const uuidLength = 36;

/** Where the word that begins at `start` ends; a whole UUID is one word. */
function endOfWord(line: string, start: number, at: number): number {
	let end = at;
	while (end < line.length && (isDigit(line.charCodeAt(end)) || isLetter(line.charCodeAt(end)))) end++;
	if (end - start !== 8 || line[end] !== '-') return end;
	uuid.lastIndex = start;
	return uuid.test(line) ? start + uuidLength : end;
}

const hash = /^(?=.*[a-f])[0-9a-f]{7,}$/i;
const number = /^\d+$/;
const address = /^0x[0-9a-f]+$/i;
const coded = /^([A-Za-z]+)(\d+)$/;
/** With all that may stand behind a number; what else does stays. */
const measured =
	/^\d+(?:d|h|hrs?|m|mins?|s|secs?|ms|us|ns|[kKMGT]?i?[bB]?|x|Z|st|nd|rd|th|[TZ]\d+Z?|[hm]\d[\dms]*)$/;
const counted = /^(\d+)([A-Za-z]+)$/;

/** The longest code that a pointer, and that a word with a number, can be. */
const [longestAddress, longestCode] = [10, 6];

function maskedWord(line: string, start: number, end: number): string {
	const word = line.slice(start, end);
	if (number.test(word)) return maskedNumber(line, start, end);
	if (end - start === uuidLength && word.includes('-')) return '#';
	if (address.test(word)) return word.length > longestAddress ? '#' : word;
	if (hash.test(word) || measured.test(word)) return '#';
	const [, letters = '', digits = ''] = coded.exec(word) ?? [];
	if (letters === 'tmp') return 'tmp#';
	if (letters !== '') return digits.length > longestCode ? `${letters}#` : word;
	const [, , unit = ''] = counted.exec(word) ?? [];
	if (unit !== '') return unit === 'xx' ? word : `#${unit}`;
	return isRandom(word) ? '#' : word;
}

/** Whether letters and digits change places so often that nobody thought the word up. */
function isRandom(word: string): boolean {
	let changes = 0;
	for (let at = 1; at < word.length; at++) {
		if (isDigit(word.charCodeAt(at)) !== isDigit(word.charCodeAt(at - 1))) changes++;
	}
	return (changes >= 3 && word.length >= 8) || (changes >= 4 && word.length >= 5);
}

/** How far around a number is looked for what it counts. Nothing that is looked for is as long; characters. */
const around = 60;
const longestStatus = 5;

/** Of what failed it is told whether it is nothing. Any of these may stand behind the number, or in front of it. */
const failuresBehind = /^ (?:[\w#]{1,16} ){0,3}(?:fail|err|problem|unreachable|broken|crash)[a-z]{0,6}\b/i;
const failuresBefore = /\b(?:fail[a-z]{0,5}|errors|errored|unreachable)["']?\s?[=:]\s?$/i;
const statusBefore =
	/\b(?:exit(?:ed)?(?: with)?(?: status| code)?|status(?: ?code)?|code|errno|signal|error|rc)\W{0,3}$/i;
const codeBefore = /\b(?!(?:[KMGT]B|AM|PM|UTC|GMT)[-_])[A-Z]{2,10}[-_]$/;
const http = /^[1-5]\d\d$/;
const httpBefore =
	/\b(?:https?(?:\/[\d.#]{1,5})?|returned|response|responded|failed|got|received|with|get|post|put|head|patch|delete)\W{1,3}(?:an? )?$/i;
const httpBehind =
	/^ (?:OK|Bad|Unauthorized|Forbidden|Not (?:Found|Modified)|Method Not|Conflict|Gone|Precondition|Payload Too|Unprocessable|Too Many|Internal Server|Service Unavailable|Gateway Time-?out)\b/i;

function maskedNumber(line: string, start: number, end: number): string {
	if (end - start > longestStatus || isPart(line, start, end)) return '#';
	const word = line.slice(start, end);
	const before = line.slice(Math.max(0, start - around), start);
	const behind = line.slice(end, end + around);
	if (http.test(word) && (httpBefore.test(before) || httpBehind.test(behind))) return word;
	if (statusBefore.test(before) || codeBefore.test(before)) return word;
	const ofFailures = failuresBehind.test(behind) || failuresBefore.test(before);
	return ofFailures && Number(word) === 0 ? '0' : '#';
}

/** Whether a number is part of a longer one: a time, a version, an address. */
function isPart(line: string, start: number, end: number): boolean {
	const joins = (at: number) => /[-/:.,_]/.test(line[at] ?? '');
	return (
		(joins(start - 1) && isDigit(line.charCodeAt(start - 2))) ||
		(joins(end) && isDigit(line.charCodeAt(end + 1)))
	);
}
