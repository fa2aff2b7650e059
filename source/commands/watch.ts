import type {Follow} from '../domain/follow.ts';
import {followsOf, scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import type {Store} from '../store/store.ts';
import {line} from './line.ts';
import {heartbeat, type Link, noticeLine} from './lines.ts';

/** How many pipelines ended in which way; what the exit code is made of. */
export interface Tally {
	readonly done: number;
	readonly gate: number;
	readonly failed: number;
	/** Superseded and not known to be carried, stopped or cancelled. */
	readonly dead: number;
	readonly carried: number;
	readonly blocked: number;
	/** Pipelines in which the commit is. */
	readonly followed: number;
}

/**
 * Prints what the store learns, a line each, until every pipeline is settled, stands at a gate or is blocked, or until
 * the signal aborts. Resolves with how they stand then.
 */
export function watch(
	store: Store,
	link: Link,
	print: (line: string) => void,
	signal: AbortSignal,
): Promise<Tally> {
	const beaten = new Map<string, number>();
	const told = new Set<string>();
	return new Promise(resolve => {
		const end = () => {
			unsubscribe();
			signal.removeEventListener('abort', end);
			resolve(tallyOf(store.getState()));
		};
		const hear = (state: State) => {
			for (const follow of allFollows(state)) {
				const key = `${follow.scope} ${follow.pipeline}`;
				if (follow.asOf === null || beaten.get(key) === follow.asOf) continue;
				const first = !beaten.has(key);
				beaten.set(key, follow.asOf);
				if (first || !isThrough(follow)) print(heartbeat(follow, state.now));
			}
			for (const notice of state.happened.filter(({key}) => !told.has(key))) {
				told.add(notice.key);
				const text = noticeLine(notice, link);
				if (text !== null) print(text);
			}
			if (isOver(state)) end();
		};
		const unsubscribe = store.subscribe(hear);
		signal.addEventListener('abort', end, {once: true});
		if (signal.aborted) end();
		else hear(store.getState());
	});
}

/** The last line: the exit code and what it is made of. */
export function endLine(code: number, {done, gate, failed, carried, blocked}: Tally): string {
	return line('END', {code, done, gate, failed, carried, blocked});
}

function allFollows(state: State): readonly Follow[] {
	return state.tracked.flatMap(commit => followsOf(state, commit));
}

/** Whether every pipeline was looked at, and none of them can go on without a person. */
function isOver(state: State): boolean {
	const listed =
		scopesOf(state).length > 0 && scopesOf(state).every(({names}) => names !== null && names.length > 0);
	return (
		listed &&
		state.tracked.length > 0 &&
		allFollows(state).every(follow => follow.asOf !== null && isThrough(follow))
	);
}

/** Whether nothing more happens without a person (`--exit-on gate`). */
function isThrough({standing}: Follow): boolean {
	switch (standing.kind) {
		case 'Gate':
		case 'Succeeded':
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
		case 'NotTriggered':
			return true;
		case 'Superseded':
			return standing.carried !== 'contains';
		case 'Behind':
			return standing.obstacle.kind !== 'stage-busy';
		case 'Running':
		case 'Stopping':
		case 'Awaited':
		case 'Unknown':
			return false;
	}
}

export function tallyOf(state: State): Tally {
	const follows = allFollows(state).filter(
		({standing}) => standing.kind !== 'NotTriggered' && standing.kind !== 'Awaited',
	);
	const count = (...kinds: Follow['standing']['kind'][]) =>
		follows.filter(({standing}) => kinds.includes(standing.kind)).length;
	return {
		done: count('Succeeded'),
		gate: count('Gate'),
		failed: count('Failed'),
		dead: count('Superseded', 'Stopped', 'Cancelled'),
		carried: follows.filter(({carriedBy}) => carriedBy !== null).length,
		blocked: follows.filter(
			({standing}) => standing.kind === 'Behind' && standing.obstacle.kind !== 'stage-busy',
		).length,
		followed: follows.length,
	};
}
