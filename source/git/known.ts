import type {Place} from './gh.ts';
import {rememberingGh} from './gh-memory.ts';
import type {History} from './history.ts';
import {hubOf} from './hub.ts';
import type {Repository} from './repository.ts';
import type {Surroundings} from './resolution.ts';

/** What can be known of commits here: from the clone; what that cannot tell, from gh. `now`: ms. */
export function historyOf({repository: clone, gh}: Surroundings, now?: () => number): History {
	const hub = gh === null ? null : hubOf(rememberingGh(gh, now), clone?.user ?? null);

	/** Asks gh, about a repository that it can name; null when there is none, or no gh. */
	async function hubSays<Value>(
		named: string | null,
		ask: (asked: NonNullable<typeof hub>, place: Place, repositories: readonly string[]) => Promise<Value>,
	): Promise<Value | null> {
		const place = placeOf(named, clone);
		if (hub === null || place === null) return null;
		return ask(
			hub,
			place,
			[clone?.repository ?? null, named].filter(name => name !== null),
		);
	}

	return {
		repository: clone?.repository ?? null,
		describe: async (sha, named = null) =>
			(await clone?.describe(sha)) ?? (await hubSays(named, (asked, place) => asked.describe(sha, place))),
		async contains(descendant, ancestor, named = null) {
			const local = (await clone?.contains(descendant, ancestor)) ?? 'unknown';
			if (local !== 'unknown') return local;
			return (
				(await hubSays(named, (asked, place) => asked.contains(descendant, ancestor, place))) ?? 'unknown'
			);
		},
		async revertOf(ancestor, descendant, named = null) {
			const local = (await clone?.contains(descendant, ancestor.sha)) ?? 'unknown';
			if (local !== 'unknown') return (await clone?.revertOf(ancestor, descendant, named)) ?? null;
			return hubSays(named, (asked, ...where) => asked.revertOf(ancestor, descendant, ...where));
		},
		paths: async (sha, named = null) =>
			(await clone?.paths(sha)) ?? (await hubSays(named, (asked, place) => asked.paths(sha, place))),
		between: async (from, to, named = null) =>
			(await clone?.between(from, to, named)) ??
			(await hubSays(named, (asked, ...where) => asked.between(from, to, ...where))),
		recent: async limit => (await clone?.recent(limit)) ?? [],
	};
}

/** The repository that gh can be asked about for a commit of `named`; null: none. */
export function placeOf(named: string | null, clone: Repository | null): Place | null {
	const isOwn = named !== null && named.toLowerCase() === clone?.repository?.toLowerCase();
	const host = named === null || isOwn ? (clone?.host ?? null) : null;
	if (named !== null && /^[\w.-]*\w[\w.-]*\/[\w.-]*\w[\w.-]*$/.test(named)) return {repository: named, host};
	return clone === null ? null : {repository: null, host: clone.host};
}
