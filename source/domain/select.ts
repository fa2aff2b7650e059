import type {Commit} from './commit.ts';
import {type Follow, followIn, isApart, isThere} from './follow.ts';
import type {Gate} from './gate.ts';
import type {Sha} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import type {ScopeRecord, State} from './state.ts';
import {isBlinding, isUnseen} from './trouble.ts';

interface Remembered {
	readonly ancestry: State['ancestry'];
	readonly repository: string | null;
	readonly follow: Follow;
}

/** The last answers for each pipeline and commit: a record never changes, so an unchanged one keeps its follow's identity. */
const remembered = new WeakMap<PipelineRecord, WeakMap<Commit, Remembered>>();

/** Where a commit stands in one pipeline; the same object while nothing that it depends on has changed. */
export function followOf(state: State, pipeline: PipelineRecord, commit: Commit): Follow {
	return follow(state, pipeline, commit, repositoryOf(state, commit.sha));
}

/** Where a commit stands in every pipeline that is looked at, in no particular order. */
export function followsOf(state: State, commit: Commit): readonly Follow[] {
	const repository = repositoryOf(state, commit.sha);
	return pipelinesOf(state).map(pipeline => follow(state, pipeline, commit, repository));
}

function follow(state: State, pipeline: PipelineRecord, commit: Commit, repository: string | null): Follow {
	const answers = remembered.get(pipeline) ?? new WeakMap<Commit, Remembered>();
	const last = answers.get(commit);
	if (last?.ancestry === state.ancestry && last.repository === repository) return last.follow;
	const answer = followIn(pipeline, commit, state, repository);
	answers.set(commit, {ancestry: state.ancestry, repository, follow: answer});
	remembered.set(pipeline, answers);
	return answer;
}

export function pipelinesOf(state: Pick<State, 'scopes'>): readonly PipelineRecord[] {
	return scopesOf(state).flatMap(({pipelines}) => Object.values(pipelines));
}

export function scopesOf({scopes}: Pick<State, 'scopes'>): readonly ScopeRecord[] {
	return Object.values(scopes);
}

const repositories = new WeakMap<State['scopes'], Map<string, string | null>>();

/**
 * Whose commits are followed: what the pipelines that took the commit in follow, else the clone at hand, as long as any
 * pipeline follows it: a fork's own name would make all of them somebody else's. Null: not known.
 */
export function repositoryOf(state: State, sha: Sha): string | null {
	const answers = repositories.get(state.scopes) ?? new Map<string, string | null>();
	repositories.set(state.scopes, answers);
	const key = `${sha} ${state.repository}`;
	const known = answers.get(key);
	if (known !== undefined) return known;
	const answer = sourceOf(state, sha) ?? followed(state, state.repository);
	answers.set(key, answer);
	return answer;
}

/** The repository of the source action that took the commit in. */
function sourceOf(state: State, sha: Sha): string | null {
	for (const {executions, definition} of pipelinesOf(state)) {
		if (definition === null) continue;
		const revisions = executions.flatMap(execution => execution.revisions);
		const revision = revisions.find(each => each.sha.startsWith(sha));
		if (revision === undefined) continue;
		const sources = definition.stages.flatMap(({actions}) =>
			actions.filter(each => each.repository !== null),
		);
		const source = sources.find(({name}) => name === revision.action) ?? sources[0];
		if (source !== undefined) return source.repository;
	}
	return null;
}

function followed(state: State, repository: string | null): string | null {
	const isIt = (name: string | null) => name?.toLowerCase() === repository?.toLowerCase();
	const follows = ({definition}: PipelineRecord) =>
		definition?.stages.some(({actions}) => actions.some(action => isIt(action.repository))) ?? false;
	return repository !== null && pipelinesOf(state).some(follows) ? repository : null;
}

/** How much a row wants to be seen: the first of these come first. */
export const urgency = [
	'failed',
	'gate',
	'trouble',
	'behind',
	'ended',
	'running',
	'awaited',
	'done',
	'apart',
] as const;
export type RowUrgency = (typeof urgency)[number];

export function urgencyOf({standing, trouble: met, record}: Follow): RowUrgency {
	const trouble = isBlinding(met) ? met : null;
	switch (standing.kind) {
		case 'Failed':
			return 'failed';
		case 'Gate':
			return 'gate';
		case 'Unknown':
			return 'trouble';
		case 'Behind':
			return trouble === null ? 'behind' : 'trouble';
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return 'ended';
		case 'Running':
			return standing.failed.length > 0 ? 'failed' : trouble === null ? 'running' : 'trouble';
		case 'Stopping':
			return trouble === null ? 'running' : 'trouble';
		case 'Awaited':
			return isUnseen(record) ? 'trouble' : 'awaited';
		case 'Succeeded':
			return isUnseen(record) ? 'trouble' : 'done';
		case 'NotTriggered':
			return 'apart';
	}
}

/** Whether something is wrong with it, or it waits: what a reader in a hurry must see. */
export function isPressing(follow: Follow): boolean {
	switch (urgencyOf(follow)) {
		case 'failed':
		case 'gate':
		case 'trouble':
		case 'behind':
		case 'ended':
			return true;
		case 'running':
		case 'awaited':
		case 'done':
		case 'apart':
			return false;
	}
}

/** The follows as rows: most urgent first, then by name. */
export function inUrgencyOrder(follows: readonly Follow[]): readonly Follow[] {
	return follows.toSorted(
		(a, b) =>
			urgency.indexOf(urgencyOf(a)) - urgency.indexOf(urgencyOf(b)) ||
			(a.pipeline < b.pipeline ? -1 : a.pipeline > b.pipeline ? 1 : 0),
	);
}

/** The open gates on a commit's way, its own before those that hold it, the longest open first. */
export function gatesOnTheWay(follows: readonly Follow[]): readonly Gate[] {
	return follows
		.flatMap(({gates}) => gates)
		.toSorted((a, b) => Number(b.tracked) - Number(a.tracked) || (a.openedAt ?? 0) - (b.openedAt ?? 0));
}

/** Whether the commit has reached the last stage of every pipeline that it concerns, and was not rolled back there. */
export function isEverywhere(follows: readonly Follow[]): boolean {
	const concerned = follows.filter(({standing}) => standing.kind !== 'NotTriggered');
	return (
		concerned.length > 0 &&
		concerned.every(
			// What the list of executions alone tells does not show what went on in the last stage since.
			follow => follow.standing.kind === 'Succeeded' && isThere(follow) && !isUnseen(follow.record),
		)
	);
}

/** Whether commits are followed, and the pipeline is the business of none of them. */
export function isNobodys(pipeline: PipelineRecord, state: State): boolean {
	return (
		state.tracked.length > 0 && state.tracked.every(commit => isApart(followOf(state, pipeline, commit)))
	);
}
