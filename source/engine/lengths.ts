import type {PipelineName} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {followOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {usualLength} from '../domain/usual.ts';
import {ProviderError} from '../providers/provider.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';
import type {Scope} from './scope.ts';

/** After so many looks in a row that learned nothing, one call more to know the usual length costs less than it spares. */
const worthwhile = 40;

/** Whether past runs of a pipeline would tell when something that runs in it for long will end. `quiet`: looks in a row that learned nothing. */
export function lengthsUnknown(state: State, pipeline: PipelineRecord, quiet: number): boolean {
	if (quiet < worthwhile || pipeline.pastRuns !== null) return false;
	return state.tracked.some(commit =>
		followOf(state, pipeline, commit).stages.some(({actions}) =>
			actions.some(
				({state: is, stage, name}) =>
					is === 'Running' && usualLength(pipeline, {stage, action: name}) === null,
			),
		),
	);
}

/** Reads the newest past runs of a pipeline in a gap of the budget. What cannot be read is no trouble: it stays unknown. */
export async function readLengths(
	{scope, store, clock}: {readonly scope: Scope; readonly store: Store; readonly clock: Clock},
	pipeline: PipelineName,
	signal: AbortSignal,
): Promise<void> {
	try {
		const page = await scope.provider.runs?.(pipeline, null, {urgency: 'background', signal});
		if (page === undefined) return;
		store.dispatch({kind: 'runs-read', at: clock.now(), scope: scope.id, pipeline, runs: page.items});
	} catch (error) {
		if (!signal.aborted && !(error instanceof ProviderError)) throw error;
	}
}
