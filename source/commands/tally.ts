import type {ExitOn} from '../command-line/options.ts';
import type {Commit} from '../domain/commit.ts';
import {type Follow, isApart} from '../domain/follow.ts';
import {isSettled} from '../domain/settled.ts';
import {isUnseen} from '../domain/trouble.ts';

/** One tracked commit in one pipeline. */
export interface Followed {
	readonly commit: Commit;
	readonly follow: Follow;
}

/** Whether the stage that is waited for runs the commit in a pipeline; `no-stage`: the pipeline has no such stage. */
export type ReachedIn = (followed: Followed) => 'reached' | 'not' | 'unknown' | 'no-stage';

/** What is waited for. */
export interface Until {
	readonly exitOn: ExitOn;
	/** Null: no stage, `exitOn` counts. */
	readonly reached: ReachedIn | null;
}

/** How many pipelines ended in which way; what the exit code is made of. With several commits each of them counts. */
export interface Tally {
	readonly done: number;
	readonly gate: number;
	readonly failed: number;
	/** Superseded and not known to be carried, stopped, cancelled, or over without having reached the stage. */
	readonly dead: number;
	readonly carried: number;
	/** Kept outside a stage by whatever it is; `held`: a person must act elsewhere first. */
	readonly blocked: number;
	readonly held: number;
	/** Never seen, because AWS denies it. */
	readonly unseen: number;
	/** A commit is in no pipeline at all. */
	readonly missing: boolean;
}

/** Whether nothing more is waited for in a pipeline. */
export function isThrough(followed: Followed, {exitOn, reached}: Until): boolean {
	if (isDenied(followed.follow)) return true;
	const there = reached?.(followed) ?? null;
	if (there === 'reached' || there === 'no-stage') return true;
	return (
		isSettled(followed.follow) || (exitOn === 'gate' && reached === null && isUpToPeople(followed.follow))
	);
}

/** Whether it stands at its gate, or a gate or a transition keeps it outside a stage. */
function isUpToPeople({standing}: Follow): boolean {
	return standing.kind === 'Gate' || (standing.kind === 'Behind' && standing.obstacle.kind !== 'stage-busy');
}

/** Whether it may not be looked at, and never was: waiting longer tells nothing of it. */
export function isDenied({record, standing}: Follow): boolean {
	return isUnseen(record) && !isApart({standing});
}

/** What a pipeline counts as; null: it does not count, or it is still on its way. */
type Outcome = 'done' | 'gate' | 'failed' | 'dead' | 'blocked' | 'held' | 'moving' | 'unseen' | null;

function outcomeOf(followed: Followed, {reached}: Until): Outcome {
	if (isDenied(followed.follow)) return 'unseen';
	const there = reached?.(followed) ?? null;
	if (there === 'no-stage') return null;
	if (there === 'reached') return 'done';
	const {standing} = followed.follow;
	switch (standing.kind) {
		case 'NotTriggered':
		case 'Awaited':
			return null;
		case 'Succeeded':
			return there === null ? 'done' : 'dead';
		case 'Gate':
			return 'gate';
		case 'Failed':
			return 'failed';
		case 'Superseded':
		case 'Stopped':
		case 'Cancelled':
			// Who carries it on is followed as soon as nothing of its own runs any more.
			return standing.carried === 'contains' ? 'moving' : 'dead';
		case 'Behind':
			return isUpToPeople(followed.follow) ? 'held' : 'blocked';
		case 'Running':
		case 'Stopping':
		case 'Unknown':
			return 'moving';
	}
}

/** Whether an execution has failed for good where that counts (`--exit-on failure`). */
export function hasFailed(followed: Followed, until: Until): boolean {
	return outcomeOf(followed, until) === 'failed';
}

/** Counts how all of them stand. `commits`: all that are followed, whether anything was seen of them or not. */
export function tallyOf(commits: readonly Commit[], all: readonly Followed[], until: Until): Tally {
	const counted = all.flatMap(followed => {
		const outcome = outcomeOf(followed, until);
		return outcome === null ? [] : [{...followed, outcome}];
	});
	const count = (kind: Outcome) => counted.filter(({outcome}) => outcome === kind).length;
	return {
		done: count('done'),
		gate: count('gate'),
		failed: count('failed'),
		dead: count('dead'),
		carried: counted.filter(({follow}) => follow.carriedBy !== null).length,
		blocked: count('blocked') + count('held'),
		held: count('held'),
		unseen: count('unseen'),
		missing: commits.some(({sha}) => !counted.some(({commit}) => commit.sha === sha)),
	};
}
