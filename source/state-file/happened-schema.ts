import * as v from 'valibot';
import {happeningLooks} from '../domain/happening.ts';
import {plain} from '../terminal/sanitise.ts';

const text = (longest: number) =>
	v.pipe(
		v.string(),
		v.maxLength(longest),
		v.transform(value => plain(value).trim()),
	);
/** ms since the epoch, as far as a Date reaches. */
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

const happening = v.object({
	at: time,
	key: v.pipe(v.string(), v.maxLength(4000)),
	scope: text(300),
	pipeline: v.nullable(text(300)),
	commit: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{7,64}$/))),
	look: v.picklist(happeningLooks),
	text: text(1000),
	more: text(1000),
});

const happened = v.object({
	v: v.literal(1),
	scopes: v.record(
		v.string(),
		v.object({
			/** When a screen on the scope was last known to run. */
			until: time,
			/** The oldest first. */
			told: v.array(happening),
		}),
	),
});

/** What the file of what happened holds, by scope. */
export type Happened = v.InferOutput<typeof happened>;

/** What a file's JSON holds, its texts cleaned; null: it is none of this version. */
export function happenedIn(value: unknown): Happened | null {
	const {success, output} = v.safeParse(happened, value);
	return success ? output : null;
}
