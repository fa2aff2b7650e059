import {runOfBuild} from '../domain/compare-of.ts';
import {own} from '../domain/own.ts';
import {usualBuilds} from '../domain/usual-phases.ts';
import {ProviderError} from '../providers/provider.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';
import type {Comparisons} from './comparing.ts';
import type {Scope} from './scope.ts';

export interface UsualBuildsOptions extends Pick<Comparisons, 'readRuns'> {
	readonly store: Store;
	readonly clock: Clock;
}

/**
 * Reads the last builds of the action that a build does the work of, to know how long its phases usually take: a page of
 * past runs where none was read, and one call; none while the service slows us down. What may not be read or fails stays unknown, and is no trouble.
 */
export async function readUsualBuilds(
	scope: Scope,
	build: string,
	{store, clock, readRuns}: UsualBuildsOptions,
	signal: AbortSignal,
): Promise<void> {
	const found = () => runOfBuild(store.getState().scopes[scope.id], build);
	const before = found();
	if (before === null || scope.traffic().slowedBy !== null) return;
	try {
		const {name, pastRuns} = before.record;
		if (pastRuns === null) await readRuns(scope, {pipeline: name, execution: before.run.execution});
		signal.throwIfAborted();
		const {record, run} = found() ?? before;
		const known = store.getState().scopes[scope.id]?.builds ?? {};
		const missing = usualBuilds(record, run, build).filter(id => own(known, id) === undefined);
		if (missing.length === 0) return;
		const builds = await scope.provider.builds?.(missing, {urgency: 'background', signal});
		if (builds === undefined || builds.length === 0) return;
		store.dispatch({kind: 'builds-read', at: clock.now(), scope: scope.id, builds});
	} catch (error) {
		if (!signal.aborted && !(error instanceof ProviderError)) throw error;
	}
}
