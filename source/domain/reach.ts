import type {Commit} from './commit.ts';
import {commitOf, type Execution, isSha} from './execution.ts';
import type {Sha} from './pipeline.ts';
import {progressOf, type StageProgress} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import type {State} from './state.ts';

/** In how many pipelines a commit's own executions came through a stage, of all that have the stage and ran the commit. */
export interface Reach {
	readonly stage: string;
	readonly done: number;
	readonly of: number;
	/** In how many more it may have: their record was not read. */
	readonly unknown: number;
}

/** How far commits have come, by SHA, stages in the pipelines' order. */
export function reachOf(pipelines: readonly PipelineRecord[]): ReadonlyMap<Sha, readonly Reach[]> {
	const reached = new Map<Sha, Map<string, Reach>>();
	for (const pipeline of pipelines) {
		for (const [sha, stages] of passedIn(pipeline)) {
			const known = reached.get(sha) ?? new Map<string, Reach>();
			reached.set(sha, known);
			for (const [stage, passed] of stages) {
				const {done, of, unknown} = known.get(stage) ?? {done: 0, of: 0, unknown: 0};
				known.set(stage, {
					stage,
					done: done + Number(passed === 'yes'),
					of: of + 1,
					unknown: unknown + Number(passed === 'unknown'),
				});
			}
		}
	}
	return new Map([...reached].map(([sha, stages]) => [sha, [...stages.values()]]));
}

type Answer = 'yes' | 'no' | 'unknown';
type Passed = ReadonlyMap<Sha, ReadonlyMap<string, Answer>>;

/** The last answer for each pipeline: a record never changes. */
const remembered = new WeakMap<PipelineRecord, Passed>();

function passedIn(pipeline: PipelineRecord): Passed {
	const known = remembered.get(pipeline);
	if (known !== undefined) return known;
	const passed = new Map<Sha, Map<string, Answer>>();
	for (const execution of pipeline.executions) {
		const sha = ownCommit(execution);
		if (sha === null) continue;
		const stages = passed.get(sha) ?? new Map<string, Answer>();
		passed.set(sha, stages);
		const progress = progressOf(pipeline, execution.id);
		for (const [index, stage] of progress.entries()) {
			if (stage.actions.length > 0 && stage.actions.every(({category}) => category === 'Source')) continue;
			const answer = throughOf(execution, stage, index === progress.length - 1);
			const before = stages.get(stage.name);
			stages.set(stage.name, before === 'yes' || (before === 'unknown' && answer === 'no') ? before : answer);
		}
	}
	remembered.set(pipeline, passed);
	return passed;
}

/** Whether an execution came through a stage; one that came through the last has succeeded, unless a condition left that out. */
function throughOf({status}: Execution, {state}: StageProgress, isLast: boolean): Answer {
	if (state === 'Skipped') return 'no';
	if (status === 'Succeeded' || state === 'Succeeded') return 'yes';
	return state === 'Unknown' && (!isLast || status === 'Unknown') ? 'unknown' : 'no';
}

/** A rollback runs an old commit again: that is no step of the commit's own. */
function ownCommit(execution: Execution): Sha | null {
	const sha = commitOf(execution)?.sha ?? null;
	return sha === null || execution.rollback || !isSha(sha) ? null : sha;
}

/** All commits that can be followed: those of the branch and those that any execution ran; newest first. */
export function knownCommits(
	{history, commits}: Pick<State, 'history' | 'commits'>,
	pipelines: readonly PipelineRecord[],
): readonly Commit[] {
	const found = new Map<Sha, Commit>(history.map(commit => [commit.sha, commit]));
	for (const execution of pipelines.flatMap(({executions}) => executions)) {
		const revision = commitOf(execution);
		if (revision === null || !isSha(revision.sha)) continue;
		const known = found.get(revision.sha) ?? commits[revision.sha];
		found.set(revision.sha, {
			sha: revision.sha,
			subject: known?.subject ?? revision.subject,
			author: known?.author ?? null,
			at: known?.at ?? execution.startedAt,
			mine: known?.mine ?? false,
		});
	}
	return [...found.values()].toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
}
