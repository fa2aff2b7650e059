import {type Ancestry, ancestryKey, type Commit, type Containment} from './commit.ts';
import {commitOf, type Execution} from './execution.ts';
import type {Sha} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {isDeadEnd} from './status.ts';
import {statusNow} from './status-now.ts';

/** What version control was asked. */
export interface Known {
	readonly ancestry: Ancestry;
}

/** Whether an execution brings the commit along. */
export function containment(execution: Execution, commit: Commit, known: Known): Containment {
	return contained(commitOf(execution)?.sha ?? null, commit, known);
}

/** Whether what stands at `sha` contains the commit; null: nobody knows what stands there. */
export function contained(sha: Sha | null, commit: Commit, known: Known): Containment {
	if (sha === null) return 'unknown';
	return sha.startsWith(commit.sha)
		? 'contains'
		: (known.ancestry[ancestryKey(sha, commit.sha)] ?? 'unknown');
}

/** Executions that started after `own` (all, when there is none), newest first; rollbacks run old commits and do not count. */
export function laterThan(pipeline: PipelineRecord, own: Execution | null): readonly Execution[] {
	const index = own === null ? pipeline.executions.length : pipeline.executions.indexOf(own);
	return pipeline.executions.slice(0, index).filter(({rollback}) => !rollback);
}

/**
 * The later execution that brings the commit on: the first that contains it and is no dead end itself, else the newest
 * that contains it, through any number of hops.
 */
export function carrierOf(
	pipeline: PipelineRecord,
	commit: Commit,
	own: Execution | null,
	known: Known,
): Execution | null {
	const later = laterThan(pipeline, own).filter(each => containment(each, commit, known) === 'contains');
	const alive = later.filter(each => !isDeadEnd(statusNow(pipeline, each)));
	return alive.at(-1) ?? later[0] ?? null;
}

/** Whether any later execution brings the commit on: `lacks` means that none does. */
export function carriedBeyond(
	pipeline: PipelineRecord,
	execution: Execution,
	commit: Commit,
	known: Known,
): Containment {
	const answers = laterThan(pipeline, execution).map(each => containment(each, commit, known));
	if (answers.includes('contains')) return 'contains';
	return answers.includes('unknown') ? 'unknown' : 'lacks';
}
