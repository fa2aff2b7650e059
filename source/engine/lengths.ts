import {executionLeft, usualIn} from '../domain/estimate.ts';
import type {Follow} from '../domain/follow.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {followOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {ProviderError} from '../providers/provider.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';
import type {Scope} from './scope.ts';

/** What past runs told is good for so long: what is usual changes slowly; ms. */
const lasting = 24 * 3_600_000;
/** After a failed try the next one comes no sooner; ms. */
const rest = 600_000;

/** Whether past runs of a pipeline would tell how long something still takes that the user waits for. */
export function lengthsWanted(state: State, pipeline: PipelineRecord, now: number): boolean {
	const {measuredAt} = pipeline;
	if (measuredAt !== null && now >= measuredAt && now - measuredAt < lasting) return false;
	return state.tracked.some(commit => isOpen(followOf(state, pipeline, commit), measuredAt !== null));
}

/** Whether it goes on by itself, now or once somebody has answered, and nobody can tell for how long; or what tells is `old`. */
function isOpen({standing, stages, record, asOf}: Follow, old: boolean): boolean {
	switch (standing.kind) {
		case 'Running':
			return old || executionLeft(stages, usualIn(record), asOf) === null;
		case 'Gate':
		case 'Behind':
			return (
				old ||
				stages.some(
					({state, actions}) =>
						state !== 'Succeeded' &&
						actions.some(action => action.category !== 'Approval' && usualIn(record)(action) === null),
				)
			);
		case 'Awaited':
		case 'NotTriggered':
		case 'Unknown':
		case 'Stopping':
		case 'Succeeded':
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return false;
	}
}

export interface LengthsOptions {
	readonly scope: Scope;
	readonly store: Store;
	readonly clock: Clock;
	/** Whether records of actions of a pipeline may not be read: then its past runs may not either. */
	readonly denied: (pipeline: PipelineName) => boolean;
}

export interface Lengths {
	/** Reads past runs where that tells something, one pipeline after the other; null: nothing is wanted, or it is at it. */
	next(signal: AbortSignal): Promise<void> | null;
}

/**
 * Reads the newest past runs of the pipelines that carry what is followed, in the gaps of the budget: one page of each, one at a
 * time, and not while the service slows us down. What cannot be read is no trouble: it stays unknown.
 */
export function createLengths({scope, store, clock, denied}: LengthsOptions): Lengths {
	/** When each pipeline may be tried again; ms since the epoch. */
	const after = new Map<PipelineName, number>();
	let reading = false;

	async function read(pipeline: PipelineName, signal: AbortSignal): Promise<void> {
		reading = true;
		after.set(pipeline, clock.now() + rest);
		try {
			const page = await scope.provider.runs?.(pipeline, null, {urgency: 'background', signal});
			if (page === undefined) after.set(pipeline, Number.POSITIVE_INFINITY);
			else store.dispatch({kind: 'runs-read', at: clock.now(), scope: scope.id, pipeline, runs: page.items});
		} catch (error) {
			if (signal.aborted) return;
			if (!(error instanceof ProviderError)) throw error;
			if (error.kind === 'denied') after.set(pipeline, Number.POSITIVE_INFINITY);
		} finally {
			reading = false;
		}
	}

	return {
		next(signal) {
			if (reading || scope.traffic().slowedBy !== null) return null;
			const state = store.getState();
			const now = clock.now();
			const pipeline = Object.values(state.scopes[scope.id]?.pipelines ?? {}).find(
				each => (after.get(each.name) ?? 0) <= now && !denied(each.name) && lengthsWanted(state, each, now),
			);
			return pipeline === undefined ? null : read(pipeline.name, signal);
		},
	};
}
