import type {KnownCause} from '../domain/cause.ts';
import {short} from '../domain/commit.ts';
import type {Comparison, SameFailure} from '../domain/comparison.ts';
import type {Newer} from '../domain/failed.ts';
import type {ExecutionId, PipelineName} from '../domain/pipeline.ts';
import type {ActionProgress, StageProgress} from '../domain/progress.ts';
import {count, duration, nameOf} from './words.ts';

/** The failed action that is compared, in its place. */
export interface Place {
	readonly pipeline: PipelineName;
	readonly execution: ExecutionId;
	readonly action: ActionProgress;
	/** The stage that it is in, with its siblings. */
	readonly stage: StageProgress | null;
}

/** How many names a sentence can bear. */
const mostNames = 3;

/** `BaseSepolia and EthSepolia`, `BaseSepolia, EthSepolia, Taiko and 9 more`. */
export function listed(names: readonly string[], most = mostNames): string {
	const hidden = names.length - most;
	if (hidden > 0) return `${names.slice(0, most).join(', ')} and ${hidden} more`;
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Which siblings came through where this one failed; empty: none is known to. */
export function passedWords({passed}: Comparison, place: Place): string {
	if (passed.length === 0) return '';
	return `${listed(passed.map(action => calledIn(place, action)))} passed this step in the same run`;
}

/**
 * When the action was last green, and with which commit: `last green 9e0c4b7, 3d ago`, with its name where that is not said
 * already. Empty: no earlier run is known.
 */
export function greenWords(
	{lastGreen, earlier}: Comparison,
	now: number,
	name: string | null = null,
): string {
	if (lastGreen === null)
		return earlier === 0
			? ''
			: `${name === null ? '' : `${name} `}not green in ${count(earlier, 'earlier run')}`;
	const commit = lastGreen.commit === null ? [] : [short(lastGreen.commit)];
	const age = lastGreen.at === null ? [] : [`${duration(now - lastGreen.at)} ago`];
	return `last green ${name === null ? '' : `${name}: `}${[...commit, ...age].join(', ')}`.trimEnd();
}

/** Who else failed for the same reason, each once: siblings by chain, other stages and pipelines by their names. */
export function othersHit({same}: Comparison, place: Place): readonly string[] {
	return [...new Set(same.filter(each => !isOwn(each, place)).map(each => whose(each, place)))];
}

/** How often the same action failed so before. */
export function hitBefore({same}: Comparison, place: Place): number {
	return same.filter(each => isOwn(each, place)).length;
}

/** When the first of all that failed so did; ms since the epoch, null: it is the only one, or no time is known. */
export function sinceWhen({same}: Comparison, {action}: Place): number | null {
	if (same.length === 0) return null;
	const times = [...same.map(({at}) => at), action.run?.changedAt ?? null].filter(at => at !== null);
	return times.length === 0 ? null : Math.min(...times);
}

/** Whether all that the stage does beside it went well. */
export function isAlone(comparison: Comparison, place: Place): boolean {
	const {action, stage} = place;
	const siblings = (stage?.actions ?? []).filter(
		({name, category}) => name !== action.name && category !== 'Approval',
	);
	return (
		siblings.length > 0 &&
		siblings.every(({state}) => state === 'Succeeded') &&
		othersHit(comparison, place).length === 0
	);
}

/** Whether trying again can help; empty: nobody knows. */
export function retryWords(known: KnownCause | null, newer: Newer, stage: string): string {
	if (newer.kind === 'entered')
		return `a newer execution has entered ${stage}: retrying is no longer possible`;
	switch (known?.retryHelps ?? null) {
		case true:
			return newer.kind === 'none'
				? 'a retry can help'
				: 'a retry can help while nothing newer is in the stage';
		case false:
			return 'a retry will not help';
		case null:
			return '';
	}
}

function isOwn({pipeline, stage, action}: SameFailure, place: Place): boolean {
	return pipeline === place.pipeline && stage === place.action.stage && action === place.action.name;
}

function whose({pipeline, stage, action}: SameFailure, place: Place): string {
	if (pipeline !== place.pipeline) return pipeline;
	return stage === place.action.stage ? calledIn(place, action) : `${stage}/${action}`;
}

/** What a sibling is called: its chain, else its own name. */
function calledIn({stage}: Place, name: string): string {
	const action = stage?.actions.find(each => each.name === name);
	return action === undefined ? name : nameOf(action);
}
