import type {Follow} from './follow.ts';
import type {PipelineName, Sha} from './pipeline.ts';
import type {StageState} from './progress.ts';
import {emptyPipeline, type PipelineRecord} from './record.ts';
import type {Standing} from './standing.ts';
import type {ScopeRecord, State} from './state.ts';
import type {UsualLength} from './usual.ts';

/** How a commit stood in a pipeline when an earlier session last looked: never how it stands. */
export interface Picture {
	/** When it was looked at; ms since the epoch. */
	readonly asOf: number;
	readonly commit: Sha;
	readonly standing: Standing['kind'];
	readonly stages: readonly StageState[];
}

/** What an earlier session knew of a pipeline. */
export interface RememberedPipeline {
	readonly name: PipelineName;
	/** Null: nobody looked, or nothing was followed. */
	readonly picture: Picture | null;
	readonly usual: readonly UsualLength[];
	/** When past runs were last read; ms since the epoch, null: never. */
	readonly measuredAt: number | null;
}

/** What an earlier session knew of a scope; `account`: whose pipelines these were, null: not known. */
export interface Remembered {
	readonly account: string | null;
	readonly pipelines: readonly RememberedPipeline[];
}

/** A pipeline of which only the name is known, with what is remembered of how long its actions take. */
export function newPipeline({id, remembered}: ScopeRecord, name: PipelineName): PipelineRecord {
	const known = remembered?.pipelines.find(each => each.name === name);
	const empty = emptyPipeline(id, name);
	return known === undefined ? empty : {...empty, usual: known.usual, measuredAt: known.measuredAt};
}

/** The scope without what is remembered, where that turns out to be of another account. */
export function ofAccount(scope: ScopeRecord, account: string | null): ScopeRecord {
	const before = scope.remembered?.account ?? null;
	if (account === null || before === null || before === account) return scope;
	const forgotten = (pipeline: PipelineRecord): PipelineRecord => ({
		...pipeline,
		usual: [],
		measuredAt: pipeline.pastRuns === null ? null : pipeline.measuredAt,
	});
	const pipelines = Object.entries(scope.pipelines).map(([name, each]) => [name, forgotten(each)] as const);
	return {...scope, remembered: null, pipelines: Object.fromEntries(pipelines)};
}

/** The first of these come first. */
const ranks: readonly Standing['kind'][] = [
	'Failed',
	'Gate',
	'Unknown',
	'Behind',
	'Stopped',
	'Cancelled',
	'Superseded',
	'Running',
	'Stopping',
	'Awaited',
	'Succeeded',
	'NotTriggered',
];

function rankOf(picture: Picture | undefined): number {
	return picture === undefined ? ranks.length : ranks.indexOf(picture.standing);
}

/** Rows in their order, but those that wait for their first look as they were remembered, the most urgent of these first. */
export function inRememberedOrder(
	follows: readonly Follow[],
	pictures: ReadonlyMap<PipelineName, Picture>,
): readonly Follow[] {
	const isUnseen = ({asOf, standing}: Follow) => asOf === null && standing.kind === 'Awaited';
	const unseen = follows
		.filter(isUnseen)
		.toSorted((a, b) => rankOf(pictures.get(a.pipeline)) - rankOf(pictures.get(b.pipeline)));
	let next = 0;
	return pictures.size === 0
		? follows
		: follows.map(each => (isUnseen(each) ? (unseen[next++] ?? each) : each));
}

/** The pictures of the pipelines that nobody has looked at yet, by their names, the most urgent first. */
export function picturesIn({remembered, names, pipelines}: ScopeRecord): ReadonlyMap<PipelineName, Picture> {
	const unseen = (name: PipelineName) =>
		names === null || (Object.hasOwn(pipelines, name) && pipelines[name]?.lookedAt === null);
	const pictures = (remembered?.pipelines ?? []).flatMap(({name, picture}) =>
		picture !== null && unseen(name) ? [[name, picture] as const] : [],
	);
	return new Map(pictures.toSorted(([, a], [, b]) => rankOf(a) - rankOf(b)));
}

/** The same of all scopes. */
export function allPictures({scopes}: Pick<State, 'scopes'>): ReadonlyMap<PipelineName, Picture> {
	return new Map(Object.values(scopes).flatMap(scope => [...picturesIn(scope)]));
}
