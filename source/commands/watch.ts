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
	/** Each pipeline as the last look at it left it: halfway through a look, what was read does not fit together yet. */
	const seen = new Map<string, Follow>();
	const told = new Set<string>();
	return new Promise(resolve => {
		const end = () => {
			unsubscribe();
			signal.removeEventListener('abort', end);
			resolve(tallyOf([...seen.values()]));
		};
		const hear = (state: State) => {
			const follows = allFollows(state);
			for (const follow of follows) {
				const before = seen.get(keyOf(follow));
				if (follow.asOf === null || before?.asOf === follow.asOf) continue;
				seen.set(keyOf(follow), follow);
				if (before === undefined || !isThrough(before)) print(heartbeat(follow, state.now));
			}
			for (const notice of state.happened.filter(({key}) => !told.has(key))) {
				told.add(notice.key);
				const text = noticeLine(notice, link);
				if (text !== null) print(text);
			}
			if (isListed(state) && follows.every(follow => isThrough(seen.get(keyOf(follow))))) end();
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

function keyOf({scope, pipeline}: Follow): string {
	return `${scope} ${pipeline}`;
}

/** Whether it is known which pipelines there are. */
function isListed(state: State): boolean {
	const scopes = scopesOf(state);
	return (
		state.tracked.length > 0 &&
		scopes.length > 0 &&
		scopes.every(({names}) => names !== null && names.length > 0)
	);
}

/** Whether it was looked at, and nothing more happens without a person (`--exit-on gate`). */
function isThrough(follow: Follow | undefined): boolean {
	if (follow === undefined) return false;
	const {standing} = follow;
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

function tallyOf(seen: readonly Follow[]): Tally {
	const follows = seen.filter(
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
