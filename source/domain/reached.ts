import {containment, type Known, shaOf} from './carry.ts';
import type {Commit} from './commit.ts';
import type {Execution} from './execution.ts';
import type {Sha} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {stageRun} from './stage-run.ts';

/**
 * Whether what a stage runs now (its newest succeeded execution, rollbacks included) is a commit or contains it, so that
 * its change is there. `by`: what the stage runs instead, or what took the commit back.
 */
export type Reached =
	| {readonly kind: 'reached'}
	| {
			readonly kind: 'not';
			readonly why: 'older' | 'rolled-back' | 'reverted' | 'nothing';
			readonly by: Sha | null;
	  }
	| {readonly kind: 'unknown'};

/** Whether `stage` of `pipeline` has reached `commit`. */
export function reachedIn(pipeline: PipelineRecord, stage: string, commit: Commit, known: Known): Reached {
	const run = stageRun(pipeline, stage);
	switch (run.kind) {
		case 'none':
			return {kind: 'not', why: 'nothing', by: null};
		case 'unknown':
			return {kind: 'unknown'};
		case 'run':
			return run.execution === null
				? {kind: 'unknown'}
				: reachedBy(pipeline, run.execution, run.rollback, commit, known);
	}
}

function reachedBy(
	pipeline: PipelineRecord,
	execution: Execution,
	rollback: boolean,
	commit: Commit,
	known: Known,
): Reached {
	const by = shaOf(execution);
	switch (containment(pipeline, execution, commit, known)) {
		case 'contains':
			return {kind: 'reached'};
		case 'reverted':
			return {kind: 'not', why: 'reverted', by};
		case 'lacks':
			return {kind: 'not', why: rollback ? 'rolled-back' : 'older', by};
		case 'unknown':
			return startedBefore(execution, commit) ? {kind: 'not', why: 'older', by} : {kind: 'unknown'};
	}
}

/** How far clocks may be apart; ms. */
const clockSlack = 3600_000;

/** What started before a commit was made cannot contain it. */
function startedBefore({startedAt}: Execution, {at}: Commit): boolean {
	return startedAt !== null && at !== null && startedAt < at - clockSlack;
}
