import type {Commit} from './commit.ts';
import type {Follow} from './follow.ts';
import {followsOf, scopesOf} from './select.ts';
import type {State} from './state.ts';

/** Whether nothing more happens to a commit in a pipeline on its own; not as long as nobody has looked. */
export function isSettled({standing, asOf}: Follow): boolean {
	if (asOf === null) return false;
	switch (standing.kind) {
		case 'Succeeded':
		case 'Failed':
		case 'NotTriggered':
			return true;
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return standing.carried !== 'contains';
		case 'Running':
		case 'Stopping':
		case 'Gate':
		case 'Behind':
		case 'Awaited':
		case 'Unknown':
			return false;
	}
}

/** Whether it is known which pipelines there are, and the commit is settled in each that it concerns. */
export function isSettledEverywhere(state: State, commit: Commit): boolean {
	const scopes = scopesOf(state);
	const listed = scopes.length > 0 && scopes.every(({names}) => names !== null);
	return listed && followsOf(state, commit).every(isSettled);
}
