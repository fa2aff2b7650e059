import type {Follow} from './follow.ts';
import type {ActionProgress, StageProgress} from './progress.ts';
import type {PipelineRecord} from './record.ts';
import {usualLength} from './usual.ts';

/** How long something still takes if it goes as usual, counted to the last look; ms, none below 0. */
export interface TimeLeft {
	readonly usual: number;
	readonly left: number;
	/** By how much what runs now has run over its usual length; `left` is then that of what follows it. */
	readonly over: number;
}

/** What a stage still takes; `people`: the approvals in it that wait or will wait for somebody, whose time is not in it. */
export interface StageLeft extends TimeLeft {
	readonly people: number;
}

/** What an execution takes until it stops by itself: at a gate, at a closed transition, at a failure, or at its end. */
export interface ExecutionLeft extends TimeLeft {
	readonly until: 'gate' | 'closed' | 'failure' | 'end';
}

/** How long each action usually takes; ms, null: not known. */
type Usual = (action: ActionProgress) => number | null;

/** How long the actions of a pipeline usually take. */
export function usualIn(pipeline: PipelineRecord): Usual {
	return ({stage, name}) => usualLength(pipeline, {stage, action: name});
}

/** What is left of an action that runs; null: it does not, or it is not known. `asOf`: the last look, ms since the epoch. */
export function actionLeft(action: ActionProgress, usual: Usual, asOf: number | null): TimeLeft | null {
	const since = action.run?.startedAt ?? null;
	const length = usual(action);
	if (action.state !== 'Running' || since === null || length === null || asOf === null) return null;
	const elapsed = Math.max(0, asOf - since);
	return {usual: length, left: Math.max(0, length - elapsed), over: Math.max(0, elapsed - length)};
}

/**
 * What the machines still need for a stage: run orders one after the other, the actions of each side by side. Null: of
 * something that is still to be done nobody knows how long it takes, or it will not be done.
 */
export function stageLeft(stage: StageProgress, usual: Usual, asOf: number | null): StageLeft | null {
	const groups = groupsOf(stage);
	const people = groups.flat().filter(isPending).length;
	const total = sumOf(groups.map(group => groupLeft(stage, group, usual, asOf)));
	return total === null ? null : {...total, people};
}

/** What is left of an execution that runs, up to where it stops by itself; null: it does not run, or it is not known. */
export function executionLeft(
	stages: readonly StageProgress[],
	usual: Usual,
	asOf: number | null,
): ExecutionLeft | null {
	const stretch = (until: ExecutionLeft['until']) => stretchOf(leg, until, stages.some(isRunning));
	let leg: (TimeLeft | null)[] = [];
	for (const stage of stages) {
		if (stage.state === 'Skipped') continue;
		if (!stage.transition.open && stage.state === 'NotReached') return stretch('closed');
		for (const group of groupsOf(stage)) {
			if (group.some(isPending)) return stretch('gate');
			// Behind a gate that was answered another stretch begins.
			if (group.some(({category}) => category === 'Approval')) leg = [];
			leg.push(groupLeft(stage, group, usual, asOf));
			if (group.some(({state}) => state === 'Failed')) return stretch('failure');
		}
	}
	return stretch('end');
}

/**
 * What is left of the execution that carries a commit, as of `at`; null while it waits for anybody, and where it is not known.
 */
export function followLeft(follow: Follow, at: number | null = follow.asOf): ExecutionLeft | null {
	const {standing, stages, record} = follow;
	return standing.kind === 'Running' ? executionLeft(stages, usualIn(record), countedTo(follow, at)) : null;
}

/**
 * To when the time left is counted at `at`: what is looked at seldom because nothing is expected of it goes on as foreseen until
 * its next look was due, and not beyond. ms since the epoch; null: nobody has looked.
 */
export function countedTo({asOf, record}: Follow, at: number | null): number | null {
	if (asOf === null || at === null) return asOf;
	return Math.max(asOf, Math.min(at, asOf + (record.every ?? 0)));
}

/** How much of its usual length is over: 0 to 1. */
export function partDone({usual, left}: TimeLeft): number {
	return usual <= 0 ? 1 : Math.min(1, Math.max(0, 1 - left / usual));
}

function isPending({category, state}: ActionProgress): boolean {
	return category === 'Approval' && (state === 'Waiting' || state === 'NotStarted');
}

function isRunning({actions}: StageProgress): boolean {
	return actions.some(({state}) => state === 'Running');
}

function isWork({category}: ActionProgress): boolean {
	return category !== 'Approval';
}

/** The actions by run order, the first ones first. */
function groupsOf({actions}: StageProgress): readonly (readonly ActionProgress[])[] {
	return [...Map.groupBy(actions, ({runOrder}) => runOrder)]
		.toSorted(([a], [b]) => a - b)
		.map(([, group]) => group);
}

/** What is left of actions of a stage that run side by side: the longest of them. Null: of one of them it is not known. */
function groupLeft(
	{state}: StageProgress,
	group: readonly ActionProgress[],
	usual: Usual,
	asOf: number | null,
): TimeLeft | null {
	const ended = (action: ActionProgress) => ({usual: usual(action) ?? 0, left: 0, over: 0});
	const parts = group
		.filter(isWork)
		.map(action => (state === 'Succeeded' ? ended(action) : partLeft(action, usual, asOf)));
	const known = parts.filter(part => part !== null);
	if (known.length < parts.length) return null;
	const left = Math.max(0, ...known.map(part => part.left));
	const over = left > 0 ? 0 : Math.max(0, ...known.map(part => part.over));
	return {usual: Math.max(0, ...known.map(part => part.usual)), left, over};
}

function partLeft(action: ActionProgress, usual: Usual, asOf: number | null): TimeLeft | null {
	const length = usual(action);
	switch (action.state) {
		case 'Running':
			return actionLeft(action, usual, asOf);
		case 'NotStarted':
			return length === null ? null : {usual: length, left: length, over: 0};
		// What has ended is over, however long it took; it is a part of the usual whole all the same.
		case 'Succeeded':
		case 'Failed':
		case 'Abandoned':
			return {usual: length ?? 0, left: 0, over: 0};
		case 'Waiting':
		case 'Unknown':
			return null;
	}
}

function sumOf(parts: readonly (TimeLeft | null)[]): TimeLeft | null {
	const known = parts.filter(part => part !== null);
	if (known.length < parts.length) return null;
	const sum = (of: (part: TimeLeft) => number) => known.reduce((total, part) => total + of(part), 0);
	return {usual: sum(part => part.usual), left: sum(part => part.left), over: sum(part => part.over)};
}

function stretchOf(
	parts: readonly (TimeLeft | null)[],
	until: ExecutionLeft['until'],
	running: boolean,
): ExecutionLeft | null {
	const sum = sumOf(parts);
	return sum === null || (sum.left === 0 && !running) ? null : {...sum, until};
}
