import * as v from 'valibot';
import {durationPattern, minutesOf, momentPattern} from './duration.ts';

/** The parts that scenario files are made of. Every message says what must stand there. */

type Table = Readonly<Record<string, unknown>>;

export function isTable(value: unknown): value is Table {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A table with these keys and no others. Every key that it does not know is told, not the first alone. */
export function table<const Entries extends v.ObjectEntries>(entries: Entries) {
	const keys = Object.keys(entries);
	const needed = keys.filter(key => entries[key]?.type !== 'optional');
	const unknown = `is not known here; there is ${keys.join(', ')}`;
	return v.pipe(
		v.custom<Table>(isTable, `must be a table of ${keys.join(', ')}`),
		v.rawCheck(({dataset: {value: input}, addIssue}) => {
			if (!isTable(input)) return;
			for (const [key, value] of Object.entries(input))
				if (!Object.hasOwn(entries, key))
					addIssue({
						message: unknown,
						path: [{type: 'object', origin: 'key', input: {...input}, key, value}],
					});
		}),
		v.object(entries, `is missing; needed here: ${needed.join(', ')}`),
	);
}

export function text(message = 'must be a text; numbers in quotes') {
	return v.pipe(v.string(message), v.nonEmpty(message));
}

export function fitting(pattern: RegExp, message: string) {
	return v.pipe(v.string(message), v.regex(pattern, message));
}

export function whole(low: number, high: number) {
	const message = `must be a whole number from ${low} to ${high}`;
	return v.pipe(v.number(message), v.integer(message), v.minValue(low, message), v.maxValue(high, message));
}

export function oneOf<const Words extends readonly string[]>(words: Words) {
	return v.picklist(words, `must be one of ${words.join(', ')}`);
}

export function list<const Item extends v.GenericSchema>(item: Item, message: string) {
	return v.pipe(v.array(item, message), v.minLength(1, message));
}

export const yesOrNo = v.boolean('must be true or false');
export const duration = fitting(durationPattern, 'must be a time such as 90s, 5m or 1h30m');

const isWaitable = (minutes: number) => minutes >= 5 && minutes <= 86_400;
const waitingMessage = 'must be a time from 5m to 60d';
/** How long an approval or a rule waits, within AWS's range. */
export const waitingTime = v.pipe(
	fitting(durationPattern, waitingMessage),
	v.check(text => !durationPattern.test(text) || isWaitable(minutesOf(text)), waitingMessage),
);
export const moment = fitting(
	momentPattern,
	'must be a time from the start of the simulator, such as 90s, 1h30m or, for the past, -2h',
);
const setting = v.string('must be a text; numbers, true and false in quotes');
/** Of an action or a rule. */
export const configuration = v.record(v.string(), setting, 'must be a table of texts');
/** The beginning of a commit's id, or all of it. */
export const shaStart = fitting(
	/^[0-9a-f]{7,40}$/,
	'must be the first 7 or more digits of a commit, in quotes',
);
