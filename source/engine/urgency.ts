import type {PipelineRecord} from '../domain/record.ts';
import {followOf} from '../domain/select.ts';
import type {Standing} from '../domain/standing.ts';
import type {State} from '../domain/state.ts';
import type {Urgency} from '../providers/provider.ts';
import {pauseUnfollowed} from './cadence.ts';
import type {Read} from './plan.ts';

/** How urgent a call is that nobody waits for: what moves comes before what was never seen, that before what is settled. */
export function urgencyOf(state: State, pipeline: PipelineRecord, read: Read): Urgency {
	const isNew = pipeline.firstLookedAt === null;
	// How far back something is searched for holds up nothing that is known to move.
	if (read.kind === 'executions' && read.next !== null) return 'finding';
	const standings = state.tracked.map(commit => followOf(state, pipeline, commit).standing);
	if (standings.some(standing => isMoving(standing, isNew))) return 'moving';
	if (isNew) return 'finding';
	return state.tracked.length === 0 && pauseUnfollowed(pipeline, 1) === 1 ? 'moving' : 'settled';
}

function isMoving({kind}: Standing, isNew: boolean): boolean {
	switch (kind) {
		case 'Running':
		case 'Stopping':
		case 'Gate':
		case 'Behind':
			return true;
		// Until the first look has ended, that is all that can be said of any pipeline.
		case 'Awaited':
		case 'Unknown':
			return !isNew;
		case 'Succeeded':
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
		case 'NotTriggered':
			return false;
	}
}
