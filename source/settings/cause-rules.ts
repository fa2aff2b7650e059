import {createContext, Script} from 'node:vm';
import type {CauseRule, FindIn} from '../diagnosis/known-cause.ts';
import type {UserFailure} from './settings.ts';

/** How long a pattern may look through the lines of one failure; ms. */
const patience = 250;

/** The causes that the user knows, in the order of the file. */
export function causeRules(failures: readonly UserFailure[]): readonly CauseRule[] {
	if (failures.length === 0) return [];
	const finder = createFinder();
	return failures.map(({match, not, ...cause}) => ({
		cause,
		match: finder(match),
		not: not === null ? null : finder(not),
	}));
}

/**
 * Patterns run where they can be stopped: one that goes back and forth over a line, such as `(a+)+$`, would hold up the
 * whole program however short the line is. A pattern that was stopped once is not tried again.
 */
function createFinder(): (expression: string) => FindIn {
	const room: {pattern: RegExp | null; texts: readonly string[]} = {pattern: null, texts: []};
	const context = createContext(room);
	const script = new Script('texts.findIndex(text => pattern.test(text))');
	return expression => {
		const pattern = new RegExp(expression);
		let slow = false;
		return texts => {
			if (slow) return null;
			Object.assign(room, {pattern, texts});
			try {
				return Number(script.runInContext(context, {timeout: patience}));
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
				slow = true;
				return null;
			}
		};
	};
}
