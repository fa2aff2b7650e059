import type {Build} from './build.ts';
import type {Ancestry, Commit} from './commit.ts';
import type {Difference} from './difference.ts';
import type {GreenLog} from './green.ts';
import type {Logs} from './log.ts';
import type {Notice} from './notice.ts';
import type {PipelineName, ScopeId, Sha} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import type {Remembered} from './remembered.ts';
import type {Trouble} from './trouble.ts';

export interface ScopeRecord {
	readonly id: ScopeId;
	readonly region: string;
	readonly account: string | null;
	/** Asked-for time between two looks; ms. */
	readonly interval: number;
	/** Null until the first listing. */
	readonly names: readonly PipelineName[] | null;
	readonly pipelines: Readonly<Record<PipelineName, PipelineRecord>>;
	/** What an earlier session knew of its pipelines; null: nothing that is of any use. */
	readonly remembered: Remembered | null;
	/** Trouble common to the whole scope. */
	readonly trouble: Trouble | null;
	readonly lookedAt: number | null;
	/** Calls of the last minute, and what makes the service let us have fewer than the user allows (null: nothing). */
	readonly calls: number;
	readonly slowedBy: string | null;
	/** The real time between two looks at what moves: longer than `interval` where the requests that are allowed do not carry it; ms. */
	readonly every: number;
	/**
	 * Set while all is looked at for the first time after nothing could be seen for long: since when, and the last notice
	 * that was given before. Null: all that is known is of now.
	 */
	readonly catchingUp: {readonly since: number; readonly after: string | null} | null;
	readonly builds: Readonly<Record<string, Build>>;
	readonly logs: Logs;
	/** What green builds printed that failed ones were compared with, by build; those read last. */
	readonly greens: Readonly<Record<string, GreenLog>>;
}

/** Trouble that was told, and not yet that it has gone. `operation`: of a call that looks do without, else null. */
export interface ToldTrouble {
	readonly scope: ScopeId;
	/** Null: the whole scope is concerned. */
	readonly pipeline: PipelineName | null;
	readonly operation: string | null;
	readonly kind: Trouble['kind'];
	readonly since: number;
}

export interface State {
	/** The newest time that any event told; elapsed times are counted to it. */
	readonly now: number;
	readonly scopes: Readonly<Record<ScopeId, ScopeRecord>>;
	/** The commits followed, in the order in which they were asked for. */
	readonly tracked: readonly Commit[];
	/** Since when each of them is followed, by the SHA that was asked for; ms since the epoch. */
	readonly trackedSince: Readonly<Record<Sha, number>>;
	/** `owner/name` of the repository whose commits are followed; null: not known. */
	readonly repository: string | null;
	/** What is known of any commit, by full SHA. */
	readonly commits: Readonly<Record<Sha, Commit>>;
	/** Newest commits of the branch that the pipelines follow. */
	readonly history: readonly Commit[];
	readonly ancestry: Ancestry;
	/** What was asked about the way from one commit to another, by `differenceKey`; null: that it is not known. */
	readonly differences: Readonly<Record<string, Difference | null>>;
	/** What became true, oldest first. */
	readonly happened: readonly Notice[];
	/** Keys of the notices given, so that each is given once. */
	readonly announced: Readonly<Record<string, true>>;
	readonly troubles: readonly ToldTrouble[];
}

export const emptyState: State = {
	now: 0,
	scopes: {},
	tracked: [],
	trackedSince: {},
	repository: null,
	commits: {},
	history: [],
	ancestry: {},
	differences: {},
	happened: [],
	announced: {},
	troubles: [],
};

/** Less than this beyond the interval that was asked for is no matter. */
const slack = 1.1;

/** Whether looks at what moves come more rarely than was asked for. */
export function isStretched({every, interval}: Pick<ScopeRecord, 'every' | 'interval'>): boolean {
	return every > interval * slack;
}

/** A scope of which nothing is known yet. */
export function emptyScope(id: ScopeId, region: string, interval: number): ScopeRecord {
	return {
		id,
		region,
		account: null,
		interval,
		names: null,
		pipelines: {},
		remembered: null,
		trouble: null,
		lookedAt: null,
		calls: 0,
		slowedBy: null,
		every: interval,
		catchingUp: null,
		builds: {},
		logs: {},
		greens: {},
	};
}
