import * as v from 'valibot';
import {plain} from '../terminal/sanitise.ts';

const text = v.pipe(
	v.string(),
	v.transform(value => plain(value).trim()),
);
/** ms since the epoch, as far as a Date reaches, or ms. */
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const commit = v.object({
	sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{7,64}$/)),
	subject: v.nullable(text),
});

const kept = v.object({
	v: v.literal(1),
	/** What was followed and is not settled, by scope, the newest first. */
	followed: v.record(v.string(), v.array(commit)),
	/** What `sluice line` prints; null: nothing was followed yet. */
	line: v.nullable(
		v.object({
			/** When it was written down, and when AWS was last looked at. */
			at: time,
			asOf: v.nullable(time),
			/** The time between two looks; ms. */
			interval: time,
			account: v.nullable(text),
			region: text,
			trouble: v.nullable(v.object({kind: text, message: text, renew: v.nullable(text)})),
			gates: count,
			failed: count,
			behind: count,
			ended: count,
			running: count,
			everywhere: v.boolean(),
			commits: v.array(commit),
		}),
	),
});

/** What the state file holds. */
export type Kept = v.InferOutput<typeof kept>;
export type KeptLine = NonNullable<Kept['line']>;
export type KeptCommit = v.InferOutput<typeof commit>;

/** What a state file's JSON holds, its texts cleaned; null: it is none of this version. */
export function keptIn(value: unknown): Kept | null {
	const {success, output} = v.safeParse(kept, value);
	return success ? output : null;
}
