import type {Follow} from './follow.ts';
import type {Sha} from './pipeline.ts';
import {followsOf, isEverywhere, scopesOf} from './select.ts';
import type {State} from './state.ts';
import {isBlinding, type Trouble} from './trouble.ts';

/** How the commits that are followed stand, in a few numbers: of pipelines, once for each commit. */
export interface Summary {
	/** Gates at which ours wait. */
	readonly gates: number;
	/** Failed for good, or about to: a chain has, while others of its stage still run. */
	readonly failed: number;
	readonly behind: number;
	/** Stopped, cancelled or superseded, and not carried on. */
	readonly ended: number;
	readonly running: number;
	/** Whether all of them have reached the last stage everywhere. */
	readonly everywhere: boolean;
	/** Why something cannot be seen, so that the rest may be old; null: all can. */
	readonly trouble: Trouble | null;
	readonly commits: readonly Sha[];
}

type Count = 'gates' | 'failed' | 'behind' | 'ended' | 'running';

export function summaryOf(state: State): Summary {
	const follows = state.tracked.map(commit => followsOf(state, commit));
	const all = follows.flat();
	const counts = all.map(countedAs);
	const number = (kind: Count) => counts.filter(each => each === kind).length;
	return {
		gates: number('gates'),
		failed: number('failed'),
		behind: number('behind'),
		ended: number('ended'),
		running: number('running'),
		everywhere: follows.length > 0 && follows.every(isEverywhere),
		trouble: troubleOf(state, all),
		commits: state.tracked.map(({sha}) => sha),
	};
}

function countedAs({standing}: Follow): Count | null {
	switch (standing.kind) {
		case 'Gate':
			return 'gates';
		case 'Failed':
			return 'failed';
		case 'Behind':
			return 'behind';
		case 'Running':
			return standing.failed.length > 0 ? 'failed' : 'running';
		case 'Stopping':
			return 'running';
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return standing.carried === 'contains' ? 'running' : 'ended';
		case 'Succeeded':
		case 'Awaited':
		case 'NotTriggered':
		case 'Unknown':
			return null;
	}
}

/** What was refused before the last look ended well was optional: what that look told is not old. */
function troubleOf(state: State, follows: readonly Follow[]): Trouble | null {
	for (const {trouble} of scopesOf(state)) if (trouble !== null) return trouble;
	for (const {trouble, asOf} of follows)
		if (isBlinding(trouble) && (asOf === null || trouble.since > asOf)) return trouble;
	return null;
}
