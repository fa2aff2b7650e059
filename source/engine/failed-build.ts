import {isBad} from '../domain/build.ts';
import {runOfBuild} from '../domain/compare-of.ts';
import type {PastRun} from '../domain/comparison.ts';
import type {PipelineName, ScopeId} from '../domain/pipeline.ts';
import type {ScopeRecord} from '../domain/state.ts';
import type {Store} from '../store/store.ts';

/** A failed run of an action and its pipeline. */
export interface FailedRun {
	readonly pipeline: PipelineName;
	readonly run: PastRun;
}

/** The run that a build does the work of, as soon as it has failed; null where it ended well. Rejects with the signal's reason. */
export function whenFailed(
	store: Store,
	scope: ScopeId,
	build: string,
	signal: AbortSignal,
): Promise<FailedRun | null> {
	return new Promise((resolve, reject) => {
		const look = () => {
			const answer = failedRun(store.getState().scopes[scope], build);
			if (answer === 'open') return;
			end();
			resolve(answer);
		};
		const leave = () => {
			end();
			reject(signal.reason);
		};
		const silence = store.subscribe(look);
		const end = () => {
			signal.removeEventListener('abort', leave);
			silence();
		};
		signal.addEventListener('abort', leave, {once: true});
		if (signal.aborted) leave();
		else look();
	});
}

function failedRun(scope: ScopeRecord | undefined, build: string): FailedRun | 'open' | null {
	const found = runOfBuild(scope, build);
	const status = scope?.builds[build]?.status;
	if (status === 'Succeeded' || found?.run.status === 'Succeeded') return null;
	const failed = found?.run.status === 'Failed' || (status !== undefined && isBad(status));
	return found !== null && failed ? {pipeline: found.record.name, run: found.run} : 'open';
}
