import parseDuration from 'parse-duration';
import * as v from 'valibot';
import {objection} from '../command-line/value.ts';
import {certainties} from '../domain/cause.ts';
import {isRegion} from '../providers/aws/region.ts';
import {bells, themes} from './settings.ts';

type Table = Readonly<Record<string, unknown>>;

/** Lists and times are objects too. */
function isTable(value: unknown): value is Table {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A table with these keys; every other key is told, where a strict object would tell the first alone. */
function table<const Entries extends v.ObjectEntries>(entries: Entries) {
	const message = `is not a setting; known here: ${Object.keys(entries).join(', ')}`;
	const needed = Object.keys(entries).filter(key => entries[key]?.type !== 'optional');
	return v.pipe(
		v.custom<Table>(isTable, 'must be a table'),
		v.looseObject(entries, `is missing; needed here: ${needed.join(', ')}`),
		v.rawCheck(({dataset: {value: input}, addIssue}) => {
			if (!isTable(input)) return;
			for (const [key, value] of Object.entries(input)) {
				if (Object.hasOwn(entries, key)) continue;
				addIssue({message, path: [{type: 'object', origin: 'key', input: {...input}, key, value}]});
			}
		}),
	);
}

function text(message: string) {
	return v.pipe(
		v.string(message),
		v.check(value => value.trim() !== '', message),
	);
}

function number(message: string, holds: (value: number) => boolean) {
	return v.pipe(
		v.number(message),
		v.check(value => Number.isFinite(value) && holds(value), message),
	);
}

/** Tables by names of the user's own. */
function named<const Value extends v.GenericSchema>(value: Value) {
	return v.pipe(v.custom<Table>(isTable, 'must be a table'), v.record(v.string(), value));
}

function choice<const Of extends readonly string[]>(of: Of) {
	return v.picklist(of, `must be one of ${quoted(of)}`);
}

function quoted(words: readonly string[]): string {
	return words.map(each => `"${each}"`).join(', ');
}

function list<const Item extends v.GenericSchema>(item: Item, message: string) {
	return v.pipe(v.array(item, message), v.minLength(1, message));
}

const region = 'must be a region, such as "us-west-2"';
const track = 'must be the name of a pipeline or a glob, such as "l-*", or a list of them';
const interval = 'must be a number of seconds from 1';
const rate = 'must be a number of requests per second above 0, at most 50';
const bell = `must be a list of ${quoted(bells)}`;
const words = 'must be a text in quotes';
const paths = 'must be a list of globs, such as ["ansible/**"]';
const portal = 'must be the https address of an access portal, such as "https://example.awsapps.com/start"';
const run = 'must be a list of a program and its arguments, such as ["notify-send", "sluice"]';
const remind = 'must be a time from 1s, such as "30m"';
const pattern = 'must be a regular expression, such as "state lock"';

const expression = v.pipe(text(pattern), v.check(isPattern, pattern));
const failure = table({
	id: text(words),
	match: expression,
	not: v.optional(expression),
	cause: text(words),
	advice: text(words),
	retry_helps: v.optional(v.boolean('must be true or false')),
	sure: v.optional(choice(certainties)),
	example: v.optional(text(words)),
	unlike: v.optional(text(words)),
});

/** What may stand in a settings file; each message names what is allowed. */
export const fileSettings = table({
	region: v.optional(v.pipe(v.string(region), v.check(isRegion, region))),
	track: v.optional(v.union([text(track), list(text(track), track)], track)),
	interval: v.optional(number(interval, value => value >= 1)),
	rate: v.optional(number(rate, value => value > 0 && value <= 50)),
	bell: v.optional(v.array(v.picklist(bells, bell), bell)),
	credentials: v.optional(table({file: v.optional(text(words)), table: v.optional(text(words))})),
	approval: v.optional(table({also: v.optional(text(words))})),
	theme: v.optional(choice(themes)),
	pipelines: v.optional(named(table({paths: v.optional(list(text(paths), paths))}))),
	console: v.optional(
		table({portal: v.pipe(text(portal), v.check(isPortal, portal)), role: v.optional(text(words))}),
	),
	alerts: v.optional(
		table({
			run: list(text(run), run),
			remind: v.optional(v.pipe(v.string(remind), v.check(isSpan, remind))),
		}),
	),
	failures: v.optional(v.array(failure, 'must be a list of tables: [[failures]]')),
});

export type FileSettings = v.InferOutput<typeof fileSettings>;

function isPattern(value: string): boolean {
	try {
		new RegExp(value);
		return true;
	} catch {
		return false;
	}
}

/** Nothing may ride along that a link would hand on: neither a name and a password nor a query. */
function isPortal(value: string): boolean {
	if (!URL.canParse(value)) return false;
	const {protocol, username, password, search} = new URL(value);
	return protocol === 'https:' && username === '' && password === '' && search === '';
}

function isSpan(value: string): boolean {
	return objection(value, {kind: 'duration', word: 'TIME'}) === null && spanOf(value) >= 1000;
}

/** A time such as `1h30m`; ms. */
export function spanOf(value: string): number {
	return parseDuration(value) ?? 0;
}
