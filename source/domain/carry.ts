import {type Ancestry, ancestryKey, type Commit, type Containment, type containments} from './commit.ts';
import {commitOf, type Execution, isSha, type Revision} from './execution.ts';
import type {Sha} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {isDeadEnd} from './status.ts';
import {statusNow} from './status-now.ts';

/** What version control was asked. */
export interface Known {
	readonly ancestry: Ancestry;
}

/** Whether an execution brings the commit along: whether any of its revisions does. */
export function containment(
	pipeline: PipelineRecord,
	execution: Execution,
	commit: Commit,
	known: Known,
): Containment {
	const answers = comparable(pipeline, execution, commit).map(revision => broughtBy(revision, commit, known));
	if (answers.length === 0) return 'unknown';
	// Of two sources the one that has it counts; and as long as one is not known, nothing is ruled out.
	const order = [
		'contains',
		'reverted',
		'unknown',
		'lacks',
	] as const satisfies (typeof containments)[number][];
	return order.find(each => answers.includes(each)) ?? 'unknown';
}

/** The revisions in which a commit can be: those of the source that it came by, where that is known. */
export function comparable(
	{executions}: PipelineRecord,
	execution: Execution,
	commit: Commit,
): readonly Revision[] {
	const {revisions} = execution;
	if (revisions.length < 2) return revisions;
	const known = executions.flatMap(each => each.revisions);
	const sources = new Set(
		known.flatMap(({sha, action}) => (sha.startsWith(commit.sha) ? (action ?? []) : [])),
	);
	const ofSource = revisions.filter(({action}) => action === null || sources.has(action));
	if (sources.size > 0 && ofSource.length > 0) return ofSource;
	const commits = revisions.filter(({sha}) => isSha(sha));
	return commits.length > 0 ? commits : revisions;
}

function broughtBy({sha, reverts = []}: Revision, commit: Commit, known: Known): Containment {
	if (sha.startsWith(commit.sha)) return 'contains';
	if (reverts.some(each => each.startsWith(commit.sha) || commit.sha.startsWith(each))) return 'reverted';
	return known.ancestry[ancestryKey(sha, commit.sha)] ?? 'unknown';
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
	const later = laterThan(pipeline, own).filter(
		each => containment(pipeline, each, commit, known) === 'contains',
	);
	const alive = later.filter(each => !isDeadEnd(statusNow(pipeline, each)));
	return alive.at(-1) ?? later[0] ?? null;
}

/** Whether any later execution brings the commit on: `lacks` means that none does, `reverted` that it is taken back on the way. */
export function carriedBeyond(
	pipeline: PipelineRecord,
	execution: Execution,
	commit: Commit,
	known: Known,
): Containment {
	const answers = laterThan(pipeline, execution).map(each => containment(pipeline, each, commit, known));
	const order = ['contains', 'unknown', 'reverted', 'lacks'] as const;
	return order.find(each => answers.includes(each)) ?? 'lacks';
}

/** The commit that an execution stands for; null: not known. */
export function shaOf(execution: Execution | null): Sha | null {
	return execution === null ? null : (commitOf(execution)?.sha ?? null);
}
