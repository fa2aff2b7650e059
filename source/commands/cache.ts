import {readCached, writeCached} from '../cache/cache-file.ts';
import {type Cached, type CachedPipeline, rememberedIn, version} from '../cache/schema.ts';
import type {Commit} from '../domain/commit.ts';
import {isSha} from '../domain/execution.ts';
import type {PipelineRecord} from '../domain/record.ts';
import type {Remembered} from '../domain/remembered.ts';
import {followOf, scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {usualLengths} from '../domain/usual.ts';
import type {Clock} from '../engine/clock.ts';
import type {Store} from '../store/store.ts';

export interface CacheOptions {
	readonly file: string;
	/** What is looked at: another scope's file is none of ours. */
	readonly scope: string;
	readonly clock: Clock;
}

/** What one session leaves for the next one, so that it need not read it again: nothing of it is ever taken for current. */
export interface Cache {
	/** What an earlier session knew; null: nothing. */
	load(): Promise<Remembered | null>;
	/** Writes down now and then what the store learns, and a last time when it is closed. */
	keep(store: Store): {close(): Promise<void>};
}

/** The time between two writes; ms. */
const rest = 120_000;

/** A cache that cannot be read or written is no matter: it only spares calls. */
export function createCache({file, scope, clock}: CacheOptions): Cache {
	async function write(state: State): Promise<void> {
		const [only] = scopesOf(state);
		if (only === undefined || only.names === null) return;
		const now = clock.now();
		const before = await readCached(file, scope);
		const known = before !== null && isOf(before, only.account) ? before.pipelines : [];
		const [commit = null] = state.tracked;
		const seen = Object.values(only.pipelines).map(record => entryOf(state, record, commit, now));
		const account = only.account ?? before?.account ?? null;
		await writeCached(file, {v: version, scope, account, pipelines: together(known, seen)}, now);
	}

	async function keepUp(store: Store, signal: AbortSignal): Promise<void> {
		for (;;) {
			await clock.sleep(rest, signal);
			await write(store.getState()).catch(() => {});
			if (signal.aborted) return;
		}
	}

	return {
		async load() {
			const cached = await readCached(file, scope);
			return cached === null ? null : rememberedIn(cached, clock.now());
		},
		keep(store) {
			const over = new AbortController();
			const kept = keepUp(store, over.signal);
			return {
				async close() {
					over.abort();
					await kept;
				},
			};
		},
	};
}

function isOf({account: known}: Cached, account: string | null): boolean {
	return known === null || account === null || known === account;
}

/** What is known of a pipeline now; what is not known again is left as it was. */
function entryOf(state: State, record: PipelineRecord, commit: Commit | null, now: number): CachedPipeline {
	const {name, lookedAt, measuredAt} = record;
	const follow =
		commit === null || lookedAt === null || !isSha(commit.sha) ? null : followOf(state, record, commit);
	return {
		name,
		usedAt: now,
		picture:
			follow === null || commit === null || lookedAt === null
				? null
				: {
						asOf: lookedAt,
						commit: commit.sha,
						standing: follow.standing.kind,
						stages: follow.stages.map(({state}) => state),
					},
		usual: [...usualLengths(record).values()],
		measuredAt,
	};
}

/** The entries of a file with those of this session: of each pipeline what was learned last, whoever learned it. */
function together(before: readonly CachedPipeline[], now: readonly CachedPipeline[]): CachedPipeline[] {
	const known = new Map(before.map(each => [each.name, each]));
	for (const each of now) {
		const old = known.get(each.name);
		known.set(each.name, old === undefined ? each : newerOf(old, each));
	}
	return [...known.values()];
}

function newerOf(old: CachedPipeline, fresh: CachedPipeline): CachedPipeline {
	const isLonger = (old.measuredAt ?? 0) > (fresh.measuredAt ?? 0) || fresh.usual.length === 0;
	return {
		...fresh,
		usedAt: Math.max(old.usedAt, fresh.usedAt),
		picture: (old.picture?.asOf ?? 0) > (fresh.picture?.asOf ?? 0) ? old.picture : fresh.picture,
		...(isLonger ? {usual: old.usual, measuredAt: old.measuredAt} : {}),
	};
}
