import {ancestryKey, type Containment} from '../domain/commit.ts';
import type {PipelineRecord} from '../domain/record.ts';
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
export function createAncestry(store: Store, clock: Clock, history: History) {
	const asked = new Map<string, {readonly at: number; readonly answer: Promise<Containment>}>();

	async function answer({descendant, ancestor}: Question): Promise<Containment> {
		const answer = await history.contains(descendant, ancestor);
		store.dispatch({kind: 'ancestry-known', at: clock.now(), descendant, ancestor, answer});
		return answer;
	}

	return async (pipeline: PipelineRecord, signal: AbortSignal): Promise<boolean> => {
		let learned = false;
		for (const [key, {at}] of asked) if (at + askAgain <= clock.now()) asked.delete(key);
		for (const question of questionsOf(store.getState(), pipeline)) {
			const key = ancestryKey(question.descendant, question.ancestor);
			const current = asked.get(key) ?? {at: clock.now(), answer: answer(question)};
			asked.set(key, current);
			if ((await current.answer) !== 'unknown') learned = true;
			signal.throwIfAborted();
		}
		return learned;
	};
}
