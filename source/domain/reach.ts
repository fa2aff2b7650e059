import type {Commit} from './commit.ts';
import {commitOf, type Execution, isSha} from './execution.ts';
import type {Sha} from './pipeline.ts';
import {progressOf} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import type {State} from './state.ts';

/** In how many pipelines a commit's own executions came through a stage, of all that have the stage and ran the commit. */
export interface Reach {
	readonly stage: string;
	readonly done: number;
	readonly of: number;
}

/**
 * How far commits have come, by SHA, stages in the pipelines' order. Only what was read counts: an execution that is
 * neither through nor looked at has reached nothing yet.
 */
export function reachOf(pipelines: readonly PipelineRecord[]): ReadonlyMap<Sha, readonly Reach[]> {
	const reached = new Map<Sha, Map<string, Reach>>();
	for (const pipeline of pipelines) {
		for (const [sha, stages] of passedIn(pipeline)) {
			const known = reached.get(sha) ?? new Map<string, Reach>();
			reached.set(sha, known);
			for (const [stage, passed] of stages) {
				const {done, of} = known.get(stage) ?? {done: 0, of: 0};
				known.set(stage, {stage, done: done + Number(passed), of: of + 1});
			}
		}
	}
	return new Map([...reached].map(([sha, stages]) => [sha, [...stages.values()]]));
}

type Passed = ReadonlyMap<Sha, ReadonlyMap<string, boolean>>;

/** The last answer for each pipeline: a record never changes. */
const remembered = new WeakMap<PipelineRecord, Passed>();

function passedIn(pipeline: PipelineRecord): Passed {
	const known = remembered.get(pipeline);
	if (known !== undefined) return known;
	const passed = new Map<Sha, Map<string, boolean>>();
	for (const execution of pipeline.executions) {
		const sha = ownCommit(execution);
		if (sha === null) continue;
		const stages = passed.get(sha) ?? new Map<string, boolean>();
		passed.set(sha, stages);
		for (const {name, state, actions} of progressOf(pipeline, execution.id)) {
			if (actions.length > 0 && actions.every(({category}) => category === 'Source')) continue;
			const through = execution.status === 'Succeeded' || state === 'Succeeded';
			stages.set(name, through || (stages.get(name) ?? false));
		}
	}
	remembered.set(pipeline, passed);
	return passed;
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
