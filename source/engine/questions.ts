import {ancestryKey} from '../domain/commit.ts';
import {commitOf, isSha} from '../domain/execution.ts';
import {laterThan} from '../domain/follow.ts';
import type {Sha} from '../domain/pipeline.ts';
import {followsOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {isDeadEnd, isMoving} from '../domain/status.ts';

/** Does `descendant` contain `ancestor`? */
export interface Question {
	readonly descendant: Sha;
	readonly ancestor: Sha;
}

/**
 * What version control must be asked to tell where the tracked commits travel: for each pipeline, whether later
 * executions contain them, as far as that decides anything. Unknown answers are asked again; the clone may have learned.
 */
export function questionsOf(state: State): readonly Question[] {
	const asked = new Map<string, Question>();
	for (const commit of state.tracked) {
		if (!isSha(commit.sha)) continue;
		for (const {record, own, standing} of followsOf(state, commit)) {
			if (standing.kind === 'NotTriggered' && standing.reason === 'other-repository') continue;
			const decided = own !== null && !isDeadEnd(own.status);
			for (const execution of laterThan(record, own)) {
				if (decided && !isMoving(execution.status)) continue;
				if (own === null && isBefore(execution.startedAt, commit.at)) continue;
				const descendant = commitOf(execution)?.sha;
				if (descendant === undefined || descendant === commit.sha || !isSha(descendant)) continue;
				const key = ancestryKey(descendant, commit.sha);
				const known = state.ancestry[key];
				if (known === undefined || known === 'unknown') asked.set(key, {descendant, ancestor: commit.sha});
			}
		}
	}
	return [...asked.values()];
}

function isBefore(startedAt: number | null, committedAt: number | null): boolean {
	return startedAt !== null && committedAt !== null && startedAt < committedAt;
}
