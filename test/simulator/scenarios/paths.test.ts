import {expect, it} from 'vitest';
import {pathsOf} from '../../../source/simulator/scenarios/history/paths.ts';

it.each([
	['feat(indexer): backfill market stats', /^crates\/indexer\/src\/lib\.rs$/],
	['revert: "perf(order-stream): share one connection pool" (#790)', /^crates\/order-stream\/src\/lib\.rs$/],
	['feat(infra): one dashboard per environment', /^infra\/shared\//],
	['chore(deps): bump the sqlx family', /^Cargo\.toml$/],
	['ci: cache the toolchain between jobs', /^\.github\//],
])('tells what %s touches', (subject, first) => {
	const paths = pathsOf({sha: 'a'.repeat(40), subject});
	expect(paths[0]).toMatch(first);
	expect(pathsOf({sha: 'a'.repeat(40), subject}), 'the same each time').toEqual(paths);
});
