import type {Comparison, SameFailure} from '../domain/comparison.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import type {ActionProgress, StageProgress} from '../domain/progress.ts';
import {clock, count, duration, named} from './words.ts';

/** A failed action that is compared, in its place. */
export interface Place {
	readonly pipeline: PipelineName;
	readonly stage: string;
	readonly action: string;
	/** The chains of the stage by the names of their actions. */
	readonly chains: ReadonlyMap<string, string>;
	/** When it ended; ms since the epoch, UTC. Null: not known. */
	readonly endedAt: number | null;
}

/** An action in its place; `stage`: null where its siblings are not known. */
export function placeOf(
	pipeline: PipelineName,
	{stage: name, name: action, run}: ActionProgress,
	stage: StageProgress | null,
): Place {
	const chains = (stage?.actions ?? []).flatMap(({name, chain}) =>
		chain === null ? [] : [[name, chain] as const],
	);
	return {pipeline, stage: name, action, chains: new Map(chains), endedAt: run?.changedAt ?? null};
}

/** How times are told; ms since the epoch in. */
export interface Moments {
	/** `3d ago`. */
	ago(at: number): string;
	/** `14:22`. */
	time(at: number): string;
}

/** Times as somebody reads them now. */
export function momentsAt(now: number): Moments {
	return {ago: at => `${duration(now - at)} ago`, time: at => clock(at, now)};
}

/** How many names a sentence can bear. */
const mostNames = 3;

/** `BaseSepolia and EthSepolia`, `BaseSepolia, EthSepolia, Taiko and 9 more`. */
export function listed(names: readonly string[]): string {
	const hidden = names.length - mostNames;
	if (hidden > 0) return `${names.slice(0, mostNames).join(', ')} and ${hidden} more`;
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
	{ago}: Moments,
	name: string | null = null,
): string {
	if (lastGreen === null)
		return earlier === 0
			? ''
			: `${name === null ? '' : `${name} `}not green in ${count(earlier, 'earlier run')}`;
	const age = lastGreen.at === null ? '' : `, ${ago(lastGreen.at)}`;
	return `last green ${name === null ? '' : `${name}: `}${named(lastGreen.commit)}${age}`;
}

/** Whom else the same cause hit, how often it came before, and since when; what is not known is empty. */
export interface HitWords {
	readonly others: string;
	readonly before: string;
	readonly since: string;
}

export function hitWords(comparison: Comparison, place: Place, {time}: Moments): HitWords {
	const others = othersHit(comparison, place);
	const before = hitBefore(comparison, place);
	const since = sinceWhen(comparison, place);
	return {
		others: others.length === 0 ? '' : `one cause, it hit ${listed(others)} too`,
		before: before === 0 ? '' : `${calledIn(place, place.action)} failed so ${count(before, 'time')} before`,
		since: since === null ? '' : `since ${time(since)}`,
	};
}

/** All of it: how the siblings and earlier runs fared, and whom the same cause hit. Empty: nothing is known. */
export function comparisonWords(
	comparison: Comparison | null,
	place: Place,
	moments: Moments,
): {readonly compared: string; readonly also: string} {
	if (comparison === null) return {compared: '', also: ''};
	const green = greenWords(comparison, moments, calledIn(place, place.action));
	const {others, before, since} = hitWords(comparison, place, moments);
	const joined = (...parts: readonly string[]) => parts.filter(part => part !== '').join(' · ');
	return {compared: joined(passedWords(comparison, place), green), also: joined(others, before, since)};
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
export function sinceWhen({same}: Comparison, {endedAt}: Place): number | null {
	if (same.length === 0) return null;
	const times = [...same.map(({at}) => at), endedAt].filter(at => at !== null);
	return times.length === 0 ? null : Math.min(...times);
}

/** What a failed action or a sibling of it is called: its chain, else its own name. */
export function calledIn({chains}: Pick<Place, 'chains'>, action: string): string {
	return chains.get(action) ?? action;
}

function isOwn({pipeline, stage, action}: SameFailure, place: Place): boolean {
	return pipeline === place.pipeline && stage === place.stage && action === place.action;
}

function whose({pipeline, stage, action}: SameFailure, place: Place): string {
	if (pipeline !== place.pipeline) return pipeline;
	return stage === place.stage ? calledIn(place, action) : `${stage}/${action}`;
}
