import {ancestryKey, type Containment} from '../domain/commit.ts';
import type {PipelineRecord} from '../domain/record.ts';
import type {StagesOfInterest} from '../domain/stage-run.ts';
import type {History} from '../git/history.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';
import {type Question, questionsOf} from './questions.ts';

/** How long an answer that version control could not give is left alone; ms. */
const askAgain = 60_000;

/**
 * Asks version control what a pipeline's standings depend on, each question once, however many pipelines pose it.
 * The asking resolves with whether something was learned; it rejects with the signal's reason.
 */
export function createAncestry(store: Store, clock: Clock, history: History, interest: StagesOfInterest) {
	const asked = new Map<string, {readonly at: number; readonly answer: Promise<Containment>}>();

	async function answer({descendant, ancestor, repository}: Question): Promise<Containment> {
		const contained = await history.contains(descendant, ancestor.sha, repository);
		const reverted =
			contained === 'contains' && (await history.revertOf(ancestor, descendant, repository)) !== null;
		const answer = reverted ? 'reverted' : contained;
		const at = clock.now();
		store.dispatch({kind: 'ancestry-known', at, descendant, ancestor: ancestor.sha, answer});
		return answer;
	}

	return async (pipeline: PipelineRecord, signal: AbortSignal): Promise<boolean> => {
		let learned = false;
		for (const [key, {at}] of asked) if (at + askAgain <= clock.now()) asked.delete(key);
		for (const question of questionsOf(store.getState(), pipeline, interest)) {
			const key = ancestryKey(question.descendant, question.ancestor.sha);
			const current = asked.get(key) ?? {at: clock.now(), answer: answer(question)};
			asked.set(key, current);
			if ((await current.answer) !== 'unknown') learned = true;
			signal.throwIfAborted();
		}
		return learned;
	};
}
