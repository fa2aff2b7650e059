import {createRandom} from '../../random.ts';
import type {HistoryEntry} from './commits.ts';

/** What a commit touches, told from its subject: `feat(indexer): …` the crate of that name, `ci: …` the root. */
export function pathsOf({sha, subject}: Pick<HistoryEntry, 'sha' | 'subject'>): readonly string[] {
	const random = createRandom(`paths/${sha}`);
	const [, kind = '', scope = null] = /(?:^|")(\w+)(?:\(([\w-]+)\))?: (?!")/.exec(subject) ?? [];
	if (kind === 'ci') return ['.github/workflows/build.yml'];
	if (scope === null || scope === 'deps') return ['Cargo.toml', 'Cargo.lock'];
	if (scope === 'infra') return ['infra/shared/alarms.ts', `infra/${random.pick(stacks)}/index.ts`];
	const also = modules.filter(() => random.next() < 0.4).map(name => `crates/${scope}/src/${name}.rs`);
	return [`crates/${scope}/src/lib.rs`, ...also, ...(kind === 'feat' ? [`infra/${scope}/index.ts`] : [])];
}

const modules = ['config', 'service', 'store'] as const;
const stacks = ['indexer', 'order-stream', 'slasher'] as const;
