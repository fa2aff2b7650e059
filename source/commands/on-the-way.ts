import {scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import type {Clock} from '../engine/clock.ts';

/** How long somebody waits before it is said what for, and again; ms. */
const silence = 10_000;

/** Says now and then, until the signal aborts, what is waited for. */
export async function sayOnTheWay(
	words: () => string,
	complain: (line: string) => void,
	clock: Clock,
	signal: AbortSignal,
): Promise<void> {
	for (;;) {
		await clock.sleep(silence, signal);
		if (signal.aborted) return;
		complain(`sluice: ${words()}`);
	}
}

/** How far one look has come, and what it waits for: `5 of 12 pipelines seen so far: AWS asks for fewer requests`. */
export function progressWords(state: State): string {
	const scopes = scopesOf(state);
	const pipelines = scopes.flatMap(scope => Object.values(scope.pipelines));
	const seen = pipelines.filter(({lookedAt}) => lookedAt !== null).length;
	const far = scopes.some(({names}) => names === null)
		? 'still asking which pipelines there are'
		: `${seen} of ${pipelines.length} pipelines seen so far`;
	const [trouble] = scopes.flatMap(scope => scope.trouble ?? []);
	const slowedBy = scopes.map(scope => scope.slowedBy).find(name => name !== null) ?? null;
	return `${far}: ${trouble?.message ?? reasonOf(slowedBy)}`;
}

/** Why it takes so long, where nothing fails. `slowedBy`: the error that made the calls rarer than the user allows. */
export function reasonOf(slowedBy: string | null): string {
	return slowedBy === null
		? 'no more is asked a second than --rate allows; a higher --rate may be quicker'
		: `AWS asks for fewer requests (${slowedBy})`;
}
