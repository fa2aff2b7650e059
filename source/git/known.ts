import type {History} from './history.ts';
import type {Surroundings} from './resolution.ts';

/** What can be known of commits here: from the clone. */
export function historyOf({repository}: Surroundings): History {
	return {
		repository: repository?.repository ?? null,
		describe: async sha => (await repository?.describe(sha)) ?? null,
		contains: async (descendant, ancestor) => (await repository?.contains(descendant, ancestor)) ?? 'unknown',
		revertOf: async (ancestor, descendant) => (await repository?.revertOf(ancestor, descendant)) ?? null,
		paths: async sha => (await repository?.paths(sha)) ?? null,
		between: async (from, to) => (await repository?.between(from, to)) ?? null,
		recent: async limit => (await repository?.recent(limit)) ?? [],
	};
}
