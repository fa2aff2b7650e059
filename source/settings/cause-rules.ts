import {createContext, Script} from 'node:vm';
import {type CauseRule, type FindIn, recogniser} from '../diagnosis/known-cause.ts';
import type {UserFailure} from './settings.ts';

/** How long a pattern may look through the lines of one failure; ms. */
const patience = 250;

/** The causes that the user knows, in the order of the file. */
export function causeRules(failures: readonly UserFailure[]): readonly CauseRule[] {
	if (failures.length === 0) return [];
	const finder = createFinder();
	return failures.map(({match, not, example, unlike, ...cause}) => ({
		cause,
		match: finder(match),
		not: not === null ? null : finder(not),
	}));
}

/** What the excerpts that stand beside a cause show to be wrong with it: the key, and what it should be. */
export function faultsOf(failure: UserFailure): readonly {readonly key: string; readonly message: string}[] {
	const recognise = recogniser(causeRules([failure]));
	const shows = (text: string | null) =>
		text !== null && recognise([text, ...text.split('\n').filter(line => line.trim() !== '')]) !== null;
	return [
		...(failure.example === null || shows(failure.example) ? [] : [{key: 'example', message: notShown}]),
		...(shows(failure.unlike) ? [{key: 'unlike', message: shown}] : []),
	];
}

const notShown = 'is not recognised: mend `match` so that it finds it, or `not` so that it lets it pass';
const shown = 'is recognised: make `match` narrower, or let `not` find what tells it apart';

/**
 * Patterns run where they can be stopped: one that goes back and forth over a line, such as `(a+)+$`, would hold up the
 * whole program however short the line is. A pattern that was stopped once is not tried again.
 */
function createFinder(): (expression: string) => FindIn {
	const room: {pattern: RegExp | null; texts: readonly string[]} = {pattern: null, texts: []};
	const context = createContext(room);
	const script = new Script(find);
	return expression => {
		const pattern = new RegExp(expression);
		let slow = false;
		return texts => {
			if (slow) return 'unsure';
			Object.assign(room, {pattern, texts});
			try {
				return foundIn(script.runInContext(context, {timeout: patience}));
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
				slow = true;
				return 'unsure';
			}
		};
	};
}

/** What comes out of the other context is text, so that nothing of that context is kept. */
const find = `
	(() => {
		for (let at = 0; at < texts.length; at++) {
			const found = pattern.exec(texts[at]);
			if (found !== null) return JSON.stringify({at, groups: found.groups ?? {}});
		}
		return null;
	})()`;

function foundIn(said: unknown): Exclude<ReturnType<FindIn>, 'unsure'> {
	return typeof said === 'string' ? JSON.parse(said) : null;
}
