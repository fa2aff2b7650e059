import type {PipelineName, ScopeId, Sha} from './pipeline.ts';

/** What a happening looks like; `pause`: the program was not running. */
export const happeningLooks = [
	'gate',
	'failed',
	'good',
	'ended',
	'superseded',
	'behind',
	'closed',
	'unknown',
	'pause',
] as const;
export type HappeningLook = (typeof happeningLooks)[number];

/** Something that became true, in the words in which it is told: what is kept of a notice when the program ends. */
export interface Happening {
	/** As of the notice; of a pause, when it began. ms since the epoch, UTC. */
	readonly at: number;
	/** What was told once is known by its key. */
	readonly key: string;
	readonly scope: ScopeId;
	/** Null: it is about everything. */
	readonly pipeline: PipelineName | null;
	/** The tracked commit that it concerns; null: all. */
	readonly commit: Sha | null;
	readonly look: HappeningLook;
	readonly text: string;
	/** More of it, where there is room; may be empty. */
	readonly more: string;
}

/** The newest of both, oldest first, `most` of them; what both tell of is told as `before` does. */
export function together(
	before: readonly Happening[],
	after: readonly Happening[],
	most = Number.POSITIVE_INFINITY,
): readonly Happening[] {
	const known = new Set(before.map(({key}) => key));
	return [...before, ...after.filter(({key}) => !known.has(key))]
		.toSorted((a, b) => a.at - b.at)
		.slice(-Math.min(most, Number.MAX_SAFE_INTEGER));
}
