import * as v from 'valibot';
import {stageStates} from '../domain/progress.ts';
import type {Remembered} from '../domain/remembered.ts';
import {plain} from '../terminal/sanitise.ts';

/** The format of the file: whoever changes it counts on, and what is of another version is left out. */
export const version = 1;

const name = v.pipe(
	v.string(),
	v.minLength(1),
	v.maxLength(300),
	v.check(value => plain(value) === value),
);
/** ms since the epoch, as far as a Date reaches, or ms. */
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

/** How many actions of a pipeline, and how many stages, are kept: AWS allows 1000 and 50. */
const most = {actions: 1000, stages: 50};

/** Every word that a standing can be. */
const standings = [
	'Awaited',
	'NotTriggered',
	'Unknown',
	'Running',
	'Stopping',
	'Gate',
	'Behind',
	'Succeeded',
	'Failed',
	'Stopped',
	'Cancelled',
	'Superseded',
] as const;

const pipeline = v.object({
	name,
	/** When it was last among those that are looked at. */
	usedAt: time,
	picture: v.nullable(
		v.object({
			asOf: time,
			commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{7,64}$/)),
			standing: v.picklist(standings),
			stages: v.pipe(v.array(v.picklist(stageStates)), v.maxLength(most.stages)),
		}),
	),
	usual: v.pipe(
		v.array(
			v.object({stage: name, action: name, ms: time, runs: v.pipe(v.number(), v.integer(), v.minValue(1))}),
		),
		v.maxLength(most.actions),
	),
	measuredAt: v.nullable(time),
});

const cached = v.object({
	v: v.literal(version),
	/** Which account and region it is of, by the settings: another one's file is none of ours. */
	scope: v.string(),
	account: v.nullable(v.pipe(v.string(), v.regex(/^\d{12}$/))),
	pipelines: v.pipe(v.array(pipeline), v.maxLength(10_000)),
});

/** What a cache file holds. */
export type Cached = v.InferOutput<typeof cached>;
export type CachedPipeline = Cached['pipelines'][number];

/** What a cache file's JSON holds; null: it is none of this version, or of another scope. */
export function cachedIn(value: unknown, scope: string): Cached | null {
	const {success, output} = v.safeParse(cached, value);
	return success && output.scope === scope ? output : null;
}

/** What a session begins with; a picture from the future is none. `now`: ms since the epoch. */
export function rememberedIn({account, pipelines}: Cached, now: number): Remembered {
	return {
		account,
		pipelines: pipelines.map(({usedAt: _, ...each}) => ({
			...each,
			picture: each.picture !== null && each.picture.asOf <= now ? each.picture : null,
		})),
	};
}
