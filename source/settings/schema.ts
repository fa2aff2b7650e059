import * as v from 'valibot';
import {isRegion} from '../providers/aws/region.ts';
import {bells} from './settings.ts';

type Table = Readonly<Record<string, unknown>>;

/** Lists and times are objects too. */
function isTable(value: unknown): value is Table {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A table with these keys; every other key is told, where a strict object would tell the first alone. */
function table<const Entries extends v.ObjectEntries>(entries: Entries) {
	const message = `is not a setting; known here: ${Object.keys(entries).join(', ')}`;
	return v.pipe(
		v.custom<Table>(isTable, 'must be a table'),
		v.looseObject(entries),
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

function list<const Item extends v.GenericSchema>(item: Item, message: string) {
	return v.pipe(v.array(item, message), v.minLength(1, message));
}

const region = 'must be a region, such as "us-west-2"';
const track = 'must be the name of a pipeline or a glob, such as "l-*", or a list of them';
const interval = 'must be a number of seconds from 1';
const rate = 'must be a number of requests per second above 0, at most 50';
const bell = `must be a list of ${bells.map(each => `"${each}"`).join(', ')}`;
const words = 'must be a text in quotes';

/** What may stand in a settings file; each message names what is allowed. */
export const fileSettings = table({
	region: v.optional(v.pipe(v.string(region), v.check(isRegion, region))),
	track: v.optional(v.union([text(track), list(text(track), track)], track)),
	interval: v.optional(number(interval, value => value >= 1)),
	rate: v.optional(number(rate, value => value > 0 && value <= 50)),
	bell: v.optional(v.array(v.picklist(bells, bell), bell)),
	credentials: v.optional(table({file: v.optional(text(words)), table: v.optional(text(words))})),
	approval: v.optional(table({also: v.optional(text(words))})),
});

export type FileSettings = v.InferOutput<typeof fileSettings>;
